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
 * gradient is scaled down to a greatest length, encoder and decoder together. Each of the two has a
 * step count of its own, for the decoder may begin later.
 */
final class AdamW {
  static final double BETA1 = 0.9;
  static final double BETA2 = 0.98;
  static final double EPSILON = 1e-8;

  private final Parameters parameters;
  private final float weightDecay;
  private final double clipNorm;
  private final NDArray[] first = new NDArray[FlatLayout.GROUPS];
  private final NDArray[] second = new NDArray[FlatLayout.GROUPS];
  private final long[] steps = new long[FlatLayout.GROUPS];

  /**
   * An optimizer without history.
   *
   * @param parameters what to train; frees the moments too
   * @param weightDecay decoupled decay
   * @param clipNorm greatest length of a gradient, 0 for no limit
   */
  AdamW(Parameters parameters, double weightDecay, double clipNorm) {
    this.parameters = parameters;
    this.clipNorm = clipNorm;
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

  private void copy(float[] values, NDArray target) {
    try (NDManager manager = parameters.newManager()) {
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
   * Goes one step along the mean of the gradients of some batches, and clears them. Where it is no
   * number, nothing but the clearing happens.
   *
   * @param step the step's manager
   * @param batches how many batches' gradients have been added up; 0 if their losses are no good
   * @param rates learning rate of each group; groups that took no part in the loss have none
   * @return the mean gradient's length before it was clipped, or no finite number
   */
  double update(NDManager step, int batches, double... rates) {
    double square = 0;
    NDArray[] gradients = new NDArray[rates.length];
    for (int group = 0; group < rates.length; group++) {
      gradients[group] = parameters.flat(group).getGradient();
      gradients[group].attach(step);
      square += gradients[group].square().sum().getFloat();
    }
    double norm = batches == 0 ? Double.NaN : Math.sqrt(square) / batches;
    double clip = clipNorm == 0 ? 1 : Math.min(1, clipNorm / (norm + 1e-6));
    for (int group = 0; group < rates.length; group++) {
      if (Double.isFinite(norm)) {
        update(group, gradients[group], rates[group], clip / batches);
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
