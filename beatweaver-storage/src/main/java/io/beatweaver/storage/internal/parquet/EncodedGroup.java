package io.beatweaver.storage.internal.parquet;

import java.util.List;

/**
 * A row group, encoded and compressed but not yet in a file.
 *
 * @param rows rows, above 0
 * @param bytes its pages, column after column
 * @param chunks its columns, in the table's order
 */
public record EncodedGroup(int rows, byte[] bytes, List<Chunk> chunks) {
  /**
   * A column of a row group.
   *
   * @param start where it begins, from the row group's first byte
   * @param dataStart where its first data page begins
   * @param size bytes with page headers
   * @param rawSize the same before compression
   * @param packed whether its pages are compressed; small ones are not
   * @param dictionary whether values are codes into a dictionary
   * @param nulls rows without a value
   * @param min the least value as Parquet's statistics have it, null if there is none
   * @param max the greatest value, null if there is none
   */
  record Chunk(
      int start,
      int dataStart,
      int size,
      int rawSize,
      boolean packed,
      boolean dictionary,
      int nulls,
      byte[] min,
      byte[] max) {}

  /** Which columns are compressed, the first in the lowest bit. */
  long packedColumns() {
    long mask = 0;
    for (int i = 0; i < chunks.size(); i++) {
      mask |= chunks.get(i).packed() ? 1L << i : 0;
    }
    return mask;
  }
}
