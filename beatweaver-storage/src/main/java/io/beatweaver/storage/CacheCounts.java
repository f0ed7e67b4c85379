package io.beatweaver.storage;

/**
 * What a {@link FeatureCache} has done since it was opened.
 *
 * @param found songs that were asked for and there
 * @param computed songs that were computed or put, and stored
 * @param damaged entries that were damaged, each left out or computed anew
 */
public record CacheCounts(long found, long computed, long damaged) {}
