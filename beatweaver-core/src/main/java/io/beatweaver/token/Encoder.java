package io.beatweaver.token;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;

/**
 * One beatmap on its way to tokens: first the steps with what either hand does, then the stream.
 */
final class Encoder {
  private final Beatmap beatmap;
  private final long[] steps;
  private final Note[] left;
  private final Note[] right;
  private int count;
  private long extraNotesOfAHand;
  private long offGridNotes;
  private long beforeStart;

  Encoder(Beatmap beatmap) {
    this.beatmap = beatmap;
    int n = beatmap.notes().size();
    steps = new long[n];
    left = new Note[n];
    right = new Note[n];
    // A beatmap's notes are in Note.ORDER: steps come in rising order, and the first note met of a
    // hand is the one that stays.
    for (Note note : beatmap.notes()) {
      place(note);
    }
  }

  private void place(Note note) {
    if (!note.inGrid()) {
      offGridNotes++;
      return;
    }
    long step = BeatGrid.nearestStep(note.beat());
    if (step < 0) {
      beforeStart++;
      return;
    }
    if (count == 0 || steps[count - 1] != step) {
      steps[count++] = step;
    }
    Note[] hand = note.hand() == Hand.LEFT ? left : right;
    if (hand[count - 1] == null) {
      hand[count - 1] = note;
    } else {
      extraNotesOfAHand++;
    }
  }

  /**
   * @param wantedBars bars of the stream, 0 for as many as the notes need
   */
  Tokenization tokens(int wantedBars) {
    long end = count == 0 ? 1 : steps[count - 1] + 1;
    long limit =
        (wantedBars == 0 ? Tokenizer.MAX_BARS : wantedBars) * (long) BeatGrid.STEPS_PER_BAR;
    if (end > limit) {
      throw new IllegalArgumentException(
          "the last note, at beat "
              + BeatGrid.beatOf(end - 1)
              + ", lies behind the last of "
              + limit / BeatGrid.STEPS_PER_BAR
              + " bars");
    }
    int bars = wantedBars == 0 ? BeatGrid.barsCovering(end) : wantedBars;
    int[] tokens = new int[3 + bars + 3 * count];
    int[] barStarts = new int[bars];
    int at = 0;
    tokens[at++] = Vocabulary.START;
    tokens[at++] = Vocabulary.difficulty(beatmap.difficulty());
    int next = 0;
    double maxError = 0;
    long encoded = 0;
    long quantised = 0;
    long sameCell = 0;
    long angles = 0;
    for (int bar = 0; bar < bars; bar++) {
      barStarts[bar] = at;
      tokens[at++] = Vocabulary.BAR;
      long barStart = bar * (long) BeatGrid.STEPS_PER_BAR;
      for (; next < count && steps[next] < barStart + BeatGrid.STEPS_PER_BAR; next++) {
        if (inOneCell(left[next], right[next])) {
          right[next] = null;
          sameCell++;
        }
        tokens[at++] = Vocabulary.position((int) (steps[next] - barStart));
        tokens[at++] = token(left[next], Hand.LEFT);
        tokens[at++] = token(right[next], Hand.RIGHT);
        for (Note note : new Note[] {left[next], right[next]}) {
          if (note != null) {
            double error = Math.abs(note.beat() - BeatGrid.beatOf(steps[next]));
            encoded++;
            maxError = Math.max(maxError, error);
            quantised += error > Tokenizer.QUANTISATION_TOLERANCE_BEATS ? 1 : 0;
            angles += note.angleOffset() != 0 ? 1 : 0;
          }
        }
      }
    }
    tokens[at] = Vocabulary.END;
    return new Tokenization(
        tokens,
        bars,
        barStarts,
        encoded,
        maxError,
        quantised,
        extraNotesOfAHand,
        offGridNotes,
        beforeStart,
        sameCell,
        angles,
        (long) beatmap.bombs().size()
            + beatmap.walls().size()
            + beatmap.arcs().size()
            + beatmap.chains().size());
  }

  private static boolean inOneCell(Note left, Note right) {
    return left != null && right != null && left.x() == right.x() && left.y() == right.y();
  }

  private static int token(Note note, Hand hand) {
    return note == null
        ? Vocabulary.rest(hand)
        : Vocabulary.note(hand, note.x(), note.y(), note.direction());
  }
}
