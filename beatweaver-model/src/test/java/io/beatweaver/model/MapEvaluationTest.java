package io.beatweaver.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.beatweaver.grid.SongFeatures;
import org.junit.jupiter.api.Test;

class MapEvaluationTest {
  @Test
  void theOtherSongIsAsLongAsThisOneAndStaysOnItsBars() {
    SongFeatures other = numbered(3 * 64 + 5);
    for (int rows : new int[] {0, 1, 100, 3 * 64, 10 * 64 + 7}) {
      SongFeatures fitted = MapEvaluation.fitted(other, rows);
      assertEquals(rows, fitted.rows());
      for (int row = 0; row < rows; row++) {
        assertEquals(row % (3 * 64), fitted.get(row, 80), "row " + row);
      }
    }
    assertEquals(SongFeatures.SILENCE, MapEvaluation.fitted(numbered(10), 100).get(99, 0));
    assertEquals(SongFeatures.SILENCE, MapEvaluation.fitted(numbered(0), 100).get(0, 0));
  }

  private static SongFeatures numbered(int rows) {
    float[] values = new float[rows * SongFeatures.COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / SongFeatures.COLUMNS;
    }
    return SongFeatures.wrap(values);
  }
}
