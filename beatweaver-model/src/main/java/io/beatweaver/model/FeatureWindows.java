package io.beatweaver.model;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.storage.CachedSong;
import java.io.IOException;

/**
 * A song's features, read window by window: out of memory, or out of a feature cache's files, of
 * which nothing stays in memory. Implementations are safe for several threads.
 */
public interface FeatureWindows {
  /**
   * Rows, one a step from beat 0 to the end of the song.
   *
   * @return at least 0
   */
  int rows();

  /**
   * Copies a window, as {@link SongFeatures#copyRows} does; rows before 0 or past the end are
   * filled with {@link SongFeatures#SILENCE}.
   *
   * @param fromRow first row, may be negative
   * @param count rows to copy, at least 0
   * @param target receives {@code count * 81} values
   * @param targetOffset where in the target the first value goes
   * @throws io.beatweaver.InputException if the song is damaged; then every read of it throws
   * @throws IOException if the disk fails
   */
  void copyRows(int fromRow, int count, float[] target, int targetOffset) throws IOException;

  /**
   * All of it.
   *
   * @return the features, in memory
   * @throws io.beatweaver.InputException if the song is damaged
   * @throws IOException if the disk fails
   */
  default SongFeatures toFeatures() throws IOException {
    float[] values = new float[Math.multiplyExact(rows(), SongFeatures.COLUMNS)];
    copyRows(0, rows(), values, 0);
    return SongFeatures.wrap(values);
  }

  /**
   * Features in memory, for few songs.
   *
   * @param features the features
   * @return windows of them
   */
  static FeatureWindows of(SongFeatures features) {
    return new FeaturesInMemory(features);
  }

  /**
   * Features on disk, for any number of songs.
   *
   * @param song a song of a cache; the cache may be closed
   * @return windows of it
   */
  static FeatureWindows of(CachedSong song) {
    return new FeaturesOnDisk(song);
  }
}
