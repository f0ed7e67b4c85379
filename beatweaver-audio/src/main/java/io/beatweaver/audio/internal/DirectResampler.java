package io.beatweaver.audio.internal;

/**
 * Resamples by the definition: every output sample is the sum of the input samples near it,
 * weighted by the kernel. The specification of {@link OverlapSaveResampler}, and what odd ratios go
 * through. Thread-safe.
 */
public final class DirectResampler {
  /** With more phases than this, weights are interpolated between so many. */
  private static final int MAX_PHASES = 1024;

  private final ResamplingKernel kernel;
  private final int taps;
  private final int phases;
  private final double[] weights;

  /**
   * @param kernel what to weight with
   */
  public DirectResampler(ResamplingKernel kernel) {
    this.kernel = kernel;
    taps = 2 * kernel.reach() + 1;
    phases = Math.min(kernel.up(), MAX_PHASES);
    weights = new double[(phases + 1) * taps];
    for (int phase = 0; phase <= phases; phase++) {
      for (int i = 0; i < taps; i++) {
        weights[phase * taps + i] = kernel.at((double) phase / phases + kernel.reach() - i);
      }
    }
  }

  /**
   * Fills an array.
   *
   * @param in input samples; outside there is silence
   * @param out receives sample m of the output at input time {@code m * down / up}
   */
  public void resample(float[] in, float[] out) {
    int up = kernel.up();
    for (int m = 0; m < out.length; m++) {
      long position = (long) m * kernel.down();
      int first = (int) (position / up) - kernel.reach();
      int remainder = (int) (position % up);
      if (phases == up) {
        out[m] = (float) sum(in, first, remainder);
      } else {
        double phase = (double) remainder * phases / up;
        int lower = (int) phase;
        double part = phase - lower;
        out[m] = (float) ((1 - part) * sum(in, first, lower) + part * sum(in, first, lower + 1));
      }
    }
  }

  private double sum(float[] in, int first, int phase) {
    int from = Math.max(0, -first);
    int to = Math.min(taps, in.length - first);
    double sum = 0;
    for (int i = from, w = phase * taps; i < to; i++) {
      sum += weights[w + i] * in[first + i];
    }
    return sum;
  }
}
