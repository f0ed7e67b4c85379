package io.beatweaver.storage;

/**
 * What a {@link FeatureCache} has done since it was opened.
 *
 * @param found entries that were read
 * @param computed entries that were computed and stored
 * @param damaged entries that were damaged, each left out or computed anew
 */
public record CacheCounts(long found, long computed, long damaged) {}
