package io.beatweaver.model.internal.train;

import io.beatweaver.grid.SongFeatures;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * SpecAugment (Park et al. 2019, without time warping): stretches of bands and of time are made
 * silent, so that the model leans on no one of them. What is masked sounds like silence, which is
 * the lowest value and not 0.
 */
final class SpecAugment {
  /** The widest stretch of bands. */
  static final int WIDEST_BANDS = 10;

  private static final int LEAST_LONGEST_ROWS = 20;
  private static final int MOST_LONGEST_ROWS = 100;

  private SpecAugment() {}

  /**
   * The longest stretch of time.
   *
   * @param rows rows of the window
   * @return a fiftieth of it, but 20..100 and no more than there are
   */
  static int longestRows(int rows) {
    return Math.min(rows, Math.max(LEAST_LONGEST_ROWS, Math.min(MOST_LONGEST_ROWS, rows / 50)));
  }

  /**
   * Masks a window.
   *
   * @param window {@code [rows][81]}
   * @param rows its rows, at least 1
   * @param masks stretches of bands in all rows, and as many stretches of rows in all columns
   * @param random where and how wide
   */
  static void apply(float[] window, int rows, int masks, SplittableRandom random) {
    for (int mask = 0; mask < masks; mask++) {
      int bands = 1 + random.nextInt(WIDEST_BANDS);
      int firstBand = random.nextInt(SongFeatures.MEL_BANDS - bands + 1);
      for (int row = 0; row < rows; row++) {
        int from = row * SongFeatures.COLUMNS + firstBand;
        Arrays.fill(window, from, from + bands, SongFeatures.SILENCE);
      }
      int length = 1 + random.nextInt(longestRows(rows));
      int from = random.nextInt(rows - length + 1) * SongFeatures.COLUMNS;
      Arrays.fill(window, from, from + length * SongFeatures.COLUMNS, SongFeatures.SILENCE);
    }
  }
}
