package io.beatweaver.model.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.internal.net.FlatLayout;
import io.beatweaver.model.internal.net.Initializer;
import io.beatweaver.model.internal.net.Parameters;
import io.beatweaver.model.internal.net.Torch;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AdamWTest {
  private static final ModelConfig CONFIG =
      new ModelConfig(ModelConfig.EncoderKind.PLAIN, 1, 1, 4, 1, 4, 4, 2, 1, 0, 64, 0);
  private static final double DECAY = 0.1;

  /** PyTorch's AdamW in double precision, with the gradient clipped to a length of 1. */
  private static final class Oracle {
    final double[] w;
    final double[] m;
    final double[] v;
    int t;

    Oracle(float[] start) {
      w = new double[start.length];
      m = new double[start.length];
      v = new double[start.length];
      for (int i = 0; i < w.length; i++) {
        w[i] = start[i];
      }
    }

    void step(float[] gradient, double norm, double rate) {
      t++;
      double scale = Math.min(1, 1 / (norm + 1e-6));
      for (int i = 0; i < w.length; i++) {
        double g = gradient[i] * scale;
        w[i] -= rate * DECAY * w[i];
        m[i] = 0.9 * m[i] + 0.1 * g;
        v[i] = 0.98 * v[i] + 0.02 * g * g;
        double mean = m[i] / (1 - Math.pow(0.9, t));
        double deviation = Math.sqrt(v[i] / (1 - Math.pow(0.98, t)));
        w[i] -= rate * mean / (deviation + 1e-8);
      }
    }
  }

  @Test
  void equalsTheFormulaWithLateDecoderAndClipping() {
    try (Parameters parameters = Parameters.open(CONFIG, Initializer.weights(CONFIG, 1), true)) {
      AdamW adam = new AdamW(parameters, DECAY, 1);
      Oracle encoder = new Oracle(parameters.flat(0).toFloatArray());
      Oracle decoder = new Oracle(parameters.flat(1).toFloatArray());
      Random random = new Random(3);
      for (int step = 0; step < 8; step++) {
        // Short gradients, which stay as they are, and long ones, which are clipped, in turn.
        float size = step % 2 == 0 ? 1e-4f : 3;
        float[] g0 = gradient(encoder.w.length, size, random);
        float[] g1 = gradient(decoder.w.length, size, random);
        boolean alone = step < 3;
        double norm = alone ? norm(g0) : Math.hypot(norm(g0), norm(g1));
        double rate = 0.01 / (step + 1);
        double reported =
            alone ? step(adam, parameters, rate, g0) : step(adam, parameters, rate, g0, g1);
        assertEquals(norm, reported, 1e-5 * norm);
        encoder.step(g0, norm, rate);
        if (!alone) {
          decoder.step(g1, norm, rate);
        }
      }
      assertClose(encoder.w, parameters.flat(0).toFloatArray());
      assertClose(decoder.w, parameters.flat(1).toFloatArray());
      assertEquals(8, adam.steps(FlatLayout.ENCODER));
      assertEquals(5, adam.steps(FlatLayout.DECODER));
    }
  }

  @Test
  void takesTheMeanOfSeveralBatchesAndClipsThat() {
    for (double clip : new double[] {0, 0.5}) {
      try (Parameters parameters = Parameters.open(CONFIG, Initializer.weights(CONFIG, 1), true)) {
        AdamW adam = new AdamW(parameters, DECAY, clip);
        Oracle oracle = new Oracle(parameters.flat(0).toFloatArray());
        Random random = new Random(5);
        for (int step = 0; step < 3; step++) {
          float[] a = gradient(oracle.w.length, 1, random);
          float[] b = gradient(oracle.w.length, 1, random);
          float[] mean = new float[a.length];
          for (int i = 0; i < mean.length; i++) {
            mean[i] = (a[i] + b[i]) / 2;
          }
          add(parameters, a);
          double norm;
          add(parameters, b);
          try (NDManager manager = Torch.newManager()) {
            norm = adam.update(manager, 2, 0.01);
          }
          assertEquals(norm(mean), norm, 1e-4 * norm);
          // The oracle clips to 1 itself: it is given what this limit leaves, which is shorter.
          double scale = clip == 0 ? 1 : clip / norm;
          for (int i = 0; i < mean.length; i++) {
            mean[i] *= (float) scale;
          }
          oracle.step(mean, 0, 0.01);
        }
        assertClose(oracle.w, parameters.flat(0).toFloatArray());
      }
    }
  }

  @Test
  void aStepWithoutUsableLossesChangesNothing() {
    try (Parameters parameters = Parameters.open(CONFIG, Initializer.weights(CONFIG, 1), true);
        NDManager manager = Torch.newManager()) {
      AdamW adam = new AdamW(parameters, DECAY, 1);
      float[] before = parameters.flat(0).toFloatArray();
      float[] gradient = gradient(before.length, 1, new Random(1));
      add(parameters, gradient);
      assertTrue(Double.isNaN(adam.update(manager, 0, 0.1)));
      assertArrayEquals(before, parameters.flat(0).toFloatArray());
      add(parameters, gradient);
      assertEquals(norm(gradient), adam.update(manager, 1, 0.1), 1e-3);
    }
  }

  /** Adds to the encoder's gradient. */
  private static void add(Parameters parameters, float[] gradient) {
    Torch.gradients(
        true,
        () -> {
          try (NDManager manager = Torch.newManager()) {
            Torch.backward(manager.create(gradient).mul(parameters.flat(0)).sum());
          }
          return null;
        });
  }

  @Test
  void gradientsThatAreNoNumbersChangeNothing() {
    try (Parameters parameters = Parameters.open(CONFIG, Initializer.weights(CONFIG, 1), true)) {
      AdamW adam = new AdamW(parameters, DECAY, 1);
      float[] before = parameters.flat(0).toFloatArray();
      float[] gradient = gradient(before.length, 1, new Random(1));
      gradient[7] = Float.NaN;
      assertTrue(Double.isNaN(step(adam, parameters, 0.1, gradient)));
      assertArrayEquals(before, parameters.flat(0).toFloatArray());
      assertEquals(0, adam.steps(FlatLayout.ENCODER));
      gradient[7] = 0;
      assertEquals(norm(gradient), step(adam, parameters, 0.1, gradient), 1e-3);
    }
  }

  private static double step(AdamW adam, Parameters parameters, double rate, float[]... gradients) {
    return Torch.gradients(
        true,
        () -> {
          try (NDManager manager = Torch.newManager()) {
            NDArray loss = null;
            double[] rates = new double[gradients.length];
            for (int group = 0; group < gradients.length; group++) {
              NDArray part = manager.create(gradients[group]).mul(parameters.flat(group)).sum();
              loss = loss == null ? part : loss.add(part);
              rates[group] = rate;
            }
            Torch.backward(loss);
            return adam.update(manager, 1, rates);
          }
        });
  }

  private static float[] gradient(int length, float size, Random random) {
    float[] gradient = new float[length];
    for (int i = 0; i < length; i++) {
      gradient[i] = size * (float) random.nextGaussian();
    }
    return gradient;
  }

  private static double norm(float[] values) {
    double square = 0;
    for (float value : values) {
      square += (double) value * value;
    }
    return Math.sqrt(square);
  }

  private static void assertClose(double[] expected, float[] actual) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-5, "value " + i);
    }
  }
}
