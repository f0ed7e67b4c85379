package io.beatweaver.model.internal.decode;

import java.util.Arrays;

/**
 * Causal self-attention of one layer for one token at a time, over cached keys and values.
 *
 * <p>Keys lie as one array a dimension, so that a query meets all tokens in one long loop; values
 * as one array a token, so that the weighted sum runs along the width. Both suit vector
 * instructions. The caches grow by doubling and are kept from window to window. Not thread-safe.
 */
final class Attention {
  private static final int FIRST_CAPACITY = 256;

  private final Kernels kernels;
  private final int width;
  private final int headWidth;
  private final float[][] keys;
  private float[][] values;
  private float[] scores;
  private int capacity;

  /**
   * @param kernels do the work
   * @param width width of a token's row
   * @param heads attention heads
   */
  Attention(Kernels kernels, int width, int heads) {
    this.kernels = kernels;
    this.width = width;
    headWidth = width / heads;
    keys = new float[width][0];
    values = new float[0][];
    scores = new float[0];
  }

  /**
   * Takes a token and attends to it and all before it.
   *
   * @param index the token's place, 0 for the window's first; each call one more than the last
   * @param queryKeyValue {@code [3][width]}: query and key, both rotated, the query scaled; value
   * @param target receives the {@code width} values attended to
   */
  void attend(int index, float[] queryKeyValue, float[] target) {
    if (index >= capacity) {
      grow();
    }
    for (int i = 0; i < width; i++) {
      keys[i][index] = queryKeyValue[width + i];
    }
    System.arraycopy(queryKeyValue, 2 * width, values[index], 0, width);
    Arrays.fill(target, 0, width, 0);
    int count = index + 1;
    for (int first = 0; first < width; first += headWidth) {
      kernels.score(queryKeyValue, first, first + headWidth, keys, count, scores);
      float scale = 1 / kernels.exponentiate(scores, count);
      kernels.gather(scores, count, values, first, first + headWidth, target);
      for (int i = first; i < first + headWidth; i++) {
        target[i] *= scale;
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
