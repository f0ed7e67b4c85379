package io.beatweaver.model.internal.decode;

/**
 * A linear layer for one row at a time. The weights lie transposed, one array an input: {@code
 * out[j] += x[i] * w[i][j]} has no sum across lanes, so that the JVM's compiler turns the inner
 * loop into vector instructions (about seven times the speed of a dot product an output).
 * Immutable.
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
   * @param kernels do the work
   * @param x holds the input
   * @param xOffset where it begins
   * @param target receives the output from its index 0
   */
  void apply(Kernels kernels, float[] x, int xOffset, float[] target) {
    System.arraycopy(bias, 0, target, 0, bias.length);
    kernels.accumulate(byInput, x, xOffset, target, 0, bias.length);
  }

  /**
   * {@code target += W x + b}.
   *
   * @param kernels do the work
   * @param x the input
   * @param target is added to
   */
  void add(Kernels kernels, float[] x, float[] target) {
    for (int j = 0; j < bias.length; j++) {
      target[j] += bias[j];
    }
    kernels.accumulate(byInput, x, 0, target, 0, bias.length);
  }

  /**
   * {@code target = W x + b} for some of the outputs.
   *
   * @param kernels do the work
   * @param x the input
   * @param target receives the outputs at their own indices
   * @param from first output
   * @param to output after the last
   */
  void applyRange(Kernels kernels, float[] x, float[] target, int from, int to) {
    System.arraycopy(bias, from, target, from, to - from);
    kernels.accumulate(byInput, x, 0, target, from, to);
  }
}
