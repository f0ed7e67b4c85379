package io.beatweaver.model.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SiluTest {
  /** The engine looks at a module's first runs and then runs it otherwise: all are held. */
  @Test
  void valueAndGradientAreThoseOfTheFormulaAtEveryRunWithAndWithoutGradients() {
    Random random = new Random(1);
    for (int run = 0; run < 8; run++) {
      int size = 3 + run;
      float[] values = new float[2 * size];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (6 * random.nextGaussian());
      }
      float[] calm = values(values, size);
      float[] gradient = gradient(values, size);
      for (int i = 0; i < values.length; i++) {
        double sigmoid = 1 / (1 + Math.exp(-values[i]));
        assertEquals(values[i] * sigmoid, calm[i], 1e-5, "run " + run);
        double slope = sigmoid * (1 + values[i] * (1 - sigmoid));
        assertEquals((i + 1) * slope, gradient[i], 1e-5 * (i + 1), "run " + run);
      }
    }
  }

  private static float[] values(float[] values, int size) {
    return Torch.gradients(
        false,
        () -> {
          try (NDManager manager = Torch.newManager()) {
            return Silu.of(manager.create(values, new Shape(2, size))).toFloatArray();
          }
        });
  }

  /** Of the sum of 1, 2, 3, .. times the values. */
  private static float[] gradient(float[] values, int size) {
    return Torch.gradients(
        true,
        () -> {
          try (NDManager manager = Torch.newManager()) {
            Shape shape = new Shape(2, size);
            NDArray x = manager.create(values, shape);
            x.setRequiresGradient(true);
            float[] factors = new float[values.length];
            for (int i = 0; i < factors.length; i++) {
              factors[i] = i + 1;
            }
            NDArray weights = manager.create(factors, shape);
            NDArray y = Silu.of(x);
            System.gc();
            Torch.backward(y.mul(weights).sum());
            return x.getGradient().toFloatArray();
          }
        });
  }
}
