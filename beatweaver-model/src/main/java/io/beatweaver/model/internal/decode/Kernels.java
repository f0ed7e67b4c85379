package io.beatweaver.model.internal.decode;

/**
 * The loops in which decoding spends its time. {@link PlainKernels} says what is right; {@link
 * #BEST} is the fastest that this Java machine has. Stateless and safe to share.
 */
public interface Kernels {
  /** The kernels that say what is right. */
  Kernels PLAIN = new PlainKernels();

  /** The kernels on the Vector API if the application enables it, else the plain ones. */
  Kernels BEST = KernelChoice.best();

  /**
   * Part of a matrix product: {@code target[j] += sum over i of x[xOffset + i] * byInput[i][j]} for
   * {@code j} in {@code from..to-1}.
   *
   * @param byInput weights {@code [inputs][outputs]}
   * @param x holds the input
   * @param xOffset where it begins
   * @param target is added to
   * @param from first output
   * @param to output after the last
   */
  void accumulate(float[][] byInput, float[] x, int xOffset, float[] target, int from, int to);

  /**
   * How well a head's query fits each token's key: {@code scores[t] = sum over i of query[i] *
   * keys[i][t]} for {@code i} in {@code first..last-1}.
   *
   * @param query holds the query
   * @param first the head's first dimension
   * @param last the dimension after its last
   * @param keys {@code [width][capacity]}
   * @param count tokens; the scores behind them are undefined afterwards
   * @param scores of the keys' capacity, a multiple of 64
   */
  void score(float[] query, int first, int last, float[][] keys, int count, float[] scores);

  /**
   * Replaces scores by the exponentials of their distance to the highest, within 1e-6 of its 1.
   *
   * @param scores of a capacity that is a multiple of 64
   * @param count scores, at least 1; those behind them are undefined afterwards
   * @return the exponentials' sum
   */
  float exponentiate(float[] scores, int count);

  /**
   * A weighted sum of rows: {@code target[i] += sum over t of weights[t] * values[t][i]} for {@code
   * i} in {@code first..last-1}.
   *
   * @param weights one a token
   * @param count tokens
   * @param values {@code [tokens][width]}
   * @param first the head's first dimension
   * @param last the dimension after its last
   * @param target is added to
   */
  void gather(float[] weights, int count, float[][] values, int first, int last, float[] target);
}
