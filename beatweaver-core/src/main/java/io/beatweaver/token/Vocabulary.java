package io.beatweaver.token;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;

/**
 * The 291 tokens. A beatmap reads {@code START DIFF (BAR (POS LEFT RIGHT)*)* END}: a difficulty,
 * then each bar with the positions at which something is to be cut and what either hand does there.
 */
public final class Vocabulary {
  /** Padding, never part of a beatmap. */
  public static final int PAD = 0;

  /** The first token. */
  public static final int START = 1;

  /** The last token. */
  public static final int END = 2;

  /** Easy; the other difficulties follow. */
  public static final int FIRST_DIFFICULTY = 3;

  /** A bar begins. */
  public static final int BAR = 8;

  /** Position 0 of a bar; 64 positions, one a step. */
  public static final int FIRST_POSITION = 9;

  /** The left hand rests. */
  public static final int LEFT_EMPTY = 73;

  /** The left hand's first note: x 0, y 0, up. */
  public static final int FIRST_LEFT = 74;

  /** The right hand rests. */
  public static final int RIGHT_EMPTY = 182;

  /** The right hand's first note: x 0, y 0, up. */
  public static final int FIRST_RIGHT = 183;

  /** Notes a hand can play: 4 columns, 3 rows, 9 directions. */
  public static final int NOTES_PER_HAND = 108;

  /** Tokens in all. */
  public static final int SIZE = 291;

  /** What a token is. */
  public enum Kind {
    /** Padding. */
    PAD,
    /** Start of a beatmap. */
    START,
    /** End of a beatmap. */
    END,
    /** One of five difficulties. */
    DIFFICULTY,
    /** Start of a bar. */
    BAR,
    /** One of 64 positions. */
    POSITION,
    /** What the left hand does. */
    LEFT,
    /** What the right hand does. */
    RIGHT
  }

  private static final int DIRECTIONS = 9;

  private Vocabulary() {}

  /**
   * What a token is.
   *
   * @param token 0..290
   * @return its kind
   */
  public static Kind kind(int token) {
    if (token < 0 || token >= SIZE) {
      throw new IllegalArgumentException("a token is 0..290: " + token);
    }
    if (token >= RIGHT_EMPTY) {
      return Kind.RIGHT;
    }
    if (token >= LEFT_EMPTY) {
      return Kind.LEFT;
    }
    if (token >= FIRST_POSITION) {
      return Kind.POSITION;
    }
    if (token == BAR) {
      return Kind.BAR;
    }
    if (token >= FIRST_DIFFICULTY) {
      return Kind.DIFFICULTY;
    }
    return token == PAD ? Kind.PAD : token == START ? Kind.START : Kind.END;
  }

  /**
   * The token of a difficulty.
   *
   * @param difficulty how hard
   * @return 3..7
   */
  public static int difficulty(Difficulty difficulty) {
    return FIRST_DIFFICULTY + difficulty.ordinal();
  }

  /**
   * The token of a position.
   *
   * @param position step in the bar, 0..63
   * @return 9..72
   */
  public static int position(int position) {
    if (position < 0 || position >= BeatGrid.STEPS_PER_BAR) {
      throw new IllegalArgumentException("a position is 0..63: " + position);
    }
    return FIRST_POSITION + position;
  }

  /**
   * The token of a note.
   *
   * @param hand which saber
   * @param x column 0..3
   * @param y row 0..2
   * @param direction cut direction 0..8
   * @return 74..181 or 183..290
   */
  public static int note(Hand hand, int x, int y, int direction) {
    if (x < 0 || x >= Note.COLUMNS || y < 0 || y >= Note.ROWS || direction < 0 || direction > 8) {
      throw new IllegalArgumentException(
          "outside the grid: x " + x + ", y " + y + ", direction " + direction);
    }
    return (hand == Hand.LEFT ? FIRST_LEFT : FIRST_RIGHT)
        + (x * Note.ROWS + y) * DIRECTIONS
        + direction;
  }

  /**
   * The token of a resting hand.
   *
   * @param hand which saber
   * @return 73 or 182
   */
  public static int rest(Hand hand) {
    return hand == Hand.LEFT ? LEFT_EMPTY : RIGHT_EMPTY;
  }

  /**
   * Whether a token is a note (not a rest).
   *
   * @param token 0..290
   * @return true for 74..181 and 183..290
   */
  public static boolean isNote(int token) {
    return token >= FIRST_RIGHT || token >= FIRST_LEFT && token < RIGHT_EMPTY;
  }

  /**
   * The note of a token.
   *
   * @param token a token for which {@link #isNote} holds
   * @param beat where the note goes
   * @return the note
   */
  public static Note toNote(int token, double beat) {
    Hand hand = token >= FIRST_RIGHT ? Hand.RIGHT : Hand.LEFT;
    int cell = cell(token);
    return Note.of(beat, cell / Note.ROWS, cell % Note.ROWS, hand, direction(token));
  }

  /**
   * The grid cell of a note token.
   *
   * @param token a token for which {@link #isNote} holds
   * @return {@code x * 3 + y}, 0..11
   */
  public static int cell(int token) {
    return noteIndex(token) / DIRECTIONS;
  }

  /**
   * The cut direction of a note token.
   *
   * @param token a token for which {@link #isNote} holds
   * @return the direction
   */
  public static CutDirection direction(int token) {
    return CutDirection.ofCode(noteIndex(token) % DIRECTIONS);
  }

  private static int noteIndex(int token) {
    if (!isNote(token)) {
      throw new IllegalArgumentException("no note token: " + token);
    }
    return token >= FIRST_RIGHT ? token - FIRST_RIGHT : token - FIRST_LEFT;
  }
}
