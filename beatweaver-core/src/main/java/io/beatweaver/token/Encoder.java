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
  private long encoded;
  private long angles;

  Encoder(Beatmap beatmap) {
    this.beatmap = beatmap;
    int n = beatmap.notes().size();
    steps = new long[n];
    left = new Note[n];
    right = new Note[n];
    // A beatmap's notes are in Note.ORDER, so that steps come in rising order.
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
    Note rival = hand[count - 1];
    extraNotesOfAHand += rival == null ? 0 : 1;
    // Of equally near ones the first met stays, which is the first in Note.ORDER.
    if (rival == null || distance(note, step) < distance(rival, step)) {
      hand[count - 1] = note;
    }
  }

  private static double distance(Note note, long step) {
    return Math.abs(note.beat() - BeatGrid.beatOf(step));
  }

  /**
   * @param wantedBars bars of the stream, 0 for as many as the notes need
   */
  Tokenization tokens(int wantedBars) {
    long last = count == 0 ? 0 : steps[count - 1];
    long limit =
        (wantedBars == 0 ? Tokenizer.MAX_BARS : wantedBars) * (long) BeatGrid.STEPS_PER_BAR;
    if (last >= limit) {
      throw new IllegalArgumentException(
          "the last note, at beat "
              + BeatGrid.beatOf(last)
              + ", lies behind the last of "
              + limit / BeatGrid.STEPS_PER_BAR
              + " bars");
    }
    int bars = wantedBars == 0 ? BeatGrid.barsCovering(last + 1) : wantedBars;
    int[] tokens = new int[3 + bars + 3 * count];
    int[] barStarts = new int[bars];
    int at = 0;
    tokens[at++] = Vocabulary.START;
    tokens[at++] = Vocabulary.difficulty(beatmap.difficulty());
    int next = 0;
    QuantisationMeter quantisation = new QuantisationMeter(beatmap.tempo());
    encoded = 0;
    angles = 0;
    long sameCell = 0;
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
        account(left[next], steps[next], quantisation);
        account(right[next], steps[next], quantisation);
      }
    }
    tokens[at] = Vocabulary.END;
    return new Tokenization(
        tokens,
        bars,
        barStarts,
        encoded,
        quantisation.result(),
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

  private void account(Note note, long step, QuantisationMeter quantisation) {
    if (note != null) {
      encoded++;
      angles += note.angleOffset() != 0 ? 1 : 0;
      quantisation.add(note, step);
    }
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
