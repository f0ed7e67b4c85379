package io.beatweaver.storage;

/** How a store's pages are compressed. Every reader of Parquet knows both. */
public enum Compression {
  /** Zstandard, level 3: about a third smaller than Snappy. */
  ZSTD,
  /** Snappy: the fastest. */
  SNAPPY
}
