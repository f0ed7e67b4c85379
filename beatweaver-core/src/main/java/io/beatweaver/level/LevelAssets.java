package io.beatweaver.level;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The files that go with a level's beatmaps.
 *
 * @param song the song, copied as it is; the game plays Ogg Vorbis
 * @param sampleCount samples of the song, per channel, above 0; V4's tempo regions are in samples
 * @param sampleRate samples a second, above 0
 * @param coverOrNull the picture, copied as it is; null for none
 */
public record LevelAssets(Path song, long sampleCount, int sampleRate, Path coverOrNull) {
  /** Refuses a song of no length. */
  public LevelAssets {
    Objects.requireNonNull(song, "song");
    if (sampleCount <= 0 || sampleRate <= 0) {
      throw new IllegalArgumentException(
          "a song has samples: " + sampleCount + " at " + sampleRate + " Hz");
    }
  }

  /**
   * The song's length.
   *
   * @return seconds
   */
  public double seconds() {
    return sampleCount / (double) sampleRate;
  }
}
