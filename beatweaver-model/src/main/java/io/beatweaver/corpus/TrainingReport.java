package io.beatweaver.corpus;

/**
 * What a {@link TrainingCorpus} is made of.
 *
 * @param songs songs in all three parts, a song of two tempos twice
 * @param beatmaps their beatmaps
 * @param filteredBeatmaps beatmaps that the filter refused
 * @param unusableBeatmaps beatmaps left out: without notes, or with objects outside the playing
 *     grid
 * @param beatmapsWithoutFeatures beatmaps left out because their song's features aren't cached
 * @param damagedSongs songs left out because their rows in the store are damaged
 * @param leftOutNotes notes of the beatmaps that tokens can't hold or nobody would hear
 * @param weighting how often the songs to learn from are visited
 */
public record TrainingReport(
    int songs,
    int beatmaps,
    int filteredBeatmaps,
    int unusableBeatmaps,
    int beatmapsWithoutFeatures,
    int damagedSongs,
    long leftOutNotes,
    SongWeighting weighting) {}
