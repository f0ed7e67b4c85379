package io.beatweaver.demo.internal;

/**
 * The rhythmic idea of a section: how much each place of the bar is liked, and four motifs drawn
 * from that, which are varied whenever they come.
 *
 * <p>A motif ranks the places of a bar; a bar takes as many from the top as its density asks for.
 * Ranks are weighted sampling without replacement (Efraimidis and Spirakis, 2006: the key of weight
 * w is u^(1/w)).
 */
final class Theme {
  /** Places a bar: thirty-second notes; songs that aren't slow use every second one. */
  static final int PLACES = 32;

  private static final int MOTIFS = 4;
  private static final int STYLES = 6;
  private static final int[][] PHRASES = {
    {0, 1, 0, 2}, {0, 1, 2, 3}, {0, 0, 1, 2}, {0, 1, 1, 2}, {0, 2, 1, 3}
  };

  private final double[] weights = new double[PLACES];
  private final double[][] motifs = new double[MOTIFS][PLACES];
  private final int[] phrase;

  Theme(Dice dice) {
    double[] metre = metre(dice);
    for (int place = 0; place < PLACES; place++) {
      double u = dice.unit();
      weights[place] = metre[place] * (0.1 + 0.9 * u * u);
    }
    for (double[] motif : motifs) {
      for (int place = 0; place < PLACES; place++) {
        motif[place] = key(dice, place);
      }
    }
    phrase = PHRASES[dice.below(PHRASES.length)];
  }

  /**
   * The keys of a bar's places: the higher, the sooner it is played.
   *
   * @param variation the share of places that differ from the motif's
   */
  double[] barKeys(Bar bar, Dice dice, double variation) {
    double[] keys = motifs[phrase[bar.number() % 4]].clone();
    for (int place = 0; place < PLACES; place++) {
      if (dice.chance(variation)) {
        keys[place] = key(dice, place);
      }
    }
    return keys;
  }

  private double key(Dice dice, int place) {
    return StrictMath.pow(dice.unit(), 1 / weights[place]);
  }

  /** Which places a style likes; 1 is the most. Odd places (thirty-seconds) are liked less. */
  private static double[] metre(Dice dice) {
    double[] metre = new double[PLACES];
    int style = dice.below(STYLES);
    boolean[] pattern = euclid(dice.pick(new int[] {5, 6, 7, 9, 10, 11}), dice.below(16));
    int left = dice.below(4);
    for (int slot = 0; slot < PLACES / 2; slot++) {
      int inBeat = slot % 4;
      double liked =
          switch (style) {
            case 0 -> inBeat == 0 ? 1 : inBeat == 2 ? 0.6 : 0.2;
            case 1 -> inBeat == 2 ? 1 : inBeat == 0 ? 0.3 : 0.35;
            case 2 -> inBeat % 2 == 1 ? 1 : 0.35;
            case 3 -> pattern[slot] ? 1 : 0.15;
            case 4 -> inBeat == left ? 0.12 : 1;
            default -> 0.8;
          };
      metre[2 * slot] = liked;
      metre[2 * slot + 1] = 0.3;
    }
    return metre;
  }

  /** k strokes spread as evenly as 16 places allow, rotated. */
  private static boolean[] euclid(int strokes, int rotation) {
    boolean[] pattern = new boolean[16];
    for (int slot = 0; slot < 16; slot++) {
      pattern[(slot + rotation) % 16] = slot * strokes % 16 < strokes;
    }
    return pattern;
  }
}
