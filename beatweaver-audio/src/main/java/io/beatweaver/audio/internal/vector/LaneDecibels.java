package io.beatweaver.audio.internal.vector;

import static io.beatweaver.audio.internal.vector.LaneFft.LANES;
import static io.beatweaver.audio.internal.vector.LaneFft.SPECIES;

import io.beatweaver.audio.internal.Decibels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Decibels} of rows of values: exponent and mantissa m apart, ln m = 2 artanh z with z = (m
 * - 1) / (m + 1) as a series, which leaves 2e-9 dB.
 */
final class LaneDecibels {
  private static final int MANTISSA_BITS = 52;
  private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;
  private static final long ONE = Double.doubleToRawLongBits(1);

  /** A whole number below 2^52 that is put into this one's mantissa adds itself to it. */
  private static final double BIG = 0x1p52;

  private static final long BIG_BITS = Double.doubleToRawLongBits(BIG);
  private static final int EXPONENT_BIAS = 1023;
  private static final double DB_PER_OCTAVE = 10 * Math.log10(2);
  private static final double DB_PER_UNIT = 20 / Math.log(10);

  private LaneDecibels() {}

  /**
   * Replaces power by dB.
   *
   * @param values rows of finite values
   * @param firstRow the first one to replace
   * @param rows how many
   */
  static void replace(double[] values, int firstRow, int rows) {
    for (int at = firstRow * LANES, end = at + rows * LANES; at < end; at += LANES) {
      LongVector bits =
          DoubleVector.fromArray(SPECIES, values, at)
              .max(DoubleVector.broadcast(SPECIES, Decibels.MIN_POWER))
              .reinterpretAsLongs();
      DoubleVector exponent =
          bits.lanewise(VectorOperators.LSHR, MANTISSA_BITS)
              .or(BIG_BITS)
              .reinterpretAsDoubles()
              .sub(BIG + EXPONENT_BIAS);
      DoubleVector mantissa = bits.and(MANTISSA).or(ONE).reinterpretAsDoubles();
      DoubleVector z = mantissa.sub(1).div(mantissa.add(1));
      DoubleVector square = z.mul(z);
      DoubleVector series = DoubleVector.broadcast(SPECIES, 1. / 17);
      series = series.mul(square).add(1. / 15);
      series = series.mul(square).add(1. / 13);
      series = series.mul(square).add(1. / 11);
      series = series.mul(square).add(1. / 9);
      series = series.mul(square).add(1. / 7);
      series = series.mul(square).add(1. / 5);
      series = series.mul(square).add(1. / 3);
      series = series.mul(square).add(1);
      exponent.mul(DB_PER_OCTAVE).add(series.mul(z).mul(DB_PER_UNIT)).intoArray(values, at);
    }
  }
}
