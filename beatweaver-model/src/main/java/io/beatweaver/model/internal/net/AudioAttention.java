package io.beatweaver.model.internal.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.ModelConfig.AudioPath;
import java.util.Arrays;

/**
 * Cross-attention of a batch's tokens to the encoder's rows. With musical time, a query is turned
 * by its token's step and a key by the step in the middle of its row; else nothing says when.
 */
final class AudioAttention {
  private final Layers layers;
  private final ModelConfig config;
  private final NDArray encoded;
  private final Rotary queryTurn;
  private final Rotary keyTurn;

  /**
   * The attention of a batch.
   *
   * @param layers the parameters
   * @param config the model's shape
   * @param encoded [batch][encoderRows][width]
   * @param inputs the tokens
   */
  AudioAttention(Layers layers, ModelConfig config, NDArray encoded, DecoderInputs inputs) {
    this.layers = layers;
    this.config = config;
    this.encoded = encoded;
    int headWidth = config.width() / config.heads();
    NDManager manager = encoded.getManager();
    double[] rows = new double[config.encoderRows()];
    if (config.audioPath() == AudioPath.ROTARY_ATTENTION) {
      for (int row = 0; row < rows.length; row++) {
        rows[row] = config.encoderRowStep(row);
      }
      queryTurn =
          new Rotary(
              manager,
              inputs.steps,
              filled(inputs.steps.length, Rotary.scale(headWidth)),
              new Shape(inputs.batch, 1, inputs.length, headWidth));
      keyTurn =
          new Rotary(
              manager, rows, filled(rows.length, 1), new Shape(1, 1, rows.length, headWidth));
    } else {
      queryTurn = null;
      keyTurn = null;
    }
  }

  private static double[] filled(int length, double value) {
    double[] values = new double[length];
    Arrays.fill(values, value);
    return values;
  }

  /** What a layer adds to its tokens' rows: [batch][length][width]. */
  NDArray apply(NDArray x, String prefix) {
    NDArray queries = heads(layers.linear(layers.norm(x, prefix + "norm."), prefix + "query."));
    NDArray keys = heads(layers.linear(encoded, prefix + "key."));
    NDArray values = heads(layers.linear(encoded, prefix + "value."));
    if (queryTurn == null) {
      queries = Ops.times(queries, (float) Rotary.scale(config.width() / config.heads()));
    } else {
      queries = queryTurn.turn(queries);
      keys = keyTurn.turn(keys);
    }
    NDArray mixed =
        queries
            .matMul(keys.transpose(0, 1, 3, 2))
            .softmax(3)
            .matMul(values)
            .transpose(0, 2, 1, 3)
            .reshape(x.getShape());
    return layers.dropout(layers.linear(mixed, prefix + "output."));
  }

  /** [batch][heads][rows][headWidth]. */
  private NDArray heads(NDArray x) {
    Shape shape = x.getShape();
    return x.reshape(shape.get(0), shape.get(1), config.heads(), config.width() / config.heads())
        .transpose(0, 2, 1, 3);
  }
}
