package io.beatweaver.model.internal.decode;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Note;
import java.util.List;

/**
 * How far a beatmap is from what people play, to choose among candidates. The sum of four shares,
 * all 0 for a beatmap within human habits:
 *
 * <ul>
 *   <li>swings that go to the same side as the hand's last one, of all swings after a first;
 *   <li>notes a second outside the band of the difficulty, as a distance of logarithms;
 *   <li>dots beyond {@value #MOST_DOTS} of all notes;
 *   <li>places where both hands play, of all places, outside {@value #LEAST_DOUBLES} to {@value
 *       #MOST_DOUBLES}.
 * </ul>
 *
 * The bands are the middle four fifths of some 2,500 human difficulties.
 */
public final class Playability {
  private static final double MOST_DOTS = 0.095;
  private static final double LEAST_DOUBLES = 0.08;
  private static final double MOST_DOUBLES = 0.38;

  private Playability() {}

  /**
   * The most playable of some beatmaps.
   *
   * @param candidates at least one
   * @return its index; of equals the first
   */
  public static int best(List<Beatmap> candidates) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < candidates.size(); i++) {
      double penalty = penalty(candidates.get(i));
      if (penalty < least) {
        least = penalty;
        best = i;
      }
    }
    return best;
  }

  /**
   * How far a beatmap is from human habits.
   *
   * @param map of notes in the playing grid
   * @return 0 or more; infinite without notes
   */
  static double penalty(Beatmap map) {
    List<Note> notes = map.notes();
    if (notes.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    CutDirection[] last = new CutDirection[2];
    int swings = 0;
    int sameSide = 0;
    int dots = 0;
    int places = 0;
    double beat = Double.NaN;
    for (Note note : notes) {
      int hand = note.hand().color();
      if (last[hand] != null) {
        swings++;
        sameSide += PlayabilityRules.sameSide(last[hand], note.cut()) ? 1 : 0;
      }
      last[hand] = note.cut();
      dots += note.cut() == CutDirection.ANY ? 1 : 0;
      places += note.beat() != beat ? 1 : 0;
      beat = note.beat();
    }
    double doubles = (notes.size() - places) / (double) places;
    return (swings == 0 ? 0 : sameSide / (double) swings)
        + outsideRate(map)
        + Math.max(0, dots / (double) notes.size() - MOST_DOTS)
        + Math.max(0, Math.max(LEAST_DOUBLES - doubles, doubles - MOST_DOUBLES));
  }

  private static double outsideRate(Beatmap map) {
    List<Note> notes = map.notes();
    double from = map.tempo().secondsAt(notes.get(0).beat());
    double to = map.tempo().secondsAt(notes.get(notes.size() - 1).beat());
    double rate = notes.size() / Math.max(1, to - from);
    return Math.max(
        0,
        Math.max(
            Math.log(lowestRate(map.difficulty()) / rate),
            Math.log(rate / highestRate(map.difficulty()))));
  }

  private static double lowestRate(Difficulty difficulty) {
    return switch (difficulty) {
      case EASY -> 1.09;
      case NORMAL -> 1.66;
      case HARD -> 2.40;
      case EXPERT -> 3.09;
      case EXPERT_PLUS -> 3.91;
    };
  }

  private static double highestRate(Difficulty difficulty) {
    return switch (difficulty) {
      case EASY -> 1.83;
      case NORMAL -> 2.79;
      case HARD -> 4.09;
      case EXPERT -> 5.22;
      case EXPERT_PLUS -> 6.52;
    };
  }
}
