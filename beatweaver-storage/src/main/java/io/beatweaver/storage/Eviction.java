package io.beatweaver.storage;

/**
 * What taking songs out of a {@link FeatureCache} did.
 *
 * @param removed songs that were there and are no longer, those found damaged on the way among them
 * @param freed bytes by which the shards are shorter in all
 */
public record Eviction(int removed, long freed) {}
