package io.beatweaver.token;

/**
 * How far notes moved to reach the 1/16 beat grid, over the notes that are in the stream. Largest
 * and mean count every note, those on the grid with 0.
 *
 * @param moved notes that moved by more than {@link Tokenizer#QUANTISATION_TOLERANCE_BEATS}
 * @param thirtySeconds those of them on 1/32 of a beat
 * @param triplets those of them on 1/24 of a beat: triplets of quarters, eighths and sixteenths
 * @param maxBeats the largest error, 0..1/32 beat
 * @param meanBeats the mean error, 0..1/32 beat
 * @param maxMillis the largest error in milliseconds at the tempo in force
 * @param meanMillis the mean error in milliseconds at the tempo in force
 */
public record Quantisation(
    long moved,
    long thirtySeconds,
    long triplets,
    double maxBeats,
    double meanBeats,
    double maxMillis,
    double meanMillis) {}
