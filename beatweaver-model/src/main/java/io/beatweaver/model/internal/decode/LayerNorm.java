package io.beatweaver.model.internal.decode;

/**
 * Layer normalisation of one row.
 *
 * @param weight scale of each value
 * @param bias shift of each value
 */
record LayerNorm(float[] weight, float[] bias) {
  private static final double EPSILON = 1e-5;

  /**
   * Normalises a row to mean 0 and variance 1, then scales and shifts it.
   *
   * @param x the row
   * @param target receives the result, may not be {@code x}
   */
  void apply(float[] x, float[] target) {
    int n = weight.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[i];
    }
    float mean = (float) (sum / n);
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double off = x[i] - mean;
      squares += off * off;
    }
    float scale = (float) (1 / Math.sqrt(squares / n + EPSILON));
    for (int i = 0; i < n; i++) {
      target[i] = (x[i] - mean) * scale * weight[i] + bias[i];
    }
  }
}
