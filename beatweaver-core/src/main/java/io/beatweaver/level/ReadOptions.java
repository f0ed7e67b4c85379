package io.beatweaver.level;

/**
 * How much of a level {@link LevelReader} keeps.
 *
 * @param lights whether basic light events and colour boosts are read
 * @param extras whether custom data, unknown keys and the lights that aren't understood are carried
 */
public record ReadOptions(boolean lights, boolean extras) {
  /** Keeps everything, so that the level can be written again without loss. */
  public static final ReadOptions EVERYTHING = new ReadOptions(true, true);

  /**
   * Keeps what is played, and nothing of lights and custom data: faster, for whoever learns from or
   * counts objects. Such a level should not be written in place of the one that was read.
   */
  public static final ReadOptions OBJECTS_ONLY = new ReadOptions(false, false);
}
