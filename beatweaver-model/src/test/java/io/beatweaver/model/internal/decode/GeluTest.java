package io.beatweaver.model.internal.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GeluTest {
  @Test
  void erfHasItsTabulatedValues() {
    // Abramowitz and Stegun, table 7.1.
    assertEquals(0, Gelu.erf(0));
    assertEquals(0.5204998778, Gelu.erf(0.5), 1e-9);
    assertEquals(0.8427007929, Gelu.erf(1), 1e-9);
    assertEquals(-0.9953222650, Gelu.erf(-2), 1e-9);
    assertEquals(1, Gelu.erf(7));
    assertEquals(-1, Gelu.erf(Double.NEGATIVE_INFINITY));
    assertTrue(Double.isNaN(Gelu.erf(Double.NaN)));
  }

  @Test
  void erfEqualsItsIntegralEverywhere() {
    for (double x = -6.5; x <= 6.5; x += 0.00317) {
      assertEquals(ReferenceDecoder.erf(x), Gelu.erf(x), 2e-9, "erf(" + x + ")");
    }
  }

  @Test
  void geluIsHalfTheInputTimesOnePlusErf() {
    float[] x = {-20, -1, 0, 1, 3, 20};
    Gelu.apply(x, 6);
    assertEquals(0, x[0], 1e-12);
    assertEquals(-0.15865525f, x[1], 1e-7);
    assertEquals(0, x[2], 0);
    assertEquals(0.84134475f, x[3], 1e-7);
    assertEquals(2.9959503f, x[4], 1e-6);
    assertEquals(20, x[5]);
  }
}
