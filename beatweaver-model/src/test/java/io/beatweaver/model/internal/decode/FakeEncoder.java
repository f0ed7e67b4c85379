package io.beatweaver.model.internal.decode;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.model.ModelConfig;
import java.util.Random;

/** Rows and onsets that depend on nothing but the window's features and the difficulty. */
public class FakeEncoder implements WindowEncoder {
  private final ModelConfig config;
  private boolean closed;

  /** An encoder for models of a shape. */
  public FakeEncoder(ModelConfig config) {
    this.config = config;
  }

  @Override
  public void encode(float[] features, int[] difficulty, int batch, float[] h, float[] o) {
    int size = config.audioRows() * SongFeatures.COLUMNS;
    if (features.length < batch * size) {
      throw new AssertionError("features of fewer than " + batch + " windows");
    }
    int rowsOut = config.encoderRows() * config.width();
    for (int b = 0; b < batch; b++) {
      long hash = difficulty[b];
      for (int i = 0; i < size; i++) {
        hash = hash * 31 + Float.floatToIntBits(features[b * size + i]);
      }
      Random random = new Random(hash);
      for (int i = 0; i < rowsOut; i++) {
        h[b * rowsOut + i] = (float) random.nextGaussian();
      }
      for (int i = 0; i < config.audioRows(); i++) {
        o[b * config.audioRows() + i] = (float) (random.nextGaussian() * 2 - 2);
      }
    }
  }

  /** Whether it was closed. */
  public final boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
