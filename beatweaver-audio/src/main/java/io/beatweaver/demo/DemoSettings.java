package io.beatweaver.demo;

import java.util.Objects;

/**
 * What a demo corpus is made of. Song {@code i} of a seed doesn't depend on how many songs there
 * are.
 *
 * @param songs how many, 1..100,000
 * @param seed what everything is drawn from
 * @param minSeconds shortest song, 10 or more
 * @param maxSeconds longest song, at most 600; lengths are whole bars, so a song may miss the range
 *     by a bar, in the wide style by four
 * @param style how they are composed and how they sound
 */
public record DemoSettings(
    int songs, long seed, double minSeconds, double maxSeconds, DemoStyle style) {
  /** Twelve songs of 60 to 90 seconds, seed 1, plain. */
  public static final DemoSettings DEFAULT = new DemoSettings(12, 1, 60, 90);

  private static final int MAX_SONGS = 100_000;
  private static final double SHORTEST = 10;
  private static final double LONGEST = 600;

  /** Refuses ranges that make no songs. */
  public DemoSettings {
    Objects.requireNonNull(style, "style");
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
   * In the plain style.
   *
   * @param songs how many, 1..100,000
   * @param seed what everything is drawn from
   * @param minSeconds shortest song
   * @param maxSeconds longest song
   */
  public DemoSettings(int songs, long seed, double minSeconds, double maxSeconds) {
    this(songs, seed, minSeconds, maxSeconds, DemoStyle.PLAIN);
  }

  /**
   * The same with another number of songs.
   *
   * @param count how many
   * @return new settings
   */
  public DemoSettings withSongs(int count) {
    return new DemoSettings(count, seed, minSeconds, maxSeconds, style);
  }

  /**
   * The same with another seed.
   *
   * @param other what everything is drawn from
   * @return new settings
   */
  public DemoSettings withSeed(long other) {
    return new DemoSettings(songs, other, minSeconds, maxSeconds, style);
  }

  /**
   * The same with another length of songs.
   *
   * @param shortest seconds
   * @param longest seconds
   * @return new settings
   */
  public DemoSettings withSeconds(double shortest, double longest) {
    return new DemoSettings(songs, seed, shortest, longest, style);
  }

  /**
   * The same in another style.
   *
   * @param other how songs are composed and how they sound
   * @return new settings
   */
  public DemoSettings withStyle(DemoStyle other) {
    return new DemoSettings(songs, seed, minSeconds, maxSeconds, other);
  }
}
