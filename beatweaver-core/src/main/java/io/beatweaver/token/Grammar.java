package io.beatweaver.token;

import io.beatweaver.grid.BeatGrid;

/**
 * What may follow what. Tokenizer, decoder mask and tests all ask this one object.
 *
 * <p>A state is an int, so that thousands of them fit in an array and none is ever shared by
 * mistake: begin with {@link #INITIAL}, go on with {@link #next}. The rules:
 *
 * <ul>
 *   <li>{@code START}, then a difficulty, then {@code BAR};
 *   <li>inside a bar {@code POS LEFT RIGHT}, positions strictly rising;
 *   <li>not both hands empty, not both in one cell;
 *   <li>{@code END} in the song's last bar and nowhere else, where no further {@code BAR} may come.
 * </ul>
 *
 * Whether a bar is the song's last is known to the caller alone, who says so with {@code lastBar}.
 */
public final class Grammar {
  /** The state before the first token. */
  public static final int INITIAL = 0;

  private static final int EXPECT_START = 0;
  private static final int EXPECT_DIFFICULTY = 1;
  private static final int EXPECT_FIRST_BAR = 2;
  private static final int IN_BAR = 3;
  private static final int EXPECT_LEFT = 4;
  private static final int EXPECT_RIGHT = 5;
  private static final int DONE = 6;

  /** No cell: the left hand rests. */
  private static final int NO_CELL = 15;

  private Grammar() {}

  /**
   * Whether a token may come.
   *
   * @param state the state so far
   * @param token 0..290
   * @param lastBar whether the bar at hand is the song's last
   * @return true if it may
   */
  public static boolean allows(int state, int token, boolean lastBar) {
    return switch (phase(state)) {
      case EXPECT_START -> token == Vocabulary.START;
      case EXPECT_DIFFICULTY -> token >= Vocabulary.FIRST_DIFFICULTY && token < Vocabulary.BAR;
      case EXPECT_FIRST_BAR -> token == Vocabulary.BAR;
      case IN_BAR ->
          token == Vocabulary.BAR && !lastBar
              || token == Vocabulary.END && lastBar
              || token >= Vocabulary.FIRST_POSITION + position(state) + 1
                  && token < Vocabulary.LEFT_EMPTY;
      case EXPECT_LEFT -> token >= Vocabulary.LEFT_EMPTY && token < Vocabulary.RIGHT_EMPTY;
      case EXPECT_RIGHT ->
          token == Vocabulary.RIGHT_EMPTY
              ? leftCell(state) != NO_CELL
              : token >= Vocabulary.FIRST_RIGHT
                  && token < Vocabulary.SIZE
                  && Vocabulary.cell(token) != leftCell(state);
      default -> false;
    };
  }

  /**
   * Fills the mask of all tokens that may come.
   *
   * @param state the state so far
   * @param lastBar whether the bar at hand is the song's last
   * @param mask receives one value a token, length {@link Vocabulary#SIZE} or more
   */
  public static void allowed(int state, boolean lastBar, boolean[] mask) {
    for (int token = 0; token < Vocabulary.SIZE; token++) {
      mask[token] = allows(state, token, lastBar);
    }
  }

  /**
   * The state after a token. END and BAR are both taken after a bar here; use {@link #allows} to
   * refuse what the song's length rules out.
   *
   * @param state the state so far
   * @param token the token that came
   * @return the next state
   * @throws IllegalArgumentException if the token may not come, with the reason
   */
  public static int next(int state, int token) {
    if (!allows(state, token, false) && !allows(state, token, true)) {
      throw new IllegalArgumentException("token " + token + " may not follow: " + expects(state));
    }
    return switch (phase(state)) {
      case EXPECT_START -> EXPECT_DIFFICULTY;
      case EXPECT_DIFFICULTY -> EXPECT_FIRST_BAR;
      case EXPECT_LEFT ->
          pack(
              EXPECT_RIGHT,
              position(state),
              Vocabulary.isNote(token) ? Vocabulary.cell(token) : NO_CELL);
      case EXPECT_RIGHT -> pack(IN_BAR, position(state), NO_CELL);
      default ->
          token == Vocabulary.BAR
              ? pack(IN_BAR, -1, NO_CELL)
              : token == Vocabulary.END
                  ? DONE
                  : pack(EXPECT_LEFT, token - Vocabulary.FIRST_POSITION, NO_CELL);
    };
  }

  /**
   * Whether a timing token (position, BAR or END) comes next.
   *
   * @param state the state so far
   * @return true inside a bar, between positions
   */
  public static boolean expectsTiming(int state) {
    return phase(state) == IN_BAR;
  }

  /**
   * Whether nothing more may come.
   *
   * @param state the state so far
   * @return true after END
   */
  public static boolean isDone(int state) {
    return phase(state) == DONE;
  }

  /**
   * The last position in the bar at hand.
   *
   * @param state the state so far
   * @return 0..63, or -1 if the bar has none yet
   */
  public static int position(int state) {
    return (state >> 3 & 0x7f) - 1;
  }

  /**
   * What a state waits for, in words.
   *
   * @param state any state
   * @return a phrase for messages
   */
  public static String expects(int state) {
    return switch (phase(state)) {
      case EXPECT_START -> "START is due";
      case EXPECT_DIFFICULTY -> "a difficulty is due";
      case EXPECT_FIRST_BAR -> "BAR is due";
      case IN_BAR ->
          "BAR, END or a position after "
              + position(state)
              + " (of "
              + BeatGrid.STEPS_PER_BAR
              + ") is due";
      case EXPECT_LEFT -> "the left hand is due";
      case EXPECT_RIGHT ->
          leftCell(state) == NO_CELL
              ? "a note of the right hand is due, for the left one rests"
              : "the right hand is due, outside cell " + leftCell(state);
      default -> "the beatmap has ended";
    };
  }

  private static int phase(int state) {
    return state & 7;
  }

  private static int leftCell(int state) {
    return state >> 10 & 15;
  }

  private static int pack(int phase, int position, int leftCell) {
    return phase | position + 1 << 3 | leftCell << 10;
  }
}
