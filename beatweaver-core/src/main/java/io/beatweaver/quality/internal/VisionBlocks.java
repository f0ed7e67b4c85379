package io.beatweaver.quality.internal;

import io.beatweaver.level.Note;
import java.util.List;

/** Notes that come into view late. */
public final class VisionBlocks {
  /** How soon behind the note in the middle a hidden one comes at the latest, seconds. */
  public static final double SECONDS = 0.25;

  private VisionBlocks() {}

  /**
   * Counts notes that are hidden behind another: one in the middle row of the inner column of the
   * same half, more than a swing and at most {@link #SECONDS} before.
   *
   * @param notes in order
   * @param seconds their times
   * @return the number of hidden notes
   */
  public static int count(List<Note> notes, double[] seconds) {
    int hidden = 0;
    int passed = 0;
    double[] middle = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int i = 0; i < notes.size(); i++) {
      Note note = notes.get(i);
      while (notes.get(passed).beat() < note.beat() - Swings.ONE_SWING_BEATS) {
        Note before = notes.get(passed);
        if (before.y() == 1 && (before.x() == 1 || before.x() == 2)) {
          middle[half(before)] = seconds[passed];
        }
        passed++;
      }
      hidden += note.inGrid() && seconds[i] - middle[half(note)] <= SECONDS ? 1 : 0;
    }
    return hidden;
  }

  private static int half(Note note) {
    return note.x() < Note.COLUMNS / 2 ? 0 : 1;
  }
}
