package io.beatweaver.model.internal.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.beatweaver.model.internal.decode.vector.VectorKernels;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both kinds of kernels against their definitions in double precision. */
class KernelsTest {
  private static final List<Kernels> ALL = List.of(Kernels.PLAIN, new VectorKernels());

  private static float[][] matrix(int rows, int columns, long seed) {
    float[][] matrix = new float[rows][];
    for (int row = 0; row < rows; row++) {
      matrix[row] = RandomModel.gaussians(columns, 0, 1, seed + row);
    }
    return matrix;
  }

  @Test
  void accumulatesPartsOfAProductAndLeavesTheRest() {
    for (Kernels kernels : ALL) {
      for (int inputs : new int[] {1, 4, 7, 128}) {
        float[][] weights = matrix(inputs, 347, 1);
        float[] x = RandomModel.gaussians(inputs + 3, 0, 1, 2);
        for (int[] range : new int[][] {{0, 347}, {5, 5}, {73, 182}, {346, 347}, {0, 16}}) {
          float[] target = RandomModel.gaussians(347, 0, 1, 3);
          float[] expected = target.clone();
          for (int j = range[0]; j < range[1]; j++) {
            double sum = target[j];
            for (int i = 0; i < inputs; i++) {
              sum += (double) x[3 + i] * weights[i][j];
            }
            expected[j] = (float) sum;
          }
          kernels.accumulate(weights, x, 3, target, range[0], range[1]);
          assertArrayEquals(expected, target, 1e-4f, kernels + " " + inputs);
        }
      }
    }
  }

  @Test
  void attendsToAnyNumberOfTokensWithHeadsOfAnyWidth() {
    for (Kernels kernels : ALL) {
      for (int count : new int[] {1, 15, 16, 63, 64, 65, 251}) {
        for (int[] head : new int[][] {{0, 2}, {20, 39}, {32, 64}, {0, 70}}) {
          attend(kernels, count, head[0], head[1]);
        }
      }
    }
  }

  private static void attend(Kernels kernels, int count, int first, int last) {
    String what = kernels.getClass().getSimpleName() + " " + count + " " + first + ".." + last;
    float[] query = RandomModel.gaussians(70, 0, 1, 4);
    float[][] keys = matrix(70, 256, 5);
    float[][] values = matrix(256, 70, 6);
    float[] scores = new float[256];
    kernels.score(query, first, last, keys, count, scores);
    double highest = Double.NEGATIVE_INFINITY;
    double[] expected = new double[count];
    for (int t = 0; t < count; t++) {
      for (int i = first; i < last; i++) {
        expected[t] += (double) query[i] * keys[i][t];
      }
      assertEquals(expected[t], scores[t], 1e-4, what);
      highest = Math.max(highest, expected[t]);
    }
    double sum = 0;
    double[] mixed = new double[70];
    for (int t = 0; t < count; t++) {
      double weight = Math.exp(expected[t] - highest);
      sum += weight;
      for (int i = first; i < last; i++) {
        mixed[i] += weight * values[t][i];
      }
    }
    float actual = kernels.exponentiate(scores, count);
    assertEquals(sum, actual, 1e-4 * sum, what);
    float[] target = new float[70];
    kernels.gather(scores, count, values, first, last, target);
    for (int i = 0; i < 70; i++) {
      assertEquals(mixed[i], target[i], 2e-4 * sum, what + " at " + i);
    }
  }

  @Test
  void exponentialsAreThoseOfTheMathLibrary() {
    Random random = new Random(1);
    for (Kernels kernels : ALL) {
      float[] scores = new float[4096];
      float[] before = new float[4096];
      for (int t = 0; t < 4096; t++) {
        before[t] = scores[t] = 50 - 60 * random.nextFloat();
      }
      before[77] = scores[77] = 50;
      before[78] = scores[78] = -1e30f;
      kernels.exponentiate(scores, 4096);
      for (int t = 0; t < 4096; t++) {
        assertEquals(Math.exp((double) before[t] - 50), scores[t], 1e-6, before[t] + "");
      }
    }
  }
}
