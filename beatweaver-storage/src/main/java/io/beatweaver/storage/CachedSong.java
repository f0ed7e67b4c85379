package io.beatweaver.storage;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.storage.internal.cache.MappedEntry;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * A song in a {@link FeatureCache}, read window by window out of mapped memory: nothing is held but
 * the pages that are looked at, and those belong to the system.
 *
 * <p>The first read checks the song's checksum, which reads all of it; later ones don't. The song
 * stays readable as long as it is referred to, also after it was evicted or the cache was closed.
 * Safe for several threads; reading allocates nothing.
 */
public final class CachedSong {
  private static final int COLUMNS = SongFeatures.COLUMNS;

  private final MappedEntry entry;
  private final LongSupplier clock;

  CachedSong(MappedEntry entry, LongSupplier clock) {
    this.entry = entry;
    this.clock = clock;
  }

  /**
   * The key it was found by.
   *
   * @return 64 lower-case hex digits
   */
  public String key() {
    return entry.entry().key();
  }

  /**
   * Rows, one a step from beat 0 to the end of the song. Known without reading the values.
   *
   * @return at least 0
   */
  public int rows() {
    return entry.rows();
  }

  /**
   * Copies a window, as {@link SongFeatures#copyRows} does; rows before 0 or past the end are
   * filled with {@link SongFeatures#SILENCE}.
   *
   * @param fromRow first row, may be negative
   * @param count rows to copy, at least 0
   * @param target receives {@code count * 81} values
   * @param targetOffset where in the target the first value goes
   * @throws io.beatweaver.InputException if the song is damaged, at the first read; it is then
   *     counted and no longer in the cache
   * @throws IOException if the disk fails
   * @throws IndexOutOfBoundsException if the window doesn't fit into the target
   */
  public void copyRows(int fromRow, int count, float[] target, int targetOffset)
      throws IOException {
    Objects.checkFromIndexSize(targetOffset, Math.multiplyExact(count, COLUMNS), target.length);
    entry.requireWhole(false);
    entry.entry().use(clock.getAsLong());
    int first = (int) Math.max(0, Math.min(count, -(long) fromRow));
    int last = (int) Math.max(first, Math.min(count, (long) rows() - fromRow));
    Arrays.fill(target, targetOffset, targetOffset + first * COLUMNS, SongFeatures.SILENCE);
    if (last > first) {
      int from = (fromRow + first) * COLUMNS;
      entry.copy(from, (last - first) * COLUMNS, target, targetOffset + first * COLUMNS);
    }
    Arrays.fill(
        target,
        targetOffset + last * COLUMNS,
        targetOffset + count * COLUMNS,
        SongFeatures.SILENCE);
  }

  /**
   * All of it. Checks the checksum each time.
   *
   * @return the features, in memory
   * @throws io.beatweaver.InputException if the song is damaged
   * @throws IOException if the disk fails
   */
  public SongFeatures toFeatures() throws IOException {
    entry.requireWhole(true);
    entry.entry().use(clock.getAsLong());
    float[] values = new float[rows() * COLUMNS];
    entry.copy(0, values.length, values, 0);
    return SongFeatures.wrap(values);
  }
}
