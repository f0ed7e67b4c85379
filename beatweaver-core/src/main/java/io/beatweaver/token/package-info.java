/**
 * Beatmaps as tokens: the {@link io.beatweaver.token.Vocabulary}, the {@link
 * io.beatweaver.token.Grammar} that says what may follow what, and the {@code Tokenizer} between
 * notes and tokens.
 */
package io.beatweaver.token;
