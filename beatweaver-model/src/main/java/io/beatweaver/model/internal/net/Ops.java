package io.beatweaver.model.internal.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;

/**
 * The few tensor operations the network is made of. Each result belongs to the manager of its input
 * {@code x} (never to the parameters' manager), so a step's arrays all die with the step.
 *
 * <p>The overloads of NDArray that take a Java number must not be used: their temporary tensor may
 * be freed before the backward pass reads it. {@link #times} holds it for as long as its manager is
 * open.
 */
final class Ops {
  private static final float EPSILON = 1e-5f;

  private Ops() {}

  /** Of [..][in] with a weight [out][in]: [..][out]. */
  static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    Shape shape = x.getShape();
    // Of matrices alone the engine adds the bias in the product; else it goes over all once more.
    NDArray rows = x.reshape(-1, weight.getShape().get(1));
    return rows.getNDArrayInternal()
        .linear(rows, weight, bias)
        .singletonOrThrow()
        .reshape(shape.slice(0, shape.dimension() - 1).add(weight.getShape().get(0)));
  }

  static NDArray layerNorm(NDArray x, NDArray weight, NDArray bias) {
    return x.getNDArrayInternal()
        .layerNorm(x, weight.getShape(), weight, bias, EPSILON)
        .singletonOrThrow();
  }

  /** Convolves [batch][channels][length]. */
  static NDArray convolve(
      NDArray x, NDArray weight, NDArray bias, int stride, int padding, int groups) {
    return x.getNDArrayInternal()
        .convolution(x, weight, bias, new Shape(stride), new Shape(padding), new Shape(1), groups)
        .singletonOrThrow();
  }

  /** Rows of a table by int64 index; the result belongs to the index's manager. */
  static NDArray rows(NDArray index, NDArray table) {
    return index
        .getNDArrayInternal()
        .embedding(index, table, SparseFormat.DENSE)
        .singletonOrThrow();
  }

  static NDArray gelu(NDArray x) {
    return x.getNDArrayInternal().gelu();
  }

  static NDArray silu(NDArray x) {
    return Silu.of(x);
  }

  static NDArray sigmoid(NDArray x) {
    return x.getNDArrayInternal().sigmoid();
  }

  /** log(1 + exp(x)). */
  static NDArray softPlus(NDArray x) {
    return x.getNDArrayInternal().softPlus();
  }

  /** Product with a number that lives as long as the array's manager. */
  static NDArray times(NDArray x, float factor) {
    return x.mul(x.getManager().create(factor));
  }
}
