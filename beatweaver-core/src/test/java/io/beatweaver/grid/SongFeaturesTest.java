package io.beatweaver.grid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SongFeaturesTest {
  private static final int ROWS = 5;

  /** Value (row, column) is row + column / 100, never silence. */
  private static SongFeatures numbered() {
    float[] values = new float[ROWS * SongFeatures.COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / SongFeatures.COLUMNS + i % SongFeatures.COLUMNS / 100f;
    }
    return SongFeatures.wrap(values);
  }

  @Test
  void everyWindowAroundTheSongIsItsRowsAndSilence() {
    SongFeatures features = numbered();
    for (int from = -9; from <= 9; from++) {
      for (int count = 0; count <= 12; count++) {
        float[] window = new float[(count + 2) * SongFeatures.COLUMNS];
        features.copyRows(from, count, window, SongFeatures.COLUMNS);
        for (int row = 0; row < count + 2; row++) {
          int source = from + row - 1;
          boolean untouched = row == 0 || row == count + 1;
          boolean inside = source >= 0 && source < ROWS;
          float expected = untouched ? 0 : inside ? features.get(source, 7) : SongFeatures.SILENCE;
          assertEquals(
              expected, window[row * SongFeatures.COLUMNS + 7], from + "+" + count + ":" + row);
        }
      }
    }
  }

  @Test
  void onsetsAreTheLastColumn() {
    assertArrayEquals(new float[] {.8f, 1.8f, 2.8f, 3.8f, 4.8f}, numbered().onsets(), 1e-6f);
  }

  @Test
  void aPartOfARowIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> SongFeatures.wrap(new float[SongFeatures.COLUMNS + 1]));
  }
}
