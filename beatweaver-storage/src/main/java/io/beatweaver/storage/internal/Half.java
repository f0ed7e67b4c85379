package io.beatweaver.storage.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ShortBuffer;

/**
 * IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. Java has it from version 20 on;
 * this project runs on 17. {@link #toFloat} and {@link #ofFloat} say what is right; {@link
 * #toFloats} is the same, quicker.
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

  /** Values that are converted at a time: both ends stay in the processor's first cache. */
  private static final int BLOCK = 2048;

  private static final ThreadLocal<short[]> SCRATCH =
      ThreadLocal.withInitial(() -> new short[BLOCK]);

  /** The platform's own conversion, which compiles to one instruction for several values. */
  private static final MethodHandle PLATFORM = platform();

  private Half() {}

  /** What each half means. A look-up is several times faster than the arithmetic. */
  private static final class Table {
    static final float[] FLOATS = new float[1 << 16];

    static {
      for (int half = 0; half < FLOATS.length; half++) {
        FLOATS[half] = toFloat((short) half);
      }
    }
  }

  private static MethodHandle platform() {
    try {
      MethodType type = MethodType.methodType(float.class, short.class);
      return MethodHandles.lookup().findStatic(Float.class, "float16ToFloat", type);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return null;
    }
  }

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

  /**
   * The values of many halfs, exactly: by the platform from JDK 20 on, by a table before. A NaN is
   * a NaN, whichever.
   *
   * @param from the halfs; its position is of no account
   * @param at index of the first
   * @param count how many
   * @param to receives the values
   * @param offset place of the first value
   */
  public static void toFloats(ShortBuffer from, int at, int count, float[] to, int offset) {
    if (PLATFORM == null) {
      byTable(from, at, count, to, offset);
    } else {
      byPlatform(from, at, count, to, offset);
    }
  }

  static void byTable(ShortBuffer from, int at, int count, float[] to, int offset) {
    float[] floats = Table.FLOATS;
    for (int i = 0; i < count; i++) {
      to[offset + i] = floats[from.get(at + i) & 0xFFFF];
    }
  }

  /** Whether {@link #byPlatform} can be called. */
  static boolean hasPlatform() {
    return PLATFORM != null;
  }

  static void byPlatform(ShortBuffer from, int at, int count, float[] to, int offset) {
    short[] block = SCRATCH.get();
    for (int done = 0; done < count; done += block.length) {
      int length = Math.min(block.length, count - done);
      from.get(at + done, block, 0, length);
      convert(block, length, to, offset + done);
    }
  }

  private static void convert(short[] from, int count, float[] to, int offset) {
    try {
      for (int i = 0; i < count; i++) {
        to[offset + i] = (float) PLATFORM.invokeExact(from[i]);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a conversion of numbers throws nothing", e);
    }
  }
}
