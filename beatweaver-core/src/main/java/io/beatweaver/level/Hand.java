package io.beatweaver.level;

/** Which saber cuts a note. */
public enum Hand {
  /** Left, red, colour 0. */
  LEFT,
  /** Right, blue, colour 1. */
  RIGHT;

  /**
   * The colour number in files.
   *
   * @return 0 or 1
   */
  public int color() {
    return ordinal();
  }

  /**
   * The hand of a colour number.
   *
   * @param color 0 or 1
   * @return the hand
   */
  public static Hand ofColor(int color) {
    return switch (color) {
      case 0 -> LEFT;
      case 1 -> RIGHT;
      default -> throw new IllegalArgumentException("a colour is 0 or 1: " + color);
    };
  }

  /**
   * The other hand.
   *
   * @return right for left, left for right
   */
  public Hand other() {
    return this == LEFT ? RIGHT : LEFT;
  }
}
