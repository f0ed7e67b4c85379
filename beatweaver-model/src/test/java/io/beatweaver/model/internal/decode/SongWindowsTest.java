package io.beatweaver.model.internal.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.beatweaver.Progress;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Difficulty;
import io.beatweaver.model.ModelConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SongWindowsTest {
  /** Windows of four bars, one of them given, and one more bar of audio. */
  private static final ModelConfig CONFIG = RandomModel.tiny();

  private static final List<Difficulty> TWO = List.of(Difficulty.EASY, Difficulty.EXPERT);

  /** Onset logits name the call, the difficulty and the row's feature. */
  private static final class Counting implements WindowEncoder {
    private int calls;

    @Override
    public void encode(float[] features, int[] difficulty, int batch, float[] h, float[] o) {
      for (int i = 0; i < batch * CONFIG.audioRows(); i++) {
        int own = difficulty[i / CONFIG.audioRows()];
        o[i] = calls * 1_000_000 + own * 100_000 + features[i * SongFeatures.COLUMNS];
      }
      calls++;
    }

    @Override
    public void close() {}
  }

  /** A song whose rows are their own numbers. */
  private static SongFeatures song(int rows) {
    float[] values = new float[rows * SongFeatures.COLUMNS];
    for (int row = 0; row < rows; row++) {
      values[row * SongFeatures.COLUMNS] = row;
    }
    return SongFeatures.wrap(values);
  }

  @Test
  void everyRowIsHeardOnceInTheWindowThatWritesIt() {
    for (int rows : new int[] {1, 256, 257, 8 * 64 - 1, 13 * 64 + 5}) {
      SongWindows windows = new SongWindows(CONFIG, new Counting(), song(rows), TWO, true);
      float[][] heard = windows.listen(0, windows.count(), Progress.NONE);
      int stride = CONFIG.windowBars() - CONFIG.prefixBars();
      for (int i = 0; i < 2; i++) {
        assertEquals(rows, heard[i].length);
        for (int row = 0; row < rows; row++) {
          int window = Math.max(0, row / 64 - CONFIG.prefixBars()) / stride;
          int difficulty = TWO.get(i).ordinal();
          assertEquals(window * 1_000_000f + difficulty * 100_000 + row, heard[i][row]);
        }
      }
    }
  }

  @Test
  void windowsCoverTheSongAndAreEncodedOnceIfTheyAreKept() {
    int rows = 13 * 64 + 5;
    Counting counting = new Counting();
    SongWindows windows = new SongWindows(CONFIG, counting, song(rows), TWO, true);
    int next = 0;
    for (int window = 0; window < windows.count(); window++) {
      assertEquals(next, windows.firstNewBar(window));
      next = windows.lastBar(window);
    }
    assertEquals(14, next);
    assertEquals(14, windows.bars());
    List<Long> told = new ArrayList<>();
    windows.listen(0, 5, (stage, done, total, detail) -> told.add(done * 100 + total));
    assertEquals(List.of(105L, 205L, 305L, 405L, 505L), told);
    assertEquals(5, windows.count());
    for (int window = 0; window < 5; window++) {
      assertEquals(window * 1_000_000f, windows.get(window).onsets()[0] - 64 * 3 * window, 0.1);
    }
    assertEquals(5, counting.calls);
  }

  @Test
  void aPartIsHeardAloneAndTheRestReadsAsNever() {
    Counting counting = new Counting();
    int rows = 13 * 64 + 5;
    SongWindows windows = new SongWindows(CONFIG, counting, song(rows), TWO, true);
    List<Long> told = new ArrayList<>();
    float[][] heard =
        windows.listen(1, 3, (stage, done, total, detail) -> told.add(done * 100 + total));
    assertEquals(List.of(102L, 202L), told);
    assertEquals(2, counting.calls);
    for (int row = 0; row < rows; row++) {
      boolean inside = row >= windows.firstNewBar(1) * 64 && row < windows.lastBar(2) * 64;
      assertEquals(inside, heard[1][row] != OnsetDensity.NEVER, "row " + row);
    }
  }

  @Test
  void windowsThatAreNotKeptAreEncodedWheneverTheyAreAskedFor() {
    Counting counting = new Counting();
    SongWindows windows = new SongWindows(CONFIG, counting, song(13 * 64), TWO, false);
    windows.listen(0, windows.count(), Progress.NONE);
    assertEquals(windows.count(), counting.calls);
    SongWindows.Window first = windows.get(0);
    float[] onsets = first.onsets().clone();
    windows.get(1);
    assertArrayEquals(onsets, first.onsets(), "the window before still holds");
    assertEquals(windows.count() + 2, counting.calls);
  }
}
