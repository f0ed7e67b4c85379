package io.beatweaver.model.internal.decode;

/**
 * A linear layer for a few rows. The weights lie transposed, one array an input: {@code out[j] +=
 * x[i] * w[i][j]} has no sum across lanes, so that the JVM's compiler turns the inner loop into
 * vector instructions (about seven times the speed of a dot product an output). Two rows share each
 * weight that is fetched; a row's outputs are the same to the bit in any company. Immutable.
 */
final class Linear {
  private final float[][] byInput;
  private final float[] bias;

  private Linear(float[][] byInput, float[] bias) {
    this.byInput = byInput;
    this.bias = bias;
  }

  /**
   * Makes one layer of several that have the same input, outputs side by side.
   *
   * @param inputs width of the input
   * @param weightsAndBiases weight {@code [out][in]}, bias {@code [out]}, weight, bias ...
   * @return the layer
   */
  static Linear of(int inputs, float[]... weightsAndBiases) {
    int outputs = 0;
    for (int part = 1; part < weightsAndBiases.length; part += 2) {
      outputs += weightsAndBiases[part].length;
    }
    float[][] byInput = new float[inputs][outputs];
    float[] bias = new float[outputs];
    int first = 0;
    for (int part = 0; part < weightsAndBiases.length; part += 2) {
      float[] weight = weightsAndBiases[part];
      float[] partBias = weightsAndBiases[part + 1];
      for (int o = 0; o < partBias.length; o++) {
        for (int i = 0; i < inputs; i++) {
          byInput[i][first + o] = weight[o * inputs + i];
        }
      }
      System.arraycopy(partBias, 0, bias, first, partBias.length);
      first += partBias.length;
    }
    return new Linear(byInput, bias);
  }

  /**
   * {@code target = W x + b}.
   *
   * @param x holds the input
   * @param xOffset where it begins
   * @param target receives the output from its index 0
   */
  void apply(float[] x, int xOffset, float[] target) {
    System.arraycopy(bias, 0, target, 0, bias.length);
    accumulate(x, xOffset, target, 0, bias.length);
  }

  /**
   * {@code target = W x + b} for several rows.
   *
   * @param x the inputs, a row each
   * @param target receives the outputs, a row each
   * @param from first row
   * @param to row after the last
   */
  void apply(float[][] x, float[][] target, int from, int to) {
    for (int row = from; row < to; row++) {
      System.arraycopy(bias, 0, target[row], 0, bias.length);
    }
    accumulate(x, target, from, to);
  }

  /**
   * {@code target += W x + b} for several rows.
   *
   * @param x the inputs, a row each
   * @param target are added to, a row each
   * @param from first row
   * @param to row after the last
   */
  void add(float[][] x, float[][] target, int from, int to) {
    for (int row = from; row < to; row++) {
      float[] sums = target[row];
      for (int j = 0; j < bias.length; j++) {
        sums[j] += bias[j];
      }
    }
    accumulate(x, target, from, to);
  }

  /**
   * {@code target = W x + b} for some of the outputs.
   *
   * @param x the input
   * @param target receives the outputs at their own indices
   * @param from first output
   * @param to output after the last
   */
  void applyRange(float[] x, float[] target, int from, int to) {
    System.arraycopy(bias, from, target, from, to - from);
    accumulate(x, 0, target, from, to);
  }

  /** Weights are fetched once for all rows, then come from the nearest cache. */
  private void accumulate(float[][] x, float[][] target, int from, int to) {
    for (int i = 0; i < byInput.length; i += 4) {
      for (int row = from; row < to; row++) {
        accumulate(x[row], 0, i, target[row], 0, bias.length);
      }
    }
  }

  private void accumulate(float[] x, int xOffset, float[] target, int from, int to) {
    for (int i = 0; i < byInput.length; i += 4) {
      accumulate(x, xOffset, i, target, from, to);
    }
  }

  /** Adds what four inputs give, or as many as there are left. */
  private void accumulate(float[] x, int xOffset, int i, float[] target, int from, int to) {
    if (i + 4 <= byInput.length) {
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
      return;
    }
    for (int k = i; k < byInput.length; k++) {
      float x0 = x[xOffset + k];
      float[] w0 = byInput[k];
      for (int j = from; j < to; j++) {
        target[j] += x0 * w0[j];
      }
    }
  }
}
