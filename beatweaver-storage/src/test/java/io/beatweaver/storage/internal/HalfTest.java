package io.beatweaver.storage.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ShortBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class HalfTest {
  private static final int POSITIVE_INFINITY = 0x7C00;

  /** By the definition of IEEE 754, in doubles. */
  private static double valueOf(int half) {
    double sign = (half & 0x8000) == 0 ? 1 : -1;
    int exponent = half >> 10 & 31;
    int fraction = half & 1023;
    if (exponent == 31) {
      return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
    }
    return exponent == 0
        ? sign * fraction * Math.pow(2, -24)
        : sign * (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
  }

  @Test
  void everyHalfHasItsValue() {
    for (int half = 0; half < 1 << 16; half++) {
      assertEquals(valueOf(half), Half.toFloat((short) half), "half " + half);
    }
  }

  @Test
  void everyHalfComesBack() {
    for (int half = 0; half < 1 << 16; half++) {
      float value = Half.toFloat((short) half);
      short back = Half.ofFloat(value);
      if (Float.isNaN(value)) {
        assertTrue(Float.isNaN(Half.toFloat(back)), "half " + half);
      } else {
        assertEquals((short) half, back, "half " + half);
      }
    }
  }

  @Test
  void everyTieGoesToTheEvenHalfAndItsNeighboursToTheNearest() {
    for (int below = 0; below < POSITIVE_INFINITY - 1; below++) {
      int above = below + 1;
      int even = (below & 1) == 0 ? below : above;
      // Halfway between two halfs is one bit more, which a float has.
      float middle = (float) ((valueOf(below) + valueOf(above)) / 2);
      for (int sign : new int[] {0, 0x8000}) {
        float factor = sign == 0 ? 1 : -1;
        assertEquals((short) (even | sign), Half.ofFloat(factor * middle));
        assertEquals((short) (below | sign), Half.ofFloat(factor * Math.nextDown(middle)));
        assertEquals((short) (above | sign), Half.ofFloat(factor * Math.nextUp(middle)));
      }
    }
  }

  @Test
  void whatIsTooLargeIsInfinite() {
    assertEquals((short) 0x7BFF, Half.ofFloat(Math.nextDown(65520f)));
    assertEquals((short) 0x7C00, Half.ofFloat(65520f));
    assertEquals((short) 0x7C00, Half.ofFloat(Float.MAX_VALUE));
    assertEquals((short) 0xFC00, Half.ofFloat(-65520f));
    assertEquals((short) 0xFC00, Half.ofFloat(Float.NEGATIVE_INFINITY));
  }

  @Test
  void whatIsTooSmallIsZeroOfItsSign() {
    assertEquals((short) 0, Half.ofFloat(Float.MIN_VALUE));
    assertEquals((short) 0x8000, Half.ofFloat(-Float.MIN_VALUE));
    assertEquals((short) 0, Half.ofFloat(0x1p-25f));
    assertEquals((short) 1, Half.ofFloat(Math.nextUp(0x1p-25f)));
  }

  @Test
  void notANumberStaysNone() {
    assertTrue(Float.isNaN(Half.toFloat(Half.ofFloat(Float.NaN))));
    assertTrue(Float.isNaN(Half.toFloat(Half.ofFloat(Float.intBitsToFloat(0x7F800001)))));
    assertTrue(Float.isNaN(Half.toFloat(Half.ofFloat(Float.intBitsToFloat(0xFFC00000)))));
  }

  /** Java's own conversion, where there is one, over the whole range of floats. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_20)
  void agreesWithJava() throws Throwable {
    MethodHandle java =
        MethodHandles.lookup()
            .findStatic(
                Float.class, "floatToFloat16", MethodType.methodType(short.class, float.class));
    for (long bits = 0; bits < 1L << 32; bits += 997) {
      float value = Float.intBitsToFloat((int) bits);
      if (!Float.isNaN(value)) {
        short expected = (short) java.invokeExact(value);
        if (expected != Half.ofFloat(value)) {
          assertEquals(expected, Half.ofFloat(value), "float " + value);
        }
      }
    }
  }

  /** Every half, at lengths around the block, from and to odd places. */
  @Test
  void manyAtATimeAreTheSameAsOneByOne() {
    ShortBuffer halfs = ShortBuffer.allocate(1 << 16);
    for (int half = 0; half < 1 << 16; half++) {
      halfs.put(half, (short) half);
    }
    for (int count : new int[] {0, 1, 2047, 2048, 2049, 10_007, 65_531}) {
      requireSame(halfs, 5, count, Half::toFloats);
      requireSame(halfs, 5, count, Half::byTable);
      if (Half.hasPlatform()) {
        requireSame(halfs, 5, count, Half::byPlatform);
      }
    }
  }

  private interface Conversion {
    void convert(ShortBuffer from, int at, int count, float[] to, int offset);
  }

  private static void requireSame(ShortBuffer halfs, int at, int count, Conversion conversion) {
    float[] floats = new float[count + 6];
    conversion.convert(halfs, at, count, floats, 3);
    for (int i = 0; i < floats.length; i++) {
      boolean inside = i >= 3 && i < count + 3;
      float expected = inside ? Half.toFloat(halfs.get(at + i - 3)) : 0;
      assertEquals(expected, floats[i], "value " + i);
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_20)
  void thePlatformsOwnConversionIsFound() {
    assertTrue(Half.hasPlatform());
  }
}
