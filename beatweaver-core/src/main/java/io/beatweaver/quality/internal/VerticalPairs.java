package io.beatweaver.quality.internal;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Note;

/**
 * The predecessors' parity: pairs of consecutive notes of a hand by the vertical sign of their cut.
 *
 * @param pairs both notes cut up or down
 * @param violations both cut the same way
 */
public record VerticalPairs(int pairs, int violations) {
  /**
   * Counts a beatmap.
   *
   * @param map the beatmap
   * @return both hands together
   */
  public static VerticalPairs of(Beatmap map) {
    int pairs = 0;
    int violations = 0;
    int[] last = new int[2];
    for (Note note : map.notes()) {
      int hand = note.hand().color();
      int sign = note.cutOrDot().dy();
      pairs += last[hand] != 0 && sign != 0 ? 1 : 0;
      violations += last[hand] != 0 && sign == last[hand] ? 1 : 0;
      last[hand] = sign;
    }
    return new VerticalPairs(pairs, violations);
  }
}
