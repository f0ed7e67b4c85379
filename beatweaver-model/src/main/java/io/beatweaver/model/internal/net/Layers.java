package io.beatweaver.model.internal.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.beatweaver.model.internal.ParameterLayout;
import java.util.Map;

/** The branches of encoder and decoder layers, over parameters by name. */
final class Layers {
  private final Map<String, NDArray> weights;
  private final int heads;
  private final Dropout dropout;

  /**
   * Branches over some parameters.
   *
   * @param weights name to view, at least those that are asked for
   * @param heads attention heads
   * @param dropout drops from branches' outputs
   */
  Layers(Map<String, NDArray> weights, int heads, Dropout dropout) {
    this.weights = weights;
    this.heads = heads;
    this.dropout = dropout;
  }

  NDArray weight(String name) {
    return weights.get(name);
  }

  NDArray linear(NDArray x, String prefix) {
    return Ops.linear(x, weight(prefix + "weight"), weight(prefix + "bias"));
  }

  NDArray norm(NDArray x, String prefix) {
    return Ops.layerNorm(x, weight(prefix + "weight"), weight(prefix + "bias"));
  }

  NDArray dropout(NDArray x) {
    return dropout.apply(x);
  }

  /** Self-attention of [batch][length][width]; {@code mask} is added to the scores, may be null. */
  NDArray attention(NDArray x, String prefix, Rotary rotary, NDArray mask) {
    Shape shape = x.getShape();
    long batch = shape.get(0);
    long length = shape.get(1);
    long width = shape.get(2);
    NDArray qkv =
        linear(norm(x, prefix + "norm."), prefix + "qkv.")
            .reshape(batch, length, 3, heads, width / heads)
            .transpose(0, 2, 3, 1, 4);
    NDList parts = qkv.split(new long[] {2}, 1);
    NDList turned = rotary.turn(parts.get(0)).split(2, 1);
    NDArray queries = turned.get(0).squeeze(1);
    NDArray keys = turned.get(1).squeeze(1);
    NDArray scores = queries.matMul(keys.transpose(0, 1, 3, 2));
    if (mask != null) {
      scores = scores.add(mask);
    }
    NDArray mixed =
        scores
            .softmax(3)
            .matMul(parts.get(1).squeeze(1))
            .transpose(0, 2, 1, 3)
            .reshape(batch, length, width);
    return dropout(linear(mixed, prefix + "output."));
  }

  /** A feed-forward branch with GELU inside. */
  NDArray feedForward(NDArray x, String prefix) {
    NDArray inner = Ops.gelu(linear(norm(x, prefix + "norm."), prefix + "up."));
    return dropout(linear(inner, prefix + "down."));
  }

  /** A Conformer's feed-forward branch, with SiLU inside, halved. */
  NDArray halfFeedForward(NDArray x, String prefix) {
    NDArray inner = Ops.silu(linear(norm(x, prefix + "norm."), prefix + "up."));
    return Ops.times(dropout(linear(inner, prefix + "down.")), 0.5f);
  }

  /** A Conformer's convolution branch. */
  NDArray convolution(NDArray x, String prefix) {
    NDList gate = linear(norm(x, prefix + "norm."), prefix + "pointwise1.").split(2, 2);
    NDArray gated = gate.get(0).mul(Ops.sigmoid(gate.get(1)));
    NDArray depthwise =
        Ops.convolve(
                gated.transpose(0, 2, 1),
                weight(prefix + "depthwise.weight"),
                weight(prefix + "depthwise.bias"),
                1,
                ParameterLayout.DEPTHWISE_KERNEL / 2,
                Math.toIntExact(x.getShape().get(2)))
            .transpose(0, 2, 1);
    NDArray inner = Ops.silu(norm(depthwise, prefix + "depthnorm."));
    return dropout(linear(inner, prefix + "pointwise2."));
  }
}
