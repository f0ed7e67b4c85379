package io.beatweaver.model;

import io.beatweaver.level.Difficulty;

/**
 * What a {@link MapGenerator} doesn't ask of a player's arms and eyes, beyond the grammar, which
 * never lets two notes share a cell. A rule gives way where nothing at all would be left to write,
 * a later one before an earlier one.
 */
public enum PlayRule {
  /** A hand has a least time between swings, {@link #leastSeconds} by difficulty. */
  SPEED,

  /**
   * The left hand keeps out of the rightmost column, the right hand out of the leftmost one, and at
   * one beat the left hand isn't right of the right one.
   */
  CROSSING,

  /** Within a beat a hand doesn't swing twice to the same side; a dot frees it. */
  PARITY,

  /**
   * No note hides behind another: after a note in the middle row of an inner column nothing follows
   * in that half of the grid for a quarter of a second.
   */
  VISION;

  /**
   * The least time between two swings of a hand under {@link #SPEED}.
   *
   * @param difficulty how hard
   * @return seconds, 0.45 at Easy to 0.09 at ExpertPlus
   */
  public static double leastSeconds(Difficulty difficulty) {
    return switch (difficulty) {
      case EASY -> 0.45;
      case NORMAL -> 0.33;
      case HARD -> 0.22;
      case EXPERT -> 0.14;
      case EXPERT_PLUS -> 0.09;
    };
  }
}
