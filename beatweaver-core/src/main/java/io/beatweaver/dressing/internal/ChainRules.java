package io.beatweaver.dressing.internal;

import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Chain;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A chain draws a strong single note out by a quarter of a beat, in its own direction, where the
 * hand has nothing else to do for a beat and the other hand is not in the way. At most one in
 * {@link #BEATS_APART} beats.
 */
public final class ChainRules {
  static final double TAIL_BEATS = 0.25;
  static final double FREE_BEATS = 1;
  static final double BEATS_APART = 8;
  private static final double STRONG = 0.9;
  private static final int SLICES = 4;

  private ChainRules() {}

  /**
   * The chains of a beatmap.
   *
   * @param map its notes
   * @param arcs the arcs that it is to have: a note is the head of one or the other
   * @param loudness of the song
   * @return chains, by beat
   */
  public static List<Chain> chains(Beatmap map, List<Arc> arcs, Loudness loudness) {
    Set<Place> tied = new HashSet<>();
    for (Arc arc : arcs) {
      tied.add(new Place(arc.hand(), arc.beat()));
      tied.add(new Place(arc.hand(), arc.tailBeat()));
    }
    List<Note> notes = map.notes();
    double[] next = nextOfHand(notes);
    List<Chain> chains = new ArrayList<>();
    double free = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < notes.size(); i++) {
      Note note = notes.get(i);
      if (note.beat() >= free
          && note.inGrid()
          && note.direction() != CutDirection.ANY.code()
          && next[i] - note.beat() >= FREE_BEATS
          && loudness.near(note.beat()) >= STRONG
          && !tied.contains(new Place(note.hand(), note.beat()))
          && alone(notes, i)) {
        Chain chain = chain(note);
        if (chain != null) {
          chains.add(chain);
          free = note.beat() + BEATS_APART;
        }
      }
    }
    return chains;
  }

  private record Place(Hand hand, double beat) {}

  /** When each note's hand is due again. */
  private static double[] nextOfHand(List<Note> notes) {
    double[] next = new double[notes.size()];
    double[] later = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    for (int i = notes.size() - 1; i >= 0; i--) {
      Note note = notes.get(i);
      next[i] = later[note.hand().ordinal()];
      later[note.hand().ordinal()] = note.beat();
    }
    return next;
  }

  /** No other note from a quarter before the head to a quarter behind the tail. */
  private static boolean alone(List<Note> notes, int i) {
    double beat = notes.get(i).beat();
    boolean before = i > 0 && notes.get(i - 1).beat() > beat - TAIL_BEATS;
    boolean after = i + 1 < notes.size() && notes.get(i + 1).beat() <= beat + 2 * TAIL_BEATS;
    return !before && !after;
  }

  /** As long as the grid allows, at most two cells; null where the next cell is outside. */
  private static Chain chain(Note note) {
    CutDirection cut = CutDirection.ofCode(note.direction());
    for (int cells = 2; cells >= 1; cells--) {
      int x = note.x() + cells * cut.dx();
      int y = note.y() + cells * cut.dy();
      if (x >= 0 && x < Note.COLUMNS && y >= 0 && y < Note.ROWS) {
        return new Chain(
            note.beat(),
            note.x(),
            note.y(),
            note.hand(),
            note.direction(),
            note.beat() + TAIL_BEATS,
            x,
            y,
            SLICES,
            1);
      }
    }
    return null;
  }
}
