package io.beatweaver.storage;

/**
 * Where a song's rows of one table lie.
 *
 * @param file number of the file among the table's files in {@code metadata.json}, from 0
 * @param rowGroup row group in that file, from 0
 */
public record RowGroupRef(int file, int rowGroup) {
  /** Refuses negative numbers. */
  public RowGroupRef {
    if (file < 0 || rowGroup < 0) {
      throw new IllegalArgumentException("no such row group: file " + file + ", " + rowGroup);
    }
  }
}
