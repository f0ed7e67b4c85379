package io.beatweaver.demo.internal;

/**
 * A place in the rhythm, before anyone plays it.
 *
 * @param beat when
 * @param tier how prominent
 * @param slot sixteenth within the bar, 0..15, thirty-seconds rounded down
 */
record Stroke(double beat, Tier tier, int slot) {}
