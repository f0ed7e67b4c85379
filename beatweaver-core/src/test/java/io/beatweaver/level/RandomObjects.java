package io.beatweaver.level;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random objects of a format, with everything it can hold: extension values, lanes, extras. */
public final class RandomObjects {
  private static final String[] VALUES = {
    "1",
    "-0.50",
    "1e3",
    "true",
    "null",
    "\"a \\\"b\\\" \u00e9\u266b\"",
    "[ 1, [2,{}] ]",
    "{\"x\" : [1.0,2],\"y\":{\"z\":\"\"}}",
    "[]"
  };

  private final Random random;
  private final LevelFormat format;

  /**
   * @param random the source
   * @param format the format that can hold the objects
   */
  public RandomObjects(Random random, LevelFormat format) {
    this.random = random;
    this.format = format;
  }

  /** Lanes of objects are V4's alone; in others they follow from events. */
  private double lane() {
    return format == LevelFormat.V4 && random.nextInt(3) == 0 ? 15 * (random.nextInt(25) - 12) : 0;
  }

  /** A beat on the grid, off it, or before the song. */
  public double beat() {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextInt(100);
      case 1 -> random.nextInt(1600) / 16.0;
      default -> random.nextDouble() * 100 - 2;
    };
  }

  private int x() {
    return random.nextInt(10) > 0 ? random.nextInt(4) : 1000 + random.nextInt(3000);
  }

  private int y() {
    return random.nextInt(3);
  }

  private int cut() {
    return random.nextInt(10) > 0 ? random.nextInt(9) : 1000 + random.nextInt(361);
  }

  private Hand hand() {
    return Hand.ofColor(random.nextInt(2));
  }

  /** Members at places that the format has for a thing; often none. */
  public Extras extras(String... places) {
    List<Extras.Member> members = new ArrayList<>();
    for (String place : places) {
      for (int i = random.nextInt(4) - 1; i > 0; i--) {
        String name = i == 1 ? Extras.customDataKey(format) : "unknown " + i;
        members.add(new Extras.Member(place, name, VALUES[random.nextInt(VALUES.length)]));
      }
    }
    return Extras.of(format, members);
  }

  private Extras ofObject() {
    return format == LevelFormat.V4 ? extras("", "i") : extras("");
  }

  /** A note. */
  public Note note(boolean angled) {
    int angle = angled && random.nextBoolean() ? random.nextInt(91) - 45 : 0;
    return new Note(beat(), x(), y(), hand(), cut(), angle, lane(), ofObject());
  }

  /** A bomb. */
  public Bomb bomb() {
    return new Bomb(beat(), x(), y(), lane(), ofObject());
  }

  /** A wall, of odd sizes too. */
  public Wall wall() {
    int extension = format == LevelFormat.V2 && random.nextInt(5) == 0 ? 4001 : 0;
    return new Wall(
        beat(),
        random.nextDouble() * 8 - 2,
        x(),
        y(),
        random.nextInt(7) - 2,
        random.nextInt(7) - 1,
        extension,
        lane(),
        ofObject());
  }

  /** An arc. */
  public Arc arc() {
    double beat = beat();
    return new Arc(
        beat,
        x(),
        y(),
        hand(),
        cut(),
        random.nextDouble() * 2,
        beat + random.nextInt(64) / 16.0,
        x(),
        y(),
        cut(),
        random.nextDouble() * 2,
        random.nextInt(3),
        lane(),
        lane(),
        format == LevelFormat.V4 ? extras("", "hi", "ti", "ai") : extras(""));
  }

  /** A chain that doesn't crash the game. */
  public Chain chain() {
    double beat = beat();
    return new Chain(
        beat,
        x(),
        y(),
        hand(),
        cut(),
        beat + random.nextDouble(),
        x(),
        y(),
        1 + random.nextInt(8),
        0.1 + random.nextDouble(),
        lane(),
        lane(),
        format == LevelFormat.V4 ? extras("", "i", "ci") : extras(""));
  }

  /** A turn of a step that every format has. */
  public LaneRotation laneRotation() {
    int steps = 1 + random.nextInt(4);
    return new LaneRotation(
        beat(), random.nextBoolean(), 15 * (random.nextBoolean() ? steps : -steps), extras(""));
  }

  /** A change of the note jump speed. */
  public NjsEvent njsEvent() {
    return new NjsEvent(
        beat(), random.nextBoolean(), random.nextInt(30) - 1, random.nextInt(9) - 4, ofObject());
  }

  /** A basic light event of a type that has one meaning in every format. */
  public LightEvent light() {
    int[] types = {0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 40};
    return new LightEvent(
        beat(),
        types[random.nextInt(types.length)],
        random.nextInt(13),
        random.nextInt(5) / 4.0,
        ofObject());
  }

  /** A colour boost. */
  public BoostEvent boost() {
    return new BoostEvent(beat(), random.nextBoolean(), ofObject());
  }
}
