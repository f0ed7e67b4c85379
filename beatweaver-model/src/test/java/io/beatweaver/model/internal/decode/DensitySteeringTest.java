package io.beatweaver.model.internal.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DensitySteeringTest {
  private static final int ROWS = 32 * 100;
  private static final double SECONDS = 100;
  private static final double TARGET = 3;

  /** A song of 100 s in which each row has an onset with the same chance. */
  private static DensitySteering steering(double onsetsPerSecond, boolean sounding) {
    double chance = onsetsPerSecond * SECONDS / ROWS;
    float[] logits = new float[ROWS];
    Arrays.fill(logits, (float) Math.log(chance / (1 - chance)));
    boolean[] rows = new boolean[ROWS];
    Arrays.fill(rows, sounding);
    return new DensitySteering(new OnsetDensity(logits, rows), ROWS, SECONDS, TARGET);
  }

  private static double shift(double from, double to) {
    double before = from * SECONDS / ROWS;
    double after = to * SECONDS / ROWS;
    return Math.log(after / (1 - after)) - Math.log(before / (1 - before));
  }

  @Test
  void whatIsExpectedNearTheTargetIsLeftAlone() {
    for (double usual : new double[] {TARGET / 1.14, TARGET, 1.14 * TARGET}) {
      DensitySteering steering = steering(usual, true);
      assertFalse(steering.steers());
      steering.written(0, ROWS / 2, Math.round(usual * SECONDS / 2));
      assertFalse(steering.steers());
      assertEquals(0, steering.shift());
    }
  }

  @Test
  void whatIsExpectedElsewhereIsBroughtToTheTarget() {
    for (double unusual : new double[] {12, 1.16 * TARGET, TARGET / 1.16, 1}) {
      assertEquals(shift(unusual, TARGET), steering(unusual, true).shift(), 1e-4);
    }
  }

  @Test
  void aQuietSongIsRaisedByABoundedShiftAndSilenceNotAtAll() {
    assertEquals(DensitySteering.MAX_RAISE, steering(0.001, true).shift());
    float[] logits = {-5, -4, -6};
    float[] raised = steering(0.001, true).shifted(logits, 1, 2, 10);
    assertArrayEquals(new float[] {4, 2}, raised);
    assertArrayEquals(new float[] {-4, -6}, steering(0.001, false).shifted(logits, 1, 2, 10));
    float[] pastTheEnd = steering(0.001, true).shifted(logits, 0, 3, ROWS - 1);
    assertArrayEquals(new float[] {3, -4, -6}, pastTheEnd);
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
      assertEquals(TARGET, notes / SECONDS, 0.02 * TARGET);
    }
  }

  @Test
  void whatTurnsOutDenseIsThinnedOutAndWhatTurnsOutThinIsFilled() {
    DensitySteering usual = steering(TARGET, true);
    usual.written(0, ROWS / 4, Math.round(1.1 * TARGET * SECONDS / 4));
    assertEquals(0, usual.shift(), "near enough");
    usual.written(ROWS / 4, ROWS / 2, Math.round(TARGET * SECONDS));
    assertTrue(usual.shift() < -0.3, "twice as dense as wanted: " + usual.shift());
    DensitySteering thin = steering(1, true);
    thin.written(0, ROWS / 2, Math.round(2 * TARGET * SECONDS));
    assertTrue(thin.shift() < 0, "a thin one too");
    DensitySteering sparse = steering(TARGET, true);
    sparse.written(0, ROWS / 2, 0);
    assertTrue(sparse.shift() > 0.3, "nothing came of it: " + sparse.shift());
  }

  @Test
  void whatTheModelHasTooDenseIsNeverFilled() {
    DensitySteering dense = steering(12, true);
    dense.written(0, ROWS / 4, 0);
    assertTrue(dense.shift() <= 0 && dense.shift() > shift(12, TARGET));
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
