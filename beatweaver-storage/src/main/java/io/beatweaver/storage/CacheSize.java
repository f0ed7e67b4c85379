package io.beatweaver.storage;

/**
 * What a {@link FeatureCache} holds.
 *
 * @param songs entries
 * @param bytes length of all shards, with what is damaged or doubled in them
 * @param shards files
 */
public record CacheSize(int songs, long bytes, int shards) {}
