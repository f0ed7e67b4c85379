package io.beatweaver.model.internal.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GeluTest {
  @Test
  void equalsItsDefinitionEverywhere() {
    int count = 4001;
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = (i - 2000) * 0.00417f;
    }
    float[] y = x.clone();
    Gelu.apply(y, count, new float[count]);
    for (int i = 0; i < count; i++) {
      double expected = 0.5 * x[i] * (1 + ReferenceDecoder.erf(x[i] / Math.sqrt(2)));
      assertEquals(expected, y[i], 4e-7 * Math.max(1, Math.abs(x[i])), "gelu(" + x[i] + ")");
    }
  }

  @Test
  void theErrorFunctionThatItIsHeldAgainstHasItsTabulatedValues() {
    // Abramowitz and Stegun, table 7.1.
    assertEquals(0, ReferenceDecoder.erf(0));
    assertEquals(0.5204998778, ReferenceDecoder.erf(0.5), 1e-10);
    assertEquals(0.8427007929, ReferenceDecoder.erf(1), 1e-10);
    assertEquals(-0.9953222650, ReferenceDecoder.erf(-2), 1e-10);
    assertEquals(1, ReferenceDecoder.erf(7), 1e-12);
  }

  @Test
  void hasItsTabulatedValues() {
    float[] x = {-20, -1, 0, 1, 3, 20, Float.POSITIVE_INFINITY, Float.NaN, 77};
    Gelu.apply(x, 8, new float[8]);
    assertEquals(0, x[0], 1e-6);
    assertEquals(-0.15865525f, x[1], 4e-7);
    assertEquals(0, x[2], 0);
    assertEquals(0.84134475f, x[3], 4e-7);
    assertEquals(2.9959503f, x[4], 1e-6);
    assertEquals(20, x[5], 1e-6);
    assertEquals(Float.POSITIVE_INFINITY, x[6]);
    assertTrue(Float.isNaN(x[7]), "damaged weights must stay visible");
    assertEquals(77, x[8], "behind the count");
  }
}
