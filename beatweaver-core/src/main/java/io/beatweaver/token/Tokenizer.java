package io.beatweaver.token;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Note;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns beatmaps into tokens and back, in time linear in notes and bars. On the grid (plain notes
 * on 1/16 steps from beat 0 on, one a hand and step, no two in one cell) the two directions are
 * inverse; everything else follows these rules and is counted in the {@link Tokenization}:
 *
 * <ul>
 *   <li>a note goes to the nearest step, halves upwards;
 *   <li>notes outside the playing grid and notes before step 0 are left out;
 *   <li>of several notes of a hand at a step the one nearest to the step stays, so that a grace
 *       note never drives out the note on the beat; of equally near ones the first in {@link
 *       Note#ORDER} (earlier, then further left, lower, smaller direction, smaller angle offset);
 *   <li>if then both hands are in one cell, the left note stays and the right hand rests;
 *   <li>angle offsets, bombs, walls, arcs and chains have no tokens.
 * </ul>
 *
 * <p>Stateless and safe to call from any thread.
 */
public final class Tokenizer {
  /** A note that moves further than this to reach the grid counts as moved, beats. */
  public static final double QUANTISATION_TOLERANCE_BEATS = 1e-3;

  /** The most bars a stream may have: over a million beats. */
  public static final int MAX_BARS = 1 << 18;

  private Tokenizer() {}

  /**
   * Encodes a beatmap with as many bars as its notes need, at least one.
   *
   * @param beatmap the beatmap
   * @return its tokens
   * @throws IllegalArgumentException if that takes more than {@link #MAX_BARS} bars
   */
  public static Tokenization encode(Beatmap beatmap) {
    return new Encoder(beatmap).tokens(0);
  }

  /**
   * Encodes a beatmap with a given number of bars, those of the song as a rule.
   *
   * @param beatmap the beatmap
   * @param bars bars in the stream, 1..{@link #MAX_BARS}
   * @return its tokens
   * @throws IllegalArgumentException if a note that can be encoded lies behind the last bar
   */
  public static Tokenization encode(Beatmap beatmap, int bars) {
    if (bars < 1 || bars > MAX_BARS) {
      throw new IllegalArgumentException("bars must be 1.." + MAX_BARS + ": " + bars);
    }
    return new Encoder(beatmap).tokens(bars);
  }

  /**
   * Decodes a whole stream.
   *
   * @param tokens from START to END
   * @return the notes in {@link Note#ORDER}
   * @throws IllegalArgumentException if the grammar does not allow the stream, with index and
   *     reason
   */
  public static List<Note> decode(int[] tokens) {
    List<Note> notes = new ArrayList<>();
    int state = run(tokens, 0, tokens.length, Grammar.INITIAL, 0, notes);
    if (!Grammar.isDone(state)) {
      throw new IllegalArgumentException(
          "the stream stops at index " + tokens.length + ": " + Grammar.expects(state));
    }
    return notes;
  }

  /**
   * Decodes a stretch of whole bars out of a stream, {@code (BAR (POS LEFT RIGHT)*)*}.
   *
   * @param tokens the stream
   * @param from index of a BAR token
   * @param to index after the stretch's last token
   * @param firstBar the number of the stretch's first bar in the song, from 0
   * @param out receives the notes in {@link Note#ORDER}; untouched if the stretch is refused
   * @return the number of bars
   * @throws IllegalArgumentException if the stretch is anything else, with index and reason
   */
  public static int decodeBars(int[] tokens, int from, int to, int firstBar, List<Note> out) {
    if (from < 0 || to < from || to > tokens.length || firstBar < 0) {
      throw new IllegalArgumentException(
          "no stretch of " + tokens.length + " tokens: " + from + ".." + to + ", bar " + firstBar);
    }
    if (from == to) {
      return 0;
    }
    int start = Grammar.next(Grammar.INITIAL, Vocabulary.START);
    List<Note> notes = new ArrayList<>();
    int state =
        run(tokens, from, to, Grammar.next(start, Vocabulary.FIRST_DIFFICULTY), firstBar, notes);
    if (!Grammar.expectsTiming(state)) {
      throw new IllegalArgumentException(
          "the bars stop at index " + to + ": " + Grammar.expects(state));
    }
    out.addAll(notes);
    int bars = 0;
    for (int i = from; i < to; i++) {
      bars += tokens[i] == Vocabulary.BAR ? 1 : 0;
    }
    return bars;
  }

  /** Walks the grammar and collects notes. The first BAR met is bar {@code firstBar}. */
  private static int run(
      int[] tokens, int from, int to, int state, int firstBar, List<Note> notes) {
    long barStart = (firstBar - 1L) * BeatGrid.STEPS_PER_BAR;
    Note left = null;
    for (int i = from; i < to; i++) {
      int token = tokens[i];
      try {
        state = Grammar.next(state, token);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("index " + i + ": " + e.getMessage(), e);
      }
      switch (Vocabulary.kind(token)) {
        case BAR -> barStart += BeatGrid.STEPS_PER_BAR;
        case LEFT -> left = note(token, barStart + Grammar.position(state));
        case RIGHT -> {
          Note right = note(token, barStart + Grammar.position(state));
          boolean rightFirst = left != null && right != null && Note.ORDER.compare(right, left) < 0;
          addIfAny(notes, rightFirst ? right : left);
          addIfAny(notes, rightFirst ? left : right);
        }
        case PAD, START, END, DIFFICULTY, POSITION -> {}
      }
    }
    return state;
  }

  private static Note note(int token, long step) {
    return Vocabulary.isNote(token) ? Vocabulary.toNote(token, BeatGrid.beatOf(step)) : null;
  }

  private static void addIfAny(List<Note> notes, Note note) {
    if (note != null) {
      notes.add(note);
    }
  }
}
