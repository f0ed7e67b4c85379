package io.beatweaver.model.internal.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExponentialTest {
  @Test
  void isThatOfTheMathLibrary() {
    for (float x = 0; x >= Exponential.LOWEST; x -= 0.00173f) {
      assertEquals(Math.expm1(x), Exponential.expm1(x), 1e-6, "expm1(" + x + ")");
    }
    assertEquals(0, Exponential.expm1(0), "the highest score weighs 1");
    assertTrue(Float.isNaN(Exponential.expm1(Float.NaN)), "damaged weights must stay visible");
  }

  @Test
  void neverFallsBelowMinusOne() {
    // Weights of attention are 1 more than this.
    for (float x = -10; x >= Exponential.LOWEST; x -= 0.00037f) {
      assertTrue(Exponential.expm1(x) >= -1, "expm1(" + x + ")");
    }
  }
}
