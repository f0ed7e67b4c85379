package io.beatweaver.model.internal.decode;

/**
 * Runs the encoder and the onset head over windows of audio. Safe to use from several threads at
 * once.
 */
public interface WindowEncoder extends AutoCloseable {
  /**
   * Encodes a batch of windows.
   *
   * @param features {@code [batch][audioRows][81]}
   * @param difficulty a difficulty's ordinal for each window, 0..4
   * @param batch windows, at least 1
   * @param encodedOut receives {@code [batch][encoderRows][width]}
   * @param onsetOut receives {@code [batch][audioRows]}, one logit a step
   */
  void encode(float[] features, int[] difficulty, int batch, float[] encodedOut, float[] onsetOut);

  /** Frees what the encoder holds. */
  @Override
  void close();
}
