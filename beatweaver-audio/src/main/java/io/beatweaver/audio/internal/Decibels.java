package io.beatweaver.audio.internal;

/**
 * Power in dB, some five times as fast as through {@link Math#log10}: the mantissa is divided by
 * the nearest of 256 tabulated values, and the logarithm of what is left, within 2^-9 of 1, is
 * summed as a series. Within 1e-12 dB for normal numbers.
 */
public final class Decibels {
  /** The least power that is told apart from silence. */
  public static final double MIN_POWER = 1e-10;

  private static final int TABLE_BITS = 8;
  private static final int MANTISSA_BITS = 52;
  private static final int EXPONENT_BIAS = 1023;
  private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;
  private static final long ONE = Double.doubleToRawLongBits(1);
  private static final double DB_PER_NEPER = 10 / Math.log(10);
  private static final double DB_PER_OCTAVE = 10 * Math.log10(2);
  private static final double[] INVERSE = new double[1 << TABLE_BITS];
  private static final double[] TABLE = new double[1 << TABLE_BITS];

  static {
    for (int i = 0; i < INVERSE.length; i++) {
      double middle = 1 + (i + .5) / INVERSE.length;
      INVERSE[i] = 1 / middle;
      TABLE[i] = -10 * Math.log10(INVERSE[i]);
    }
  }

  private Decibels() {}

  /** {@code 10 log10(max(1e-10, power))} of a finite power. */
  public static double of(double power) {
    long bits = Double.doubleToRawLongBits(power > MIN_POWER ? power : MIN_POWER);
    int exponent = (int) (bits >>> MANTISSA_BITS) - EXPONENT_BIAS;
    int i = (int) (bits >>> MANTISSA_BITS - TABLE_BITS) & (1 << TABLE_BITS) - 1;
    double r = Double.longBitsToDouble(bits & MANTISSA | ONE) * INVERSE[i] - 1;
    double series = r * (1 + r * (-1. / 2 + r * (1. / 3 + r * (-1. / 4 + r * (1. / 5)))));
    return exponent * DB_PER_OCTAVE + (TABLE[i] + series * DB_PER_NEPER);
  }
}
