package io.beatweaver.storage;

import java.util.Objects;

/**
 * How a store is written.
 *
 * @param compression how pages are compressed
 * @param maxFileBytes a file that has reached this size is finished and the next one begun; a song
 *     is never split, so a file may be larger by one song. At least 1
 * @param songsPerRowGroup how many songs share a row group of notes, bombs, obstacles, arcs or
 *     chains, at least 1. 1 is the quickest for single songs; 16 and more make smaller files, which
 *     other programs open sooner
 * @param replace whether a store that is already in the folder may be replaced
 */
public record StoreSettings(
    Compression compression, long maxFileBytes, int songsPerRowGroup, boolean replace) {
  /** Where files are split unless told: 1 GB. */
  public static final long DEFAULT_MAX_FILE_BYTES = 1_000_000_000L;

  /** Refuses sizes below 1. */
  public StoreSettings {
    Objects.requireNonNull(compression, "compression");
    if (maxFileBytes < 1) {
      throw new IllegalArgumentException("maxFileBytes must be at least 1: " + maxFileBytes);
    }
    if (songsPerRowGroup < 1) {
      throw new IllegalArgumentException(
          "songsPerRowGroup must be at least 1: " + songsPerRowGroup);
    }
  }

  /**
   * Zstandard, files of 1 GB, one song a row group, and no store is ever replaced.
   *
   * @return the settings
   */
  public static StoreSettings defaults() {
    return new StoreSettings(Compression.ZSTD, DEFAULT_MAX_FILE_BYTES, 1, false);
  }

  /**
   * These settings with another compression.
   *
   * @param other how pages are compressed
   * @return new settings
   */
  public StoreSettings withCompression(Compression other) {
    return new StoreSettings(other, maxFileBytes, songsPerRowGroup, replace);
  }

  /**
   * These settings with another size at which files are split.
   *
   * @param bytes at least 1
   * @return new settings
   */
  public StoreSettings withMaxFileBytes(long bytes) {
    return new StoreSettings(compression, bytes, songsPerRowGroup, replace);
  }

  /**
   * These settings, with or without leave to replace a store.
   *
   * @param allowed whether a store in the folder may be replaced
   * @return new settings
   */
  public StoreSettings withReplace(boolean allowed) {
    return new StoreSettings(compression, maxFileBytes, songsPerRowGroup, allowed);
  }

  /**
   * These settings with another number of songs a row group.
   *
   * @param songs at least 1
   * @return new settings
   */
  public StoreSettings withSongsPerRowGroup(int songs) {
    return new StoreSettings(compression, maxFileBytes, songs, replace);
  }
}
