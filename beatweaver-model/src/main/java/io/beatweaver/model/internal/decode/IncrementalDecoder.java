package io.beatweaver.model.internal.decode;

import io.beatweaver.model.internal.DecoderState;

/**
 * One stream of tokens through the decoder, a token a step. A window goes {@link #begin}, then
 * {@link #accept} for each token from START on, with {@link #logits} wherever the next token is to
 * be chosen. Not thread-safe.
 */
public interface IncrementalDecoder {
  /**
   * Begins a window and forgets the last one. The arrays are read during this call alone.
   *
   * @param encoded holds {@code [encoderRows][width]}, the encoder's rows
   * @param encodedOffset where they begin
   * @param onset holds {@code [audioRows]} onset logits
   * @param onsetOffset where they begin
   */
  void begin(float[] encoded, int encodedOffset, float[] onset, int onsetOffset);

  /**
   * Takes the next token.
   *
   * @param token the token
   * @throws IllegalArgumentException if the grammar forbids it
   * @throws IllegalStateException if the token's bar is past the window's audio
   */
  void accept(int token);

  /**
   * Takes tokens that are known already, as {@link #accept} does one by one, but faster.
   *
   * @param tokens holds them
   * @param from the first
   * @param to the one after the last
   * @throws IllegalArgumentException if the grammar forbids one
   * @throws IllegalStateException if a token's bar is past the window's audio; in both cases the
   *     window has to be begun again
   */
  void acceptAll(int[] tokens, int from, int to);

  /**
   * Logits of the next token, the onset hazard included where a timing token is due. May be asked
   * for at most once a token.
   *
   * @param target of 291 values; receives the logits at {@code from..to-1}, the rest is undefined
   *     afterwards
   * @param from first token wanted
   * @param to token after the last one wanted, at most 291
   */
  void logits(float[] target, int from, int to);

  /**
   * Where the stream stands.
   *
   * @return the live state, not to be changed by the caller
   */
  DecoderState state();
}
