package io.beatweaver.model.internal.decode;

import java.util.Arrays;

/**
 * Loops that the JVM's compiler turns into vector instructions by itself: no sum runs across lanes,
 * and what is summed is taken four terms at a time.
 */
final class PlainKernels implements Kernels {
  /** Below this a weight of attention counts as nothing: e^-24 is 4e-11. */
  private static final float LOWEST = -24;

  /** Halvings of the exponent before the series, and squarings after it. */
  private static final float SCALE = 1f / 64;

  @Override
  public void accumulate(
      float[][] byInput, float[] x, int xOffset, float[] target, int from, int to) {
    int i = 0;
    for (; i + 4 <= byInput.length; i += 4) {
      float x0 = x[xOffset + i];
      float x1 = x[xOffset + i + 1];
      float x2 = x[xOffset + i + 2];
      float x3 = x[xOffset + i + 3];
      float[] w0 = byInput[i];
      float[] w1 = byInput[i + 1];
      float[] w2 = byInput[i + 2];
      float[] w3 = byInput[i + 3];
      for (int j = from; j < to; j++) {
        target[j] += (x0 * w0[j] + x1 * w1[j]) + (x2 * w2[j] + x3 * w3[j]);
      }
    }
    for (; i < byInput.length; i++) {
      float x0 = x[xOffset + i];
      float[] w0 = byInput[i];
      for (int j = from; j < to; j++) {
        target[j] += x0 * w0[j];
      }
    }
  }

  @Override
  public void score(float[] query, int first, int last, float[][] keys, int count, float[] scores) {
    Arrays.fill(scores, 0, count, 0);
    int i = first;
    for (; i + 4 <= last; i += 4) {
      float q0 = query[i];
      float q1 = query[i + 1];
      float q2 = query[i + 2];
      float q3 = query[i + 3];
      float[] k0 = keys[i];
      float[] k1 = keys[i + 1];
      float[] k2 = keys[i + 2];
      float[] k3 = keys[i + 3];
      for (int t = 0; t < count; t++) {
        scores[t] += (q0 * k0[t] + q1 * k1[t]) + (q2 * k2[t] + q3 * k3[t]);
      }
    }
    for (; i < last; i++) {
      float q0 = query[i];
      float[] k0 = keys[i];
      for (int t = 0; t < count; t++) {
        scores[t] += q0 * k0[t];
      }
    }
  }

  @Override
  public float exponentiate(float[] scores, int count) {
    float highest = highest(scores, count);
    for (int t = 0; t < count; t++) {
      scores[t] = 1 + expm1(Math.max(scores[t] - highest, LOWEST));
    }
    return sum(scores, count);
  }

  /**
   * e^x - 1 by its series at x/64, then six times (1 + e)^2 - 1 = e (2 + e). Kept as the distance
   * to 1, it loses nothing by the squarings, and needs neither tables nor bits, which compilers
   * don't turn into vectors.
   *
   * @param x -24..0
   * @return within 1e-6
   */
  static float expm1(float x) {
    float r = x * SCALE;
    float e = r * (1 + r * (1 / 2f + r * (1 / 6f + r * (1 / 24f + r * (1 / 120f)))));
    e *= 2 + e;
    e *= 2 + e;
    e *= 2 + e;
    e *= 2 + e;
    e *= 2 + e;
    e *= 2 + e;
    return e;
  }

  private static float highest(float[] scores, int count) {
    float highest = scores[0];
    for (int t = 1; t < count; t++) {
      highest = Math.max(highest, scores[t]);
    }
    return highest;
  }

  private static float sum(float[] scores, int count) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int t = 0;
    for (; t + 4 <= count; t += 4) {
      s0 += scores[t];
      s1 += scores[t + 1];
      s2 += scores[t + 2];
      s3 += scores[t + 3];
    }
    for (; t < count; t++) {
      s0 += scores[t];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public void gather(
      float[] weights, int count, float[][] values, int first, int last, float[] target) {
    int t = 0;
    for (; t + 4 <= count; t += 4) {
      float p0 = weights[t];
      float p1 = weights[t + 1];
      float p2 = weights[t + 2];
      float p3 = weights[t + 3];
      float[] v0 = values[t];
      float[] v1 = values[t + 1];
      float[] v2 = values[t + 2];
      float[] v3 = values[t + 3];
      for (int i = first; i < last; i++) {
        target[i] += (p0 * v0[i] + p1 * v1[i]) + (p2 * v2[i] + p3 * v3[i]);
      }
    }
    for (; t < count; t++) {
      float p0 = weights[t];
      float[] v0 = values[t];
      for (int i = first; i < last; i++) {
        target[i] += p0 * v0[i];
      }
    }
  }
}
