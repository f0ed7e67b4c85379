package io.beatweaver.audio.internal;

/**
 * A Kaiser-windowed sinc low-pass as a function of time in input samples: {@code 2f sinc(2ft) I0(b
 * sqrt(1 - (t/W)^2)) / I0(b)} for |t| &lt; W.
 *
 * <p>The figures were fitted to libsoxr's HQ recipe: one set where the output rate divides the
 * input rate, one for all other ratios.
 *
 * @param up output samples for every {@code down} input samples, in lowest terms
 * @param down see {@code up}
 * @param cutoff f, in cycles an input sample
 * @param beta b
 * @param halfWidth W, in input samples
 */
public record ResamplingKernel(int up, int down, double cutoff, double beta, double halfWidth) {
  /**
   * The kernel for two rates.
   *
   * @param from samples a second of the input, above 0
   * @param to samples a second of the output, above 0
   */
  public static ResamplingKernel between(int from, int to) {
    int divisor = gcd(from, to);
    int up = to / divisor;
    int down = from / divisor;
    double lower = Math.min(from, to);
    // Both sets are given for 22,050 Hz as the lower rate and scale with it.
    double scale = lower / 22_050;
    return up == 1
        ? new ResamplingKernel(
            up, down, scale * 10_549.5119 / from, 13.04003, 194.5 / 44_100 * from / scale)
        : new ResamplingKernel(
            up, down, scale * 0.956841 * 11_025 / from, 15.95417, 239.578 / 48_000 * from / scale);
  }

  /** Input samples on each side that have weight. */
  int reach() {
    return (int) Math.ceil(halfWidth);
  }

  /** The weight at a distance. */
  double at(double time) {
    double t = Math.abs(time);
    if (t >= halfWidth) {
      return 0;
    }
    double x = 2 * Math.PI * cutoff * t;
    double sinc = x < 1e-9 ? 1 : Math.sin(x) / x;
    double r = t / halfWidth;
    return 2 * cutoff * sinc * bessel(beta * Math.sqrt((1 - r) * (1 + r))) / bessel(beta);
  }

  /** The modified Bessel function of the first kind, order 0, by its power series. */
  private static double bessel(double x) {
    double quarter = x * x / 4;
    double term = 1;
    double sum = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
      term *= quarter / ((double) k * k);
      sum += term;
    }
    return sum;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
