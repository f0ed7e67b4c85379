package io.beatweaver.storage.internal;

/**
 * IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. Java has it from version 20 on;
 * this project runs on 17.
 */
public final class Half {
  private static final int INFINITY = 0x7C00;
  private static final int QUIET_NAN = 0x7E00;

  /** 65520: from here on a float is nearer to 2^16 than to the greatest half, 65504. */
  private static final int OVERFLOW_BITS = 0x477FF000;

  /** 2^-14, the least normal half. */
  private static final int LEAST_NORMAL_BITS = 0x38800000;

  /** 0.5f, whose last fraction bit weighs 2^-24 as that of a subnormal half does. */
  private static final float SUBNORMAL_MAGIC = 0.5f;

  private Half() {}

  /**
   * The nearest half, ties to the even one.
   *
   * @param value any; NaNs become one quiet NaN with the sign kept
   * @return its 16 bits
   */
  public static short ofFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    int magnitude = bits & 0x7FFFFFFF;
    int half;
    if (magnitude > 0x7F800000) {
      half = QUIET_NAN;
    } else if (magnitude >= OVERFLOW_BITS) {
      half = INFINITY;
    } else if (magnitude < LEAST_NORMAL_BITS) {
      // The addition rounds at the weight of a subnormal's last bit, as IEEE does: to even.
      float rounded = Float.intBitsToFloat(magnitude) + SUBNORMAL_MAGIC;
      half = Float.floatToRawIntBits(rounded) - Float.floatToRawIntBits(SUBNORMAL_MAGIC);
    } else {
      int odd = magnitude >>> 13 & 1;
      // Exponent bias 127 becomes 15; 13 fraction bits go, rounded to nearest, ties to even.
      half = magnitude - (127 - 15 << 23) + 0xFFF + odd >>> 13;
    }
    return (short) (sign | half);
  }

  /**
   * The value of a half, exactly.
   *
   * @param half its 16 bits
   * @return the float
   */
  public static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = half >>> 10 & 0x1F;
    int fraction = half & 0x3FF;
    if (exponent == 0) {
      float value = fraction * 0x1p-24f;
      return sign == 0 ? value : -value;
    }
    int biased = exponent == 31 ? 0xFF : exponent + 127 - 15;
    return Float.intBitsToFloat(sign | biased << 23 | fraction << 13);
  }
}
