package io.beatweaver.quality.internal;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Note;
import java.util.Arrays;
import java.util.List;

/**
 * The distinct times of a beatmap's notes.
 *
 * @param seconds rising; notes less than a millisecond after an onset belong to it
 * @param doubles onsets at which both hands cut
 */
public record Onsets(double[] seconds, int doubles) {
  private static final double ONE_ONSET_SECONDS = 1e-3;

  /**
   * The times of notes.
   *
   * @param map the beatmap
   * @return seconds of audio, one a note
   */
  public static double[] noteSeconds(Beatmap map) {
    return map.notes().stream().mapToDouble(note -> map.tempo().secondsAt(note.beat())).toArray();
  }

  /**
   * Gathers onsets.
   *
   * @param notes in order
   * @param noteSeconds their times
   * @return the onsets
   */
  public static Onsets of(List<Note> notes, double[] noteSeconds) {
    double[] onsets = new double[noteSeconds.length];
    int count = 0;
    int doubles = 0;
    int hands = 0;
    for (int i = 0; i < noteSeconds.length; i++) {
      if (count == 0 || noteSeconds[i] - onsets[count - 1] >= ONE_ONSET_SECONDS) {
        onsets[count++] = noteSeconds[i];
        hands = 0;
      }
      int before = hands;
      hands |= 1 << notes.get(i).hand().color();
      doubles += hands == 3 && before != 3 ? 1 : 0;
    }
    return new Onsets(Arrays.copyOf(onsets, count), doubles);
  }
}
