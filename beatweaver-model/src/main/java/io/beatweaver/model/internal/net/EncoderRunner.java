package io.beatweaver.model.internal.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.model.ModelConfig;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * A trained encoder, ready to hear windows. Safe to use from several threads at once; close it,
 * when no call is under way, to free native memory.
 */
public final class EncoderRunner implements AutoCloseable {
  private final ModelConfig config;
  private final Parameters parameters;

  private EncoderRunner(ModelConfig config, Parameters parameters) {
    this.config = config;
    this.parameters = parameters;
  }

  /**
   * Copies an encoder's weights into native memory.
   *
   * @param weights parameter name to values, as a checkpoint has them
   * @param config the model's shape
   * @return the runner
   * @throws IllegalStateException if the class path holds no PyTorch for this platform
   */
  public static EncoderRunner open(Map<String, float[]> weights, ModelConfig config) {
    return new EncoderRunner(config, Parameters.open(config, weights, false));
  }

  /**
   * Encodes windows. Values past the given sizes in either result are left alone.
   *
   * @param features [batch][audioRows][81]
   * @param difficulty [batch], 0..4
   * @param batch windows, at least 1
   * @param hOut receives [batch][encoderRows][width]
   * @param onsetOut receives [batch][audioRows], the onset head's logits
   */
  public void encode(
      float[] features, int[] difficulty, int batch, float[] hOut, float[] onsetOut) {
    Torch.gradients(
        false,
        () -> {
          try (NDManager step = Torch.newManager()) {
            Layers layers =
                new Layers(
                    parameters.views(step, FlatLayout.ENCODER), config.heads(), Dropout.NONE);
            int rowValues = config.audioRows() * SongFeatures.COLUMNS;
            NDArray x =
                step.create(
                    FloatBuffer.wrap(features, 0, batch * rowValues),
                    new Shape(batch, config.audioRows(), SongFeatures.COLUMNS));
            int[] own = Arrays.copyOf(difficulty, batch);
            NDArray h = Encoder.encode(layers, config, x, Network.index(step, own));
            copy(h, hOut);
            copy(Encoder.onsets(layers, h), onsetOut);
            return null;
          }
        });
  }

  private static void copy(NDArray array, float[] target) {
    FloatBuffer values = array.toByteBuffer().asFloatBuffer();
    values.get(target, 0, values.remaining());
  }

  @Override
  public void close() {
    parameters.close();
  }
}
