package io.beatweaver.model.internal.decode;

/**
 * The exact GELU, {@code x/2 (1 + erf(x / sqrt 2))}.
 *
 * <p>The JDK has no erf. Its values and slopes are tabulated once from its series (all terms
 * positive, so nothing cancels) and interpolated by cubics: with steps of 1/64 the error stays
 * below {@code h^4 / 384 * max|erf''''| < 1e-9}.
 */
final class Gelu {
  private static final int STEPS_PER_UNIT = 64;
  private static final int LIMIT = 6;
  private static final double SQRT_HALF = Math.sqrt(0.5);

  /** Four coefficients a step: a + t (b + t (c + t d)) with t in 0..1. */
  private static final double[] CUBICS = cubics();

  private Gelu() {}

  /**
   * Applies GELU to an array.
   *
   * @param x changed in place
   * @param count values to change
   */
  static void apply(float[] x, int count) {
    for (int i = 0; i < count; i++) {
      double value = x[i];
      x[i] = (float) (0.5 * value * (1 + erf(value * SQRT_HALF)));
    }
  }

  /**
   * The error function.
   *
   * @param x any number
   * @return erf(x), within 1e-9; NaN for NaN
   */
  static double erf(double x) {
    double scaled = Math.abs(x) * STEPS_PER_UNIT;
    if (scaled >= LIMIT * STEPS_PER_UNIT) {
      return Math.signum(x);
    }
    // NaN becomes step 0 here, but t stays NaN and so does the result.
    int step = (int) scaled;
    double t = scaled - step;
    int at = step * 4;
    double value = CUBICS[at] + t * (CUBICS[at + 1] + t * (CUBICS[at + 2] + t * CUBICS[at + 3]));
    return x < 0 ? -value : value;
  }

  private static double[] cubics() {
    int steps = LIMIT * STEPS_PER_UNIT;
    double[] cubics = new double[steps * 4];
    for (int i = 0; i < steps; i++) {
      double from = i / (double) STEPS_PER_UNIT;
      double to = (i + 1) / (double) STEPS_PER_UNIT;
      double left = series(from);
      double right = series(to);
      double leftSlope = slope(from) / STEPS_PER_UNIT;
      double rightSlope = slope(to) / STEPS_PER_UNIT;
      cubics[i * 4] = left;
      cubics[i * 4 + 1] = leftSlope;
      cubics[i * 4 + 2] = 3 * (right - left) - 2 * leftSlope - rightSlope;
      cubics[i * 4 + 3] = 2 * (left - right) + leftSlope + rightSlope;
    }
    return cubics;
  }

  private static double slope(double x) {
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
  }

  /** erf(x) = slope(x) * sum of 2^n x^(2n+1) / (1*3*5*..*(2n+1)). */
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; term > 1e-18 * sum; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return slope(x) * sum;
  }
}
