package io.beatweaver.model;

import io.beatweaver.level.Difficulty;
import io.beatweaver.token.Vocabulary;

/**
 * A beatmap to learn from. The arrays are not copied: nobody may change them.
 *
 * @param difficulty how hard
 * @param tokens {@code START DIFF (BAR (POS LEFT RIGHT)*)* END}
 * @param barStarts for each bar the index of its BAR token
 * @param leftOutNotes notes of the beatmap that are not among the tokens, see {@link
 *     TrainingSong#of}
 */
public record TrainingBeatmap(
    Difficulty difficulty, int[] tokens, int[] barStarts, long leftOutNotes) {
  /** Refuses bars that aren't where they're said to be. */
  public TrainingBeatmap {
    if (barStarts.length == 0 || tokens[tokens.length - 1] != Vocabulary.END) {
      throw new IllegalArgumentException("a beatmap has at least one bar and ends with END");
    }
    for (int start : barStarts) {
      if (tokens[start] != Vocabulary.BAR) {
        throw new IllegalArgumentException("no BAR at token " + start);
      }
    }
  }

  /**
   * Number of bars.
   *
   * @return at least 1
   */
  public int bars() {
    return barStarts.length;
  }
}
