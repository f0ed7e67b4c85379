package io.beatweaver.model.internal.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.grid.SongFeatures;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnsetDensityTest {
  private static final int ROWS = 1000;
  private final float[] logits = RandomModel.gaussians(ROWS, -2, 3, 1);
  private final boolean[] all = new boolean[ROWS];

  OnsetDensityTest() {
    Arrays.fill(all, true);
  }

  @Test
  void theExpectationIsTheMeanOfManyDraws() {
    Random random = new Random(5);
    for (double shift : new double[] {-3, 0, 1.5}) {
      long came = 0;
      int songs = 2000;
      for (int song = 0; song < songs; song++) {
        for (int row = 100; row < 400; row++) {
          // A logistic variable lies below x with the chance that x is the logit of.
          double u = random.nextDouble();
          came += Math.log(u / (1 - u)) < logits[row] + shift ? 1 : 0;
        }
      }
      double mean = came / (double) songs;
      // 300 coins have a deviation of at most 8.7: their mean of 2000 songs one of 0.2.
      assertEquals(mean, new OnsetDensity(logits, all).expected(100, 400, shift), 0.8);
    }
  }

  @Test
  void theShiftGivesWhatIsWanted() {
    OnsetDensity density = new OnsetDensity(logits, all);
    for (double wanted : new double[] {0.5, 10, 123, 400}) {
      double shift = density.shiftFor(0, wanted, 10);
      assertEquals(wanted, density.expected(0, ROWS, shift), 1e-3);
      double later = density.shiftFor(ROWS / 2, wanted / 2, 10);
      assertEquals(wanted / 2, density.expected(ROWS / 2, ROWS, later), 1e-3);
    }
  }

  @Test
  void equalLogitsAreShiftedByTheDifferenceOfTheirLogits() {
    float[] equal = new float[ROWS];
    Arrays.fill(equal, 1);
    double shift = new OnsetDensity(equal, all).shiftFor(0, ROWS * 0.1, 3);
    assertEquals(Math.log(0.1 / 0.9) - 1, shift, 1e-5);
  }

  @Test
  void theShiftEndsAtItsBounds() {
    OnsetDensity density = new OnsetDensity(logits, all);
    assertEquals(3, density.shiftFor(0, ROWS, 3));
    assertEquals(0, density.shiftFor(0, ROWS, 0));
    assertEquals(-30, density.shiftFor(0, 0, 3), 1e-5);
  }

  @Test
  void silenceIsLoweredButNeverRaised() {
    boolean[] half = new boolean[ROWS];
    Arrays.fill(half, ROWS / 2, ROWS, true);
    OnsetDensity density = new OnsetDensity(logits, half);
    double quiet = density.expected(0, ROWS / 2, 0);
    assertEquals(quiet, density.expected(0, ROWS / 2, 3));
    assertTrue(density.expected(ROWS / 2, ROWS, 3) > density.expected(ROWS / 2, ROWS, 0));
    assertTrue(density.expected(0, ROWS / 2, -3) < quiet);
    assertEquals(0, density.shiftAt(0, 2));
    assertEquals(2, density.shiftAt(ROWS - 1, 2));
    assertEquals(0, density.shiftAt(ROWS, 2), "past the end nothing sounds");
    assertEquals(-2, density.shiftAt(ROWS, -2));
  }

  @Test
  void aRowSoundsIfAnyBandIsWithinSixtyDecibelsOfTheLoudest() {
    float[] values = new float[4 * SongFeatures.COLUMNS];
    Arrays.fill(values, SongFeatures.SILENCE);
    values[SongFeatures.COLUMNS + 79] = -0.49f;
    values[2 * SongFeatures.COLUMNS + 3] = -0.51f;
    values[3 * SongFeatures.COLUMNS + SongFeatures.ONSET_COLUMN] = 1;
    assertArrayEquals(
        new boolean[] {false, true, false, false},
        OnsetDensity.sounding(SongFeatures.wrap(values)));
  }
}
