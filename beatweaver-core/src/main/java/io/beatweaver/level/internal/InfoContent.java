package io.beatweaver.level.internal;

import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Extras;
import io.beatweaver.level.LevelInfo;
import java.util.List;

/**
 * What an info file holds.
 *
 * @param family its version
 * @param info what the level says of itself
 * @param audioDataFile v4's tempo regions, empty in others
 * @param songSeconds length of the song, 0 where it isn't known
 * @param entries the difficulties in order
 */
public record InfoContent(
    Family family, LevelInfo info, String audioDataFile, double songSeconds, List<Entry> entries) {
  /** Families of info files. */
  public enum Family {
    /** {@code info.json}; it has no note jump speeds, which are in its difficulties. */
    V1,
    /** 2.0 and 2.1. */
    V2,
    /** 4.0, which has audio data and light files. */
    V4
  }

  /** Whether it is of the family that has audio data and light files of their own. */
  boolean v4() {
    return family == Family.V4;
  }

  /**
   * One difficulty.
   *
   * @param usable whether it names a characteristic and a difficulty; one that doesn't is part of
   *     the level's hash all the same
   * @param lightshowFile v4's lights, empty in v2
   * @param environment the stage's name, empty for the level's own
   * @param extras what else is said of it
   */
  public record Entry(
      Characteristic characteristic,
      Difficulty difficulty,
      boolean usable,
      String beatmapFile,
      String lightshowFile,
      double noteJumpSpeed,
      double noteJumpOffset,
      String environment,
      Extras extras) {}
}
