package io.beatweaver.level.internal;

import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.LevelInfo;
import java.util.List;

/**
 * What an info file holds.
 *
 * @param v4 whether it is of the family that has audio data and light files of their own
 * @param info what the level says of itself
 * @param audioDataFile v4's tempo regions, empty in v2
 * @param songSeconds length of the song, 0 where it isn't known
 * @param entries the difficulties in order
 */
record InfoContent(
    boolean v4, LevelInfo info, String audioDataFile, double songSeconds, List<Entry> entries) {
  /**
   * One difficulty.
   *
   * @param usable whether it names a characteristic and a difficulty; one that doesn't is part of
   *     the level's hash all the same
   * @param lightshowFile v4's lights, empty in v2
   */
  record Entry(
      Characteristic characteristic,
      Difficulty difficulty,
      boolean usable,
      String beatmapFile,
      String lightshowFile,
      double noteJumpSpeed,
      double noteJumpOffset) {}
}
