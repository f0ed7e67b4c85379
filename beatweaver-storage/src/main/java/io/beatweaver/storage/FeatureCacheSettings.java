package io.beatweaver.storage;

/**
 * How a {@link FeatureCache} keeps its files.
 *
 * @param shardBytes a shard takes no further song that would make it longer, 1..{@value
 *     #MAX_SHARD_BYTES}; a longer song has a shard of its own
 */
public record FeatureCacheSettings(long shardBytes) {
  /** The longest file that can be mapped as a whole. */
  public static final long MAX_SHARD_BYTES = Integer.MAX_VALUE;

  /** Refuses sizes out of range. */
  public FeatureCacheSettings {
    if (shardBytes < 1 || shardBytes > MAX_SHARD_BYTES) {
      throw new IllegalArgumentException(
          "shardBytes must be 1.." + MAX_SHARD_BYTES + ": " + shardBytes);
    }
  }

  /**
   * Shards of 1 GiB, each a thousand songs or so: few files to open, and little to copy when songs
   * are evicted from one.
   *
   * @return the settings
   */
  public static FeatureCacheSettings defaults() {
    return new FeatureCacheSettings(1L << 30);
  }

  /**
   * Other shards.
   *
   * @param bytes as {@link #shardBytes}
   * @return the settings
   */
  public FeatureCacheSettings withShardBytes(long bytes) {
    return new FeatureCacheSettings(bytes);
  }
}
