/**
 * The musical ruler that notes, tokens and features share: 16 steps a beat, 4 beats a bar, and a
 * song's features laid on it.
 */
package io.beatweaver.grid;
