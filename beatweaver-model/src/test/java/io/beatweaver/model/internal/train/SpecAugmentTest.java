package io.beatweaver.model.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.grid.SongFeatures;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpecAugmentTest {
  private static final int COLUMNS = SongFeatures.COLUMNS;
  private static final float LOUD = 0.5f;

  private static float[] masked(int rows, int masks, long seed) {
    float[] window = new float[rows * COLUMNS];
    Arrays.fill(window, LOUD);
    SpecAugment.apply(window, rows, masks, new SplittableRandom(seed));
    return window;
  }

  @Test
  void oneMaskIsAStretchOfBandsAndOneOfRowsFilledWithSilence() {
    for (int seed = 0; seed < 500; seed++) {
      int rows = 64;
      float[] window = masked(rows, 1, seed);
      boolean[] silentRow = new boolean[rows];
      for (int row = 0; row < rows; row++) {
        silentRow[row] = window[row * COLUMNS + SongFeatures.ONSET_COLUMN] != LOUD;
      }
      int longest = stretch(silentRow);
      assertTrue(longest >= 1 && longest <= 20, "rows: " + longest);
      int heard = silentRow[0] ? rows - 1 : 0;
      boolean[] silentBand = new boolean[SongFeatures.MEL_BANDS];
      for (int band = 0; band < silentBand.length; band++) {
        silentBand[band] = window[heard * COLUMNS + band] != LOUD;
      }
      int widest = stretch(silentBand);
      assertTrue(widest >= 1 && widest <= 10, "bands: " + widest);
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < COLUMNS; column++) {
          boolean silent = silentRow[row] || column < silentBand.length && silentBand[column];
          assertEquals(silent ? SongFeatures.SILENCE : LOUD, window[row * COLUMNS + column]);
        }
      }
    }
  }

  /** The length of the one stretch of trues. */
  private static int stretch(boolean[] values) {
    int count = 0;
    int beginnings = 0;
    for (int i = 0; i < values.length; i++) {
      count += values[i] ? 1 : 0;
      beginnings += values[i] && (i == 0 || !values[i - 1]) ? 1 : 0;
    }
    assertEquals(1, beginnings, "stretches");
    return count;
  }

  @Test
  void theLongestStretchOfTimeIsAFiftiethWithinBounds() {
    assertEquals(1, SpecAugment.longestRows(1));
    assertEquals(20, SpecAugment.longestRows(704));
    assertEquals(60, SpecAugment.longestRows(3000));
    assertEquals(100, SpecAugment.longestRows(9000));
    assertEquals(COLUMNS, masked(1, 3, 1).length);
  }

  @Test
  void noMasksChangeNothing() {
    float[] expected = new float[30 * COLUMNS];
    Arrays.fill(expected, LOUD);
    assertArrayEquals(expected, masked(30, 0, 1));
  }
}
