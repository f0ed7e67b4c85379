package io.beatweaver.demo;

/**
 * What a demo corpus is made of. Song {@code i} of a seed doesn't depend on how many songs there
 * are.
 *
 * @param songs how many, 1..100,000
 * @param seed what everything is drawn from
 * @param minSeconds shortest song, 10 or more
 * @param maxSeconds longest song, at most 600; lengths are whole bars, so a song may miss the range
 *     by a bar
 */
public record DemoSettings(int songs, long seed, double minSeconds, double maxSeconds) {
  /** Twelve songs of 60 to 90 seconds, seed 1. */
  public static final DemoSettings DEFAULT = new DemoSettings(12, 1, 60, 90);

  private static final int MAX_SONGS = 100_000;
  private static final double SHORTEST = 10;
  private static final double LONGEST = 600;

  /** Refuses ranges that make no songs. */
  public DemoSettings {
    if (songs < 1 || songs > MAX_SONGS) {
      throw new IllegalArgumentException("songs must be 1.." + MAX_SONGS + ": " + songs);
    }
    if (!(minSeconds >= SHORTEST && maxSeconds >= minSeconds && maxSeconds <= LONGEST)) {
      throw new IllegalArgumentException(
          "song length must lie in "
              + SHORTEST
              + ".."
              + LONGEST
              + " seconds: "
              + minSeconds
              + ".."
              + maxSeconds);
    }
  }

  /**
   * The same with another number of songs.
   *
   * @param count how many
   * @return new settings
   */
  public DemoSettings withSongs(int count) {
    return new DemoSettings(count, seed, minSeconds, maxSeconds);
  }

  /**
   * The same with another seed.
   *
   * @param other what everything is drawn from
   * @return new settings
   */
  public DemoSettings withSeed(long other) {
    return new DemoSettings(songs, other, minSeconds, maxSeconds);
  }

  /**
   * The same with another length of songs.
   *
   * @param shortest seconds
   * @param longest seconds
   * @return new settings
   */
  public DemoSettings withSeconds(double shortest, double longest) {
    return new DemoSettings(songs, seed, shortest, longest);
  }
}
