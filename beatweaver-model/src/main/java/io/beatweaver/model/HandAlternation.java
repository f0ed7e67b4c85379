package io.beatweaver.model;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import java.util.List;

/**
 * How the hands of a beatmap take turns, counted over neighbouring onsets at each of which one hand
 * alone plays. Notes on one 1/16 beat are one onset.
 *
 * @param pairs neighbouring onsets of one hand each
 * @param changes those of the pairs that go from one hand to the other
 */
public record HandAlternation(int pairs, int changes) {
  private static final int LEFT = 1;
  private static final int RIGHT = 2;

  /**
   * Counts.
   *
   * @param map the beatmap
   * @return its turns
   */
  public static HandAlternation of(Beatmap map) {
    List<Note> notes = map.notes();
    int pairs = 0;
    int changes = 0;
    int before = 0;
    for (int i = 0; i < notes.size(); ) {
      long step = BeatGrid.nearestStep(notes.get(i).beat());
      int hands = 0;
      for (; i < notes.size() && BeatGrid.nearestStep(notes.get(i).beat()) == step; i++) {
        hands |= notes.get(i).hand() == Hand.LEFT ? LEFT : RIGHT;
      }
      boolean alone = hands != (LEFT | RIGHT);
      if (alone && before != 0) {
        pairs++;
        changes += hands == before ? 0 : 1;
      }
      before = alone ? hands : 0;
    }
    return new HandAlternation(pairs, changes);
  }

  /**
   * This and another beatmap's together.
   *
   * @param other the other's
   * @return the sums
   */
  public HandAlternation plus(HandAlternation other) {
    return new HandAlternation(pairs + other.pairs, changes + other.changes);
  }

  /**
   * How often the hands change.
   *
   * @return 0..1, 0 without pairs
   */
  public double share() {
    return pairs == 0 ? 0 : changes / (double) pairs;
  }
}
