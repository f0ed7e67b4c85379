package io.beatweaver.model.internal.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.beatweaver.model.internal.net.FlatLayout;
import io.beatweaver.model.internal.net.Parameters;
import io.beatweaver.model.internal.net.Torch;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), epsilon where PyTorch has it. The
 * gradient is scaled down to a length of 1 at most, encoder and decoder together. Each of the two
 * has a step count of its own, for the decoder may begin later.
 */
final class AdamW {
  static final double BETA1 = 0.9;
  static final double BETA2 = 0.98;
  static final double EPSILON = 1e-8;
  private static final double CLIP = 1;

  private final Parameters parameters;
  private final float weightDecay;
  private final NDArray[] first = new NDArray[FlatLayout.GROUPS];
  private final NDArray[] second = new NDArray[FlatLayout.GROUPS];
  private final long[] steps = new long[FlatLayout.GROUPS];

  AdamW(Parameters parameters, double weightDecay) {
    this.parameters = parameters;
    this.weightDecay = (float) weightDecay;
    for (int group = 0; group < FlatLayout.GROUPS; group++) {
      first[group] = parameters.zeros(group);
      second[group] = parameters.zeros(group);
    }
  }

  /** Takes up moments and step counts of an earlier training. */
  void restore(Map<String, float[]> moments, long[] counts) {
    for (int group = 0; group < FlatLayout.GROUPS; group++) {
      copy(parameters.layout().pack(group, moments, "m."), first[group]);
      copy(parameters.layout().pack(group, moments, "v."), second[group]);
      steps[group] = counts[group];
    }
  }

  private static void copy(float[] values, NDArray target) {
    try (NDManager manager = Torch.newManager()) {
      manager.create(values).copyTo(target);
    }
  }

  /** The moments by name, {@code m.} and {@code v.} in front. */
  Map<String, float[]> moments() {
    Map<String, float[]> moments = new LinkedHashMap<>();
    moments.putAll(parameters.layout().unpack(arrays(first), "m."));
    moments.putAll(parameters.layout().unpack(arrays(second), "v."));
    return moments;
  }

  private static float[][] arrays(NDArray[] groups) {
    float[][] arrays = new float[groups.length][];
    for (int group = 0; group < groups.length; group++) {
      arrays[group] = groups[group].toFloatArray();
    }
    return arrays;
  }

  /** Updates made of a group so far. */
  long steps(int group) {
    return steps[group];
  }

  /**
   * Goes one step along the gradients, and clears them. Where they are no numbers, nothing but the
   * clearing happens.
   *
   * @param step the step's manager
   * @param rates learning rate of each group; groups that took no part in the loss have none
   * @return the gradients' length before it was clipped, or NaN
   */
  double update(NDManager step, double... rates) {
    double square = 0;
    NDArray[] gradients = new NDArray[rates.length];
    for (int group = 0; group < rates.length; group++) {
      gradients[group] = parameters.flat(group).getGradient();
      gradients[group].attach(step);
      square += gradients[group].square().sum().getFloat();
    }
    double norm = Math.sqrt(square);
    for (int group = 0; group < rates.length; group++) {
      if (Double.isFinite(norm)) {
        update(group, gradients[group], rates[group], Math.min(1, CLIP / (norm + 1e-6)));
      } else {
        Torch.clearGradient(parameters.flat(group));
      }
    }
    return norm;
  }

  private void update(int group, NDArray gradient, double rate, double scale) {
    long t = ++steps[group];
    double correction1 = 1 - Math.pow(BETA1, t);
    double correction2 = Math.sqrt(1 - Math.pow(BETA2, t));
    NDArray flat = parameters.flat(group);
    flat.getNDArrayInternal()
        .adamUpdate(
            new NDList(flat, gradient, first[group], second[group]),
            new NDList(flat),
            (float) rate,
            (float) (rate * correction2 / correction1),
            weightDecay,
            (float) scale,
            -1,
            (float) BETA1,
            (float) BETA2,
            (float) (EPSILON * correction2),
            false,
            true);
  }
}
