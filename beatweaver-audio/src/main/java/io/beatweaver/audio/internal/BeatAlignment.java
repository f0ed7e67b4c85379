package io.beatweaver.audio.internal;

import io.beatweaver.audio.MelSettings;
import io.beatweaver.grid.BeatGrid;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.tempo.TempoMap;
import java.util.Arrays;

/**
 * Lays the frames of a song on the beat grid, linearly between the two around each row's moment.
 */
public final class BeatAlignment {
  private static final int COLUMNS = SongFeatures.COLUMNS;
  private static final int BANDS = SongFeatures.MEL_BANDS;

  private BeatAlignment() {}

  /**
   * Row i is what sounds at {@code tempo.secondsAt(i / 16.0)}; after the last frame that one goes
   * on, before the first one is silence.
   *
   * @param mel {@code [frames][80]} in dB relative to the loudest, flat
   * @param onsets one value a frame
   * @param settings where frames are
   * @param tempo where beats are
   * @param rows how many
   * @param values receives {@code [rows][81]}, flat
   */
  public static void align(
      float[] mel, float[] onsets, MelSettings settings, TempoMap tempo, int rows, float[] values) {
    int frames = onsets.length;
    double[] anchors = tempo.toArray();
    int anchor = 0;
    for (int row = 0; row < rows; row++) {
      int at = row * COLUMNS;
      double beat = BeatGrid.beatOf(row);
      // As tempo.secondsAt(beat), without a search: beats rise.
      while (anchor + 3 < anchors.length && anchors[anchor + 3] <= beat) {
        anchor += 3;
      }
      double seconds = anchors[anchor + 1] + (beat - anchors[anchor]) * 60 / anchors[anchor + 2];
      if (anchor + 3 < anchors.length) {
        seconds = Math.min(seconds, anchors[anchor + 4]);
      }
      if (seconds < 0) {
        Arrays.fill(values, at, at + BANDS, -Loudness.RANGE_DB);
        values[at + BANDS] = 0;
        continue;
      }
      double place = Math.min(frames - 1, seconds * settings.sampleRate() / settings.hop());
      int before = (int) place;
      int after = Math.min(before + 1, frames - 1);
      float part = (float) (place - before);
      for (int column = 0, b = before * BANDS, a = after * BANDS; column < BANDS; column++) {
        float from = mel[b + column];
        values[at + column] = from + part * (mel[a + column] - from);
      }
      float from = onsets[before];
      values[at + BANDS] = from + part * (onsets[after] - from);
    }
  }
}
