package io.beatweaver.audio.internal;

/**
 * The low-pass that resampling weights with, as a function of time in input samples: even, and 0
 * from {@link #halfWidth} on. There are two shapes, both with the response of libsoxr's HQ recipe.
 *
 * <p>Where the output rate divides the input rate, a Kaiser-windowed sinc, fitted at 44.1 kHz:
 * {@code 2f sinc(2ft) I0(b sqrt(1 - (t/W)^2)) / I0(b)}.
 *
 * <p>For all other ratios the recipe's response as measured at 48 kHz: its impulse response lasts
 * 10 ms, so that its spectrum every 100 Hz says all of it; the kernel is their cosine series. It
 * scales with the lower one of the two rates. White noise then comes out as soxr_hq has it to -133
 * dB at 48 and 24 kHz, -80 to -95 dB at 8, 12, 16, 37.8 and 64 kHz and -58 to -72 dB at 11.025, 32,
 * 88.2, 96, 176.4 and 192 kHz, where the recipe has other stages.
 *
 * @param up output samples for every {@code down} input samples, in lowest terms
 * @param down see {@code up}
 * @param from samples a second of the input
 */
public record ResamplingKernel(int up, int down, int from) {
  private static final double LOWER_RATE = 22_050;

  private static final double KAISER_CUTOFF_HZ = 10_549.5119;
  private static final double KAISER_BETA = 13.04003;
  private static final double KAISER_SECONDS = 194.5 / 44_100;

  private static final double TABLE_SECONDS = 0.005;

  /** The response at 0, 100, 200.. Hz in units of 1e-7, for 22,050 Hz as the lower rate. */
  private static final int[] TABLE = {
    10000000, 10000000, 9999999, 9999999, 9999999, 9999999, 9999999, 9999999, 9999999, 9999999,
    9999999, 9999999, 9999999, 9999999, 10000000, 9999999, 10000000, 9999999, 10000000, 10000000,
    10000000, 10000000, 10000000, 10000000, 10000001, 10000000, 10000000, 10000001, 10000000,
    10000000, 9999999, 10000000, 10000000, 10000000, 10000000, 10000000, 9999999, 10000000,
    10000000, 9999999, 9999999, 9999998, 9999998, 9999998, 9999998, 9999997, 9999998, 9999998,
    9999998, 9999997, 9999998, 9999998, 9999998, 9999999, 9999999, 10000000, 10000000, 10000001,
    10000001, 10000002, 10000001, 10000002, 10000001, 10000000, 9999998, 9999995, 9999991, 9999984,
    9999977, 9999966, 9999954, 9999937, 9999918, 9999892, 9999862, 9999823, 9999780, 9999727,
    9999665, 9999590, 9999504, 9999404, 9999287, 9999151, 9998996, 9998818, 9998614, 9998383,
    9998119, 9997822, 9997485, 9997108, 9996684, 9996209, 9995676, 9995086, 9994427, 9993697,
    9992889, 9991993, 9991010, 9989853, 9974213, 9771611, 8797907, 6493484, 3462148, 1171834,
    211219, 14018, 65,
  };

  private static final double TABLE_UNIT = 1e-7;

  /**
   * The kernel for two rates.
   *
   * @param from samples a second of the input, above 0
   * @param to samples a second of the output, above 0
   */
  public static ResamplingKernel between(int from, int to) {
    int divisor = gcd(from, to);
    return new ResamplingKernel(to / divisor, from / divisor, from);
  }

  /** Input samples on each side that may have weight. */
  int reach() {
    return (int) Math.ceil(halfWidth());
  }

  /** Where the kernel ends, in input samples. */
  double halfWidth() {
    return (up == 1 ? KAISER_SECONDS : TABLE_SECONDS) * from / scale();
  }

  /** How much lower the lower rate is than the one that the figures are given for. */
  private double scale() {
    return Math.min(from, (double) from * up / down) / LOWER_RATE;
  }

  /** The weight at a distance. */
  double at(double time) {
    double part = Math.abs(time) / halfWidth();
    if (part >= 1) {
      return 0;
    }
    return up == 1 ? kaiser(Math.abs(time), part) : series(part);
  }

  private double kaiser(double time, double part) {
    double cutoff = KAISER_CUTOFF_HZ * scale() / from;
    double x = 2 * Math.PI * cutoff * time;
    double sinc = x < 1e-9 ? 1 : Math.sin(x) / x;
    double window = bessel(KAISER_BETA * Math.sqrt((1 - part) * (1 + part)));
    return 2 * cutoff * sinc * window / bessel(KAISER_BETA);
  }

  /** The cosine series by Clenshaw's recurrence. */
  private double series(double part) {
    double cos = Math.cos(Math.PI * part);
    double next = 0;
    double afterNext = 0;
    for (int k = TABLE.length - 1; k > 0; k--) {
      double here = 2 * cos * next - afterNext + 2 * TABLE[k];
      afterNext = next;
      next = here;
    }
    double sum = TABLE[0] + cos * next - afterNext;
    return sum * TABLE_UNIT / (2 * halfWidth());
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
