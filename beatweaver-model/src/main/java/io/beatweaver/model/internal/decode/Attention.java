package io.beatweaver.model.internal.decode;

import java.util.Arrays;

/**
 * Attention of one layer for one token at a time, over cached keys and values: causal, of a token
 * to those before it, or to the rows of a window's audio, which are kept once.
 *
 * <p>Keys lie as one array a dimension, so that a query meets all tokens in one long loop; values
 * as one array a token, so that the weighted sum runs along the width. Both suit the compiler's
 * vector instructions. The caches grow by doubling and are kept from window to window. Not
 * thread-safe.
 */
final class Attention {
  private static final int FIRST_CAPACITY = 256;

  private final int width;
  private final int headWidth;
  private final float[][] keys;
  private float[][] values;
  private float[] scores;
  private int capacity;

  /**
   * @param width width of a token's row
   * @param heads attention heads
   */
  Attention(int width, int heads) {
    this.width = width;
    headWidth = width / heads;
    keys = new float[width][0];
    values = new float[0][];
    scores = new float[0];
  }

  /**
   * Keeps a key and a value in place of those that were there.
   *
   * @param index which, at most one more than the highest so far
   * @param keyValue holds the key, then the value
   * @param offset where the key begins
   */
  void keep(int index, float[] keyValue, int offset) {
    if (index >= capacity) {
      grow();
    }
    for (int i = 0; i < width; i++) {
      keys[i][index] = keyValue[offset + i];
    }
    System.arraycopy(keyValue, offset + width, values[index], 0, width);
  }

  /**
   * Attends to what is kept.
   *
   * @param query {@code [width]}, scaled
   * @param count keys to attend to, from the first
   * @param target receives the {@code width} values attended to
   */
  void look(float[] query, int count, float[] target) {
    Arrays.fill(target, 0, width, 0);
    for (int first = 0; first < width; first += headWidth) {
      score(query, first, count);
      float scale = 1 / exponentiate(count);
      gather(first, count, target);
      for (int i = first; i < first + headWidth; i++) {
        target[i] *= scale;
      }
    }
  }

  private void score(float[] query, int first, int count) {
    float[] sums = scores;
    Arrays.fill(sums, 0, count, 0);
    int last = first + headWidth;
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
        sums[t] += (q0 * k0[t] + q1 * k1[t]) + (q2 * k2[t] + q3 * k3[t]);
      }
    }
    for (; i < last; i++) {
      float q0 = query[i];
      float[] k0 = keys[i];
      for (int t = 0; t < count; t++) {
        sums[t] += q0 * k0[t];
      }
    }
  }

  /** Replaces scores by the exponentials of their distance to the highest; gives their sum. */
  private float exponentiate(int count) {
    float highest = Float.NEGATIVE_INFINITY;
    for (int t = 0; t < count; t++) {
      highest = Math.max(highest, scores[t]);
    }
    for (int t = 0; t < count; t++) {
      scores[t] = 1 + Exponential.expm1(Math.max(scores[t] - highest, Exponential.LOWEST));
    }
    return sum(count);
  }

  private float sum(int count) {
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

  private void gather(int first, int count, float[] target) {
    float[] weights = scores;
    int last = first + headWidth;
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

  private void grow() {
    int larger = Math.max(FIRST_CAPACITY, 2 * capacity);
    for (int i = 0; i < width; i++) {
      keys[i] = Arrays.copyOf(keys[i], larger);
    }
    values = Arrays.copyOf(values, larger);
    for (int t = capacity; t < larger; t++) {
      values[t] = new float[width];
    }
    scores = new float[larger];
    capacity = larger;
  }
}
