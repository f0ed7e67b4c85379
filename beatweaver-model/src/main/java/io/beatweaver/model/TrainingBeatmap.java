package io.beatweaver.model;

import io.beatweaver.level.Difficulty;
import io.beatweaver.token.Vocabulary;
import java.util.Objects;

/**
 * A beatmap to learn from: {@code START DIFF (BAR (POS LEFT RIGHT)*)* END}, kept at two bytes a
 * token and four a bar. Immutable; safe for several threads.
 */
public final class TrainingBeatmap {
  private final Difficulty difficulty;
  private final short[] tokens;
  private final int[] barStarts;
  private final long leftOutNotes;

  /**
   * A beatmap.
   *
   * @param difficulty how hard
   * @param tokens its tokens, which are copied
   * @param barStarts for each bar the index of its BAR token, rising; copied
   * @param leftOutNotes notes of the beatmap that are not among the tokens, see {@link
   *     TrainingSong#of}
   * @throws IllegalArgumentException if a token is none, there is no bar, bars aren't where they're
   *     said to be, or the last token isn't END
   */
  public TrainingBeatmap(Difficulty difficulty, int[] tokens, int[] barStarts, long leftOutNotes) {
    this.difficulty = Objects.requireNonNull(difficulty, "difficulty");
    this.tokens = new short[tokens.length];
    this.barStarts = barStarts.clone();
    this.leftOutNotes = leftOutNotes;
    int bars = 0;
    for (int i = 0; i < tokens.length; i++) {
      if (Vocabulary.kind(tokens[i]) == Vocabulary.Kind.BAR) {
        if (bars == barStarts.length || barStarts[bars] != i) {
          throw new IllegalArgumentException("bar " + bars + " begins at token " + i);
        }
        bars++;
      }
      this.tokens[i] = (short) tokens[i];
    }
    if (bars == 0 || bars != barStarts.length || tokens[tokens.length - 1] != Vocabulary.END) {
      throw new IllegalArgumentException(
          "a beatmap has at least one bar, all that are named, and ends with END");
    }
  }

  /**
   * How hard.
   *
   * @return the difficulty
   */
  public Difficulty difficulty() {
    return difficulty;
  }

  /**
   * Number of bars.
   *
   * @return at least 1
   */
  public int bars() {
    return barStarts.length;
  }

  /**
   * Where a bar begins.
   *
   * @param bar 0..bars; their number gives the index after the last token, END included
   * @return the index of the bar's BAR token
   */
  public int barStart(int bar) {
    return bar == barStarts.length ? tokens.length : barStarts[bar];
  }

  /**
   * A token.
   *
   * @param index 0..{@code barStart(bars()) - 1}
   * @return the token, 0..290
   */
  public int token(int index) {
    return tokens[index];
  }

  /**
   * Copies tokens.
   *
   * @param from the first one's index
   * @param to the index after the last one's
   * @param target receives them
   * @param targetOffset where in the target the first goes
   */
  public void copyTokens(int from, int to, int[] target, int targetOffset) {
    for (int i = from; i < to; i++) {
      target[targetOffset + i - from] = tokens[i];
    }
  }

  /**
   * All tokens.
   *
   * @return a new array
   */
  public int[] tokens() {
    int[] copy = new int[tokens.length];
    copyTokens(0, copy.length, copy, 0);
    return copy;
  }

  /**
   * For each bar the index of its BAR token.
   *
   * @return a new array
   */
  public int[] barStarts() {
    return barStarts.clone();
  }

  /**
   * Notes of the beatmap that are not among the tokens.
   *
   * @return at least 0
   */
  public long leftOutNotes() {
    return leftOutNotes;
  }
}
