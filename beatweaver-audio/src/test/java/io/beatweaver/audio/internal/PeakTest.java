package io.beatweaver.audio.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PeakTest {
  @Test
  void findsTheVertexOfAParabola() {
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      double at = 2 * random.nextDouble() - 1;
      double height = 10 * random.nextGaussian();
      double width = .01 + random.nextDouble();
      double[] values = new double[3];
      for (int x = -1; x <= 1; x++) {
        values[x + 1] = height - width * (x - at) * (x - at);
      }
      assertEquals(at, Peak.vertex(values[0], values[1], values[2]), 1e-9);
    }
  }

  @Test
  void staysWhereThereIsNoMaximum() {
    assertEquals(0, Peak.vertex(1, 1, 1));
    assertEquals(0, Peak.vertex(1, 2, 3));
    assertEquals(0, Peak.vertex(2, 1, 3));
  }
}
