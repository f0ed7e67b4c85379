package io.beatweaver.storage.internal.parquet;

/**
 * A Parquet file of a store, as the manifest knows it.
 *
 * @param name its name in the store's folder
 * @param bytes its size
 * @param rowGroups its row groups
 * @param rows its rows
 * @param indexOffset where its index begins
 * @param indexBytes the index's size
 * @param indexCrc32c the index's checksum; pages have their own
 * @param footerCrc32c the footer's checksum, with its length and magic
 */
public record StoreFile(
    String name,
    long bytes,
    int rowGroups,
    long rows,
    long indexOffset,
    int indexBytes,
    int indexCrc32c,
    int footerCrc32c) {
  /** Refuses sizes that can't be. */
  public StoreFile {
    if (bytes < 0
        || rowGroups < 0
        || rows < 0
        || indexOffset < 4
        || indexBytes < 4
        || indexOffset > bytes - indexBytes) {
      throw new IllegalArgumentException("wrong sizes of file " + name);
    }
  }

  /**
   * The same file under another name.
   *
   * @param other its name
   * @return the file
   */
  public StoreFile named(String other) {
    return new StoreFile(
        other, bytes, rowGroups, rows, indexOffset, indexBytes, indexCrc32c, footerCrc32c);
  }
}
