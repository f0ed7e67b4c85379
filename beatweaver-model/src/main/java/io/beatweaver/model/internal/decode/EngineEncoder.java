package io.beatweaver.model.internal.decode;

import io.beatweaver.model.internal.net.EncoderRunner;

/**
 * The encoder that runs in the tensor engine.
 *
 * @param runner closed with this
 */
public record EngineEncoder(EncoderRunner runner) implements WindowEncoder {
  @Override
  public void encode(
      float[] features, int[] difficulty, int batch, float[] encodedOut, float[] onsetOut) {
    runner.encode(features, difficulty, batch, encodedOut, onsetOut);
  }

  @Override
  public void close() {
    runner.close();
  }
}
