package io.beatweaver.corpus;

/**
 * How songs to learn from are weighted: by how often an epoch visits them. None is visited less
 * than once. A community song's visits are proportional to its score; an unrated one counts as the
 * median of the rated, one below half the median (or 0.05) as that. Official songs are visited
 * alike.
 *
 * @param officialSongs songs of the game's own levels
 * @param communitySongs all others
 * @param officialBars share of the former's bars in all bars that an epoch visits, 0..1; NaN
 *     without any bar
 * @param unratedSongs community songs without a score
 * @param raisedSongs community songs whose score was raised to half the median
 * @param medianScore median score of the rated community songs; NaN if none is rated
 * @param mostVisits how often the song of the greatest weight is visited, at least 1
 */
public record SongWeighting(
    int officialSongs,
    int communitySongs,
    double officialBars,
    int unratedSongs,
    int raisedSongs,
    double medianScore,
    double mostVisits) {}
