package io.beatweaver.model.internal.decode;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.ModelConfig.EncoderKind;
import io.beatweaver.model.TrainingState;
import io.beatweaver.model.internal.DecoderState;
import io.beatweaver.model.internal.ParameterLayout;
import io.beatweaver.token.Grammar;
import io.beatweaver.token.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Models with random weights, and what else decoding needs at random. */
public final class RandomModel {
  private RandomModel() {}

  /** A shape small enough for a reference without cache, with awkward widths. */
  public static ModelConfig tiny() {
    return new ModelConfig(EncoderKind.PLAIN, 1, 2, 20, 2, 37, 4, 4, 1, 1, 256, 0);
  }

  /** Weights of a size that keeps activations near 1; norms near the identity. */
  public static Map<String, float[]> weights(ModelConfig config, long seed) {
    Random random = new Random(seed);
    Map<String, float[]> weights = new LinkedHashMap<>();
    ParameterLayout.of(config)
        .forEach(
            (name, shape) -> {
              int length = 1;
              for (int size : shape) {
                length *= size;
              }
              float[] values = new float[length];
              boolean norm = name.contains("norm.") && shape.length == 1;
              double scale = shape.length == 1 ? 0.1 : 1 / Math.sqrt((double) length / shape[0]);
              for (int i = 0; i < length; i++) {
                double middle = norm && name.endsWith("weight") ? 1 : 0;
                values[i] = (float) (middle + scale * random.nextGaussian());
              }
              weights.put(name, values);
            });
    weights.replace("hazard.alpha", new float[] {0.9f});
    return weights;
  }

  /** Weights as a checkpoint. */
  public static Checkpoint checkpoint(ModelConfig config, Map<String, float[]> weights) {
    return Checkpoint.of(config, weights, "", TrainingState.NONE);
  }

  /** Random weights laid out for decoding. */
  static DecoderWeights decoderWeights(ModelConfig config, long seed) {
    return DecoderWeights.of(checkpoint(config, weights(config, seed)));
  }

  /** Normally distributed numbers. */
  public static float[] gaussians(int count, double mean, double deviation, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (mean + deviation * random.nextGaussian());
    }
    return values;
  }

  /** A random window of tokens: START, a difficulty and bars of about {@code perBar} positions. */
  public static int[] tokens(int bars, double perBar, boolean ends, long seed) {
    Random random = new Random(seed);
    List<Integer> tokens = new ArrayList<>();
    DecoderState state = new DecoderState();
    tokens.add(Vocabulary.START);
    tokens.add(Vocabulary.FIRST_DIFFICULTY + random.nextInt(5));
    for (int bar = 0; bar < bars; bar++) {
      tokens.add(Vocabulary.BAR);
      for (int p = 0; p < BeatGrid.STEPS_PER_BAR; p++) {
        if (random.nextDouble() < perBar / BeatGrid.STEPS_PER_BAR) {
          tokens.add(Vocabulary.position(p));
          int left = random.nextInt(3) == 0 ? 73 : 73 + random.nextInt(109);
          tokens.add(left);
          int right;
          do {
            right = random.nextInt(3) == 0 ? 182 : 182 + random.nextInt(109);
          } while (left == 73 && right == 182
              || left > 73 && right > 182 && (left - 74) / 9 == (right - 183) / 9);
          tokens.add(right);
        }
      }
    }
    if (ends) {
      tokens.add(Vocabulary.END);
    }
    int[] result = tokens.stream().mapToInt(Integer::intValue).toArray();
    for (int token : result) {
      state.accept(token);
    }
    if (Grammar.isDone(state.grammar()) != ends) {
      throw new AssertionError("the window's end is not as wanted");
    }
    return result;
  }
}
