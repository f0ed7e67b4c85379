package io.beatweaver.grid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class GridTest {
  @Test
  void stepsAreSixteenthsWithHalvesUpwards() {
    assertEquals(0, BeatGrid.nearestStep(0));
    assertEquals(16, BeatGrid.nearestStep(1));
    assertEquals(1, BeatGrid.nearestStep(1 / 32.0));
    assertEquals(2, BeatGrid.nearestStep(3 / 32.0));
    assertEquals(0, BeatGrid.nearestStep(-1 / 32.0));
    assertEquals(-1, BeatGrid.nearestStep(-1 / 16.0));
    assertEquals(2.0625, BeatGrid.beatOf(33));
    assertEquals(-1, BeatGrid.beatOf(-16));
  }

  @Test
  void barsCoverSteps() {
    assertEquals(0, BeatGrid.barsCovering(0));
    assertEquals(1, BeatGrid.barsCovering(1));
    assertEquals(1, BeatGrid.barsCovering(64));
    assertEquals(2, BeatGrid.barsCovering(65));
    assertThrows(ArithmeticException.class, () -> BeatGrid.barsCovering(Long.MAX_VALUE / 2));
  }

  private static SongFeatures features(int rows) {
    float[] values = new float[rows * SongFeatures.COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return SongFeatures.wrap(values);
  }

  @Test
  void windowsFarOutsideAreSilence() {
    for (int from : new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE, 3, -2}) {
      float[] target = new float[2 * SongFeatures.COLUMNS];
      features(3).copyRows(from, 2, target, 0);
      for (float value : target) {
        assertEquals(SongFeatures.SILENCE, value);
      }
    }
  }

  @Test
  void featuresAreTheirValues() {
    SongFeatures song = features(2);
    assertEquals(2, song.rows());
    assertEquals(81 + 80, song.get(1, SongFeatures.ONSET_COLUMN));
    assertArrayEquals(new float[] {80, 161}, song.onsets());
    assertEquals(song, SongFeatures.wrap(song.toArray()));
    assertEquals(song.hashCode(), features(2).hashCode());
    assertNotEquals(song, features(1));
    assertThrows(IllegalArgumentException.class, () -> SongFeatures.wrap(new float[80]));
  }
}
