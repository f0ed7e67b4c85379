package io.beatweaver.model.internal.decode;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.tempo.TempoMap;

/** How long a song sounds: what its notes a second are counted over. */
final class SoundingTime {
  /** A silence of fewer rows is a rest in the music. */
  private static final int REST_ROWS = BeatGrid.STEPS_PER_BAR;

  private SoundingTime() {}

  /**
   * The seconds of a part of a song, without its silences of a bar and more.
   *
   * @param sounding which rows sound, of the whole song
   * @param tempo rows to seconds
   * @param fromRow first row
   * @param toRow row after the last, at most the song's
   * @return seconds, 0 if nothing sounds
   */
  static double seconds(boolean[] sounding, TempoMap tempo, int fromRow, int toRow) {
    double seconds = 0;
    int row = 0;
    while (row < sounding.length) {
      int end = row;
      while (end < sounding.length && sounding[end] == sounding[row]) {
        end++;
      }
      int from = Math.max(row, fromRow);
      int to = Math.min(end, toRow);
      if (to > from && (sounding[row] || end - row < REST_ROWS)) {
        seconds += second(tempo, to) - second(tempo, from);
      }
      row = end;
    }
    return seconds;
  }

  /** What lies before the audio takes no time. */
  private static double second(TempoMap tempo, int row) {
    return Math.max(0, tempo.secondsAt(BeatGrid.beatOf(row)));
  }
}
