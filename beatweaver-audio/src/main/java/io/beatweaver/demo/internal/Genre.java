package io.beatweaver.demo.internal;

/**
 * Kinds of music in the wide style: their tempo, and what their drums play over a bar of sixteenths
 * ({@code x} a stroke, {@code -} a ghost note).
 */
enum Genre {
  HOUSE(116, 130, false, 0.9, "x...x...x...x...", "....x.......x...", "..x...x...x...x."),
  TRANCE(132, 150, false, 0.9, "x...x...x...x...", "....x.......x...", "x.xxx.xxx.xxx.xx"),
  BREAKBEAT(125, 178, false, 0.9, "x.x.......x.....", "....x..-.-..x..-", "x.x.x.x.x.x.x.x."),
  HARDCORE(170, 200, false, 0.95, "x...x...x...x...", "....x.......x...", "..x...x...x...x."),
  ROCK(95, 165, true, 0.9, "x.....x.x.......", "....x.......x...", "x.x.x.x.x.x.x.x."),
  PUNK(150, 200, true, 0.95, "x.....x.x.....x.", "....x.......x...", "x.x.x.x.x.x.x.x."),
  HALF_TIME(130, 170, false, 0.9, "x.....x....x....", "........x.......", "x.x.x.xxx.x.x.x."),
  HIP_HOP(78, 105, true, 0.95, "x..x......x.....", "....x..-....x...", "x.x.x.x.x.xxx.x."),
  FUNK(92, 122, true, 0.9, "x..x..x...x..x..", "....x..-.-..x..-", "xxxxxxxxxxxxxxxx"),
  BALLAD(70, 96, true, 0.6, "x.........x.....", "....x.......x...", "x...x...x...x..."),
  AMBIENT(70, 112, false, 0.3, "x...............", "........-.......", "..-...-...-...-."),
  ORCHESTRAL(72, 150, true, 0.35, "x.......x.......", "..........x.x...", "................");

  final double slowest;
  final double fastest;

  /** Played by people: a tempo that breathes, strokes that are early and late. */
  final boolean live;

  /** How often a section has drums. */
  final double drummed;

  private final String kick;
  private final String snare;
  private final String hat;

  Genre(
      double slowest,
      double fastest,
      boolean live,
      double drummed,
      String kick,
      String snare,
      String hat) {
    this.slowest = slowest;
    this.fastest = fastest;
    this.live = live;
    this.drummed = drummed;
    this.kick = kick;
    this.snare = snare;
    this.hat = hat;
  }

  double[] kick(Dice dice) {
    return pattern(kick, 0.08, dice);
  }

  double[] snare(Dice dice) {
    return pattern(snare, 0.05, dice);
  }

  double[] hat(Dice dice) {
    return pattern(hat, 0.1, dice);
  }

  /** A velocity for each sixteenth; some differ from what the genre always plays. */
  private static double[] pattern(String strokes, double change, Dice dice) {
    double[] velocities = new double[strokes.length()];
    for (int slot = 0; slot < velocities.length; slot++) {
      char stroke = strokes.charAt(slot);
      if (dice.chance(slot % 4 == 0 ? change / 2 : change)) {
        stroke = stroke == '.' ? dice.chance(0.5) ? 'x' : '-' : '.';
      }
      double accent = slot % 4 == 0 ? 1 : 0.88;
      velocities[slot] = stroke == 'x' ? accent : stroke == '-' ? 0.25 : 0;
    }
    return velocities;
  }
}
