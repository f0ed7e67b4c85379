package io.beatweaver.model.internal.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.Difficulty;
import io.beatweaver.quality.HumanBand;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DensitySteeringTest {
  private static final int ROWS = 32 * 100;
  private static final double SECONDS = 100;
  private static final HumanBand BAND = HumanBand.of(Difficulty.HARD);

  /** A song of 100 s in which each row has an onset with the same chance. */
  private static DensitySteering steering(double onsetsPerSecond, boolean sounding) {
    double chance = onsetsPerSecond * SECONDS / ROWS;
    float[] logits = new float[ROWS];
    Arrays.fill(logits, (float) Math.log(chance / (1 - chance)));
    boolean[] rows = new boolean[ROWS];
    Arrays.fill(rows, sounding);
    return new DensitySteering(new OnsetDensity(logits, rows), ROWS, SECONDS, BAND);
  }

  private static double shift(double from, double to) {
    double before = from * SECONDS / ROWS;
    double after = to * SECONDS / ROWS;
    return Math.log(after / (1 - after)) - Math.log(before / (1 - before));
  }

  @Test
  void whatIsExpectedInTheBandIsLeftAlone() {
    for (double usual : new double[] {2.1, 3, 4.7}) {
      DensitySteering steering = steering(usual, true);
      assertFalse(steering.steers());
      steering.written(0, ROWS / 2, 100_000);
      assertEquals(0, steering.shift());
    }
  }

  @Test
  void whatIsExpectedOutsideIsBroughtToTheNearerEdge() {
    assertEquals(shift(12, BAND.highNps()), steering(12, true).shift(), 1e-4);
    assertEquals(shift(1, BAND.lowNps()), steering(1, true).shift(), 1e-4);
  }

  @Test
  void aQuietSongIsRaisedByABoundedShiftAndSilenceNotAtAll() {
    assertEquals(DensitySteering.MAX_RAISE, steering(0.001, true).shift());
    float[] logits = {-5, -4, -6};
    float[] raised = steering(0.001, true).shifted(logits, 1, 2, 10);
    assertArrayEquals(new float[] {-1, -3}, raised);
    assertArrayEquals(new float[] {-4, -6}, steering(0.001, false).shifted(logits, 1, 2, 10));
    float[] pastTheEnd = steering(0.001, true).shifted(logits, 0, 3, ROWS - 1);
    assertArrayEquals(new float[] {-2, -4, -6}, pastTheEnd);
  }

  @Test
  void whatTheDecoderAddsIsTakenBack() {
    // The decoder writes twice or half as much as the onset head expects, whatever that is.
    for (double times : new double[] {2, 0.5}) {
      DensitySteering steering = steering(12, true);
      OnsetDensity density = density(12);
      double notes = 0;
      for (int row = 0; row < ROWS; row += 64) {
        notes += times * density.expected(row, row + 64, steering.shift());
        steering.written(row, row + 64, Math.round(notes));
      }
      assertEquals(BAND.highNps(), notes / SECONDS, 0.02 * BAND.highNps());
    }
  }

  @Test
  void whatIsThinIsNeverThinnedOutNorWhatIsDenseFilled() {
    DensitySteering thin = steering(1, true);
    thin.written(0, ROWS / 4, 100_000);
    assertEquals(0, thin.shift());
    DensitySteering dense = steering(12, true);
    dense.written(0, ROWS / 4, 0);
    assertTrue(dense.shift() <= 0 && dense.shift() > shift(12, BAND.highNps()));
  }

  private static OnsetDensity density(double onsetsPerSecond) {
    double chance = onsetsPerSecond * SECONDS / ROWS;
    float[] logits = new float[ROWS];
    Arrays.fill(logits, (float) Math.log(chance / (1 - chance)));
    boolean[] rows = new boolean[ROWS];
    Arrays.fill(rows, true);
    return new OnsetDensity(logits, rows);
  }
}
