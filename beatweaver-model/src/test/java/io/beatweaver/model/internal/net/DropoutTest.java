package io.beatweaver.model.internal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.beatweaver.model.ComputeDevice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutTest {
  @Test
  void dropsItsShareAndKeepsTheMean() {
    float[] values = dropped(1, 5);
    int zeros = 0;
    for (float value : values) {
      assertTrue(value == 0 || Math.abs(value - 1.25f) < 1e-6, "value " + value);
      zeros += value == 0 ? 1 : 0;
    }
    // 200,000 draws: the standard deviation of the share is .0009
    assertEquals(0.2, zeros / (double) values.length, 0.005);
  }

  @Test
  void isTheSameForSeedAndStepAndElseDiffers() {
    assertArrayEquals(dropped(1, 5), dropped(1, 5));
    assertFalse(Arrays.equals(dropped(1, 5), dropped(1, 6)));
    assertFalse(Arrays.equals(dropped(1, 5), dropped(2, 5)));
  }

  @Test
  void noneDropsNothing() {
    try (NDManager manager = Torch.newManager()) {
      NDArray x = manager.ones(new Shape(10));
      assertEquals(x, Dropout.NONE.apply(x));
    }
  }

  private static float[] dropped(long seed, long step) {
    try (Dropout dropout = new Dropout(0.2, seed, 200_000, ComputeDevice.CPU);
        NDManager manager = Torch.newManager()) {
      dropout.begin(step);
      dropout.apply(manager.ones(new Shape(7)));
      return dropout.apply(manager.ones(new Shape(2, 100_000))).toFloatArray();
    }
  }
}
