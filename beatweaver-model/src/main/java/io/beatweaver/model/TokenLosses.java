package io.beatweaver.model;

/**
 * Mean cross-entropies of a model on given beatmaps, teacher-forced, in nats.
 *
 * @param timing of positions, BAR and END: when something comes
 * @param notes of the two hands' tokens: what comes
 * @param wrongTiming of the timing tokens where the model hears another song; the gap to {@code
 *     timing} says how much it listens. NaN where there's no other song
 * @param onset of the onset head, a row
 * @param timingTokens timing tokens that were counted
 * @param noteTokens notes' tokens that were counted
 */
public record TokenLosses(
    double timing,
    double notes,
    double wrongTiming,
    double onset,
    long timingTokens,
    long noteTokens) {}
