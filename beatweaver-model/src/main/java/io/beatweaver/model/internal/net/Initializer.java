package io.beatweaver.model.internal.net;

import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.ModelConfig.AudioPath;
import io.beatweaver.model.internal.ParameterLayout;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A model's first weights, the same for the same seed on every machine. */
public final class Initializer {
  private static final float ONSET_BIAS = -3;

  /** Queries and keys that begin alike in all dimensions meet best where they are turned alike. */
  private static final float LOCAL_BIAS = 1;

  private Initializer() {}

  /**
   * Draws weights: linear and convolution layers uniformly within 1/sqrt(inputs), embeddings
   * normally, norms as identity; onsets start rare, and a rotary cross-attention starts where the
   * token is.
   *
   * @param config the model's shape
   * @param seed any number
   * @return parameter name to values
   */
  public static Map<String, float[]> weights(ModelConfig config, long seed) {
    Map<String, float[]> weights = new LinkedHashMap<>();
    Map<String, int[]> layout = ParameterLayout.of(config);
    Random random = new Random(seed);
    layout.forEach(
        (name, shape) -> {
          int count = 1;
          for (int dimension : shape) {
            count *= dimension;
          }
          float[] values = new float[count];
          fill(name, shape, layout, values, random);
          if (config.audioPath() == AudioPath.ROTARY_ATTENTION && isLocal(name)) {
            Arrays.fill(values, LOCAL_BIAS);
          }
          weights.put(name, values);
        });
    return weights;
  }

  private static void fill(
      String name, int[] shape, Map<String, int[]> layout, float[] values, Random random) {
    boolean norm = name.contains("norm.");
    if (norm || name.equals("hazard.alpha")) {
      Arrays.fill(values, name.endsWith("bias") ? 0 : 1);
    } else if (name.equals("onset.bias")) {
      Arrays.fill(values, ONSET_BIAS);
    } else if (isEmbedding(name)) {
      float deviation = name.equals("decoder.token.weight") ? 1 : 0.5f;
      for (int i = 0; i < values.length; i++) {
        values[i] = deviation * (float) random.nextGaussian();
      }
    } else {
      int[] weight = name.endsWith("bias") ? layout.get(name.replace("bias", "weight")) : shape;
      int inputs = 1;
      for (int i = 1; i < weight.length; i++) {
        inputs *= weight[i];
      }
      float bound = (float) (1 / Math.sqrt(inputs));
      for (int i = 0; i < values.length; i++) {
        values[i] = bound * (2 * random.nextFloat() - 1);
      }
    }
  }

  private static boolean isLocal(String name) {
    return name.endsWith(".cross.query.bias") || name.endsWith(".cross.key.bias");
  }

  private static boolean isEmbedding(String name) {
    return name.equals("encoder.difficulty.weight")
        || name.startsWith("decoder.token.")
        || name.startsWith("decoder.position.")
        || name.startsWith("decoder.leftDirection.")
        || name.startsWith("decoder.rightDirection.")
        || name.startsWith("decoder.lastHand.");
  }
}
