package io.beatweaver.model.internal.decode;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Note;
import io.beatweaver.quality.HumanBand;
import java.util.List;

/**
 * How far a beatmap is from what people play, to choose among candidates. The sum of four shares,
 * all 0 for a beatmap within human habits:
 *
 * <ul>
 *   <li>swings that go to the same side as the hand's last one, of all swings after a first;
 *   <li>notes a second outside the band of the difficulty, as a distance of logarithms;
 *   <li>dots beyond {@value HumanBand#HIGH_DOTS_SHARE} of all notes;
 *   <li>places where both hands play, of all places, outside {@value HumanBand#LOW_DOUBLES_SHARE}
 *       to {@value HumanBand#HIGH_DOUBLES_SHARE}.
 * </ul>
 *
 * The bands are those of {@link HumanBand}.
 */
public final class Playability {
  /** What a beatmap without notes is charged, more than any with notes. */
  public static final double EMPTY = 100;

  private Playability() {}

  /**
   * The most playable of some beatmaps.
   *
   * @param candidates at least one
   * @return its index; of equals the first
   */
  public static int best(List<Beatmap> candidates) {
    return bestTogether(List.of(candidates));
  }

  /**
   * The try that is the most playable over several difficulties.
   *
   * @param tries of each difficulty the same number of beatmaps, at least one
   * @return the index with the least sum of penalties; of equals the first
   */
  public static int bestTogether(List<List<Beatmap>> tries) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < tries.get(0).size(); i++) {
      double sum = 0;
      for (List<Beatmap> difficulty : tries) {
        sum += penalty(difficulty.get(i));
      }
      if (sum < least) {
        least = sum;
        best = i;
      }
    }
    return best;
  }

  /**
   * How far a beatmap is from human habits.
   *
   * @param map the beatmap; notes outside the playing grid don't count
   * @return 0 or more; {@link #EMPTY} without notes
   */
  public static double penalty(Beatmap map) {
    List<Note> notes = map.notes().stream().filter(Note::inGrid).toList();
    if (notes.isEmpty()) {
      return EMPTY;
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
        + outsideRate(map, notes)
        + Math.max(0, dots / (double) notes.size() - HumanBand.HIGH_DOTS_SHARE)
        + Math.max(
            0,
            Math.max(
                HumanBand.LOW_DOUBLES_SHARE - doubles, doubles - HumanBand.HIGH_DOUBLES_SHARE));
  }

  private static double outsideRate(Beatmap map, List<Note> notes) {
    double from = map.tempo().secondsAt(notes.get(0).beat());
    double to = map.tempo().secondsAt(notes.get(notes.size() - 1).beat());
    double rate = notes.size() / Math.max(1, to - from);
    HumanBand band = HumanBand.of(map.difficulty());
    return Math.max(0, Math.max(Math.log(band.lowNps() / rate), Math.log(rate / band.highNps())));
  }
}
