package io.beatweaver.quality.internal;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.quality.HandQuality;
import java.util.List;

/** Walks the swings of one hand; {@link HandQuality} says what is counted. */
public final class Swings {
  /** The longest swing, beats. */
  public static final double ONE_SWING_BEATS = 1 / 8.0;

  private static final double ROUNDING_BEATS = 1e-6;

  private final Hand hand;
  private final List<Note> notes;
  private final List<Bomb> bombs;
  private int nextBomb;
  private Side side;
  private CutDirection lastCut = CutDirection.ANY;
  private Note rest;
  private double restBeat;
  private int swings;
  private int forehand;
  private int backhand;
  private int breaks;
  private int resets;
  private int contradictions;

  private enum Side {
    FOREHAND,
    BACKHAND;

    Side other() {
      return this == FOREHAND ? BACKHAND : FOREHAND;
    }
  }

  private Swings(Beatmap map, Hand hand) {
    this.hand = hand;
    this.notes = map.notes().stream().filter(note -> note.hand() == hand).toList();
    this.bombs = map.bombs();
  }

  /**
   * Counts a hand's swings.
   *
   * @param map the beatmap
   * @param hand whose
   * @return the figures
   */
  public static HandQuality of(Beatmap map, Hand hand) {
    return new Swings(map, hand).walk();
  }

  private HandQuality walk() {
    for (int from = 0; from < notes.size(); ) {
      double end = notes.get(from).beat() + ONE_SWING_BEATS + ROUNDING_BEATS;
      int to = from + 1;
      while (to < notes.size() && notes.get(to).beat() <= end) {
        to++;
      }
      swing(notes.subList(from, to));
      from = to;
    }
    return new HandQuality(
        notes.size(),
        swings,
        forehand,
        backhand,
        breaks,
        resets,
        contradictions,
        Patterns.diversity(notes));
  }

  private void swing(List<Note> swing) {
    swings++;
    if (rest != null && bombAtRestBefore(swing.get(0).beat())) {
      resets++;
      side = null;
      lastCut = CutDirection.ANY;
    }
    CutDirection cut = CutDirection.ANY;
    boolean contradictory = false;
    for (Note note : swing) {
      CutDirection arrow = note.cutOrDot();
      contradictory |= cut.dot(arrow) < 0;
      cut = cut == CutDirection.ANY ? arrow : cut;
    }
    contradictions += contradictory ? 1 : 0;
    turn(cut);
    forehand += side == Side.FOREHAND ? 1 : 0;
    backhand += side == Side.BACKHAND ? 1 : 0;
    lastCut = cut;
    rest = furthest(swing, cut);
    restBeat = swing.get(swing.size() - 1).beat();
  }

  /** Turns the hand for a cut, and counts if it can't. */
  private void turn(CutDirection cut) {
    Side due = side == null ? null : side.other();
    if (cut == CutDirection.ANY) {
      side = due;
      return;
    }
    boolean sideways = cut.dy() == 0;
    Side own = preferred(cut);
    boolean broken = due != null && (!sideways && own != due || lastCut.dot(cut) > 0);
    if (broken) {
      breaks++;
    }
    if (!sideways || due == null) {
      side = own;
    } else if (!broken) {
      side = due;
    }
  }

  private Side preferred(CutDirection cut) {
    int inwards = hand == Hand.LEFT ? 1 : -1;
    boolean fore = cut.dy() == 0 ? cut.dx() == inwards : cut.dy() < 0;
    return fore ? Side.FOREHAND : Side.BACKHAND;
  }

  /** Whether a bomb comes between the last swing and a beat where the hand rests. */
  private boolean bombAtRestBefore(double beat) {
    boolean found = false;
    for (; nextBomb < bombs.size() && bombs.get(nextBomb).beat() < beat; nextBomb++) {
      Bomb bomb = bombs.get(nextBomb);
      int dx = Integer.compare(bomb.x(), rest.x());
      int dy = Integer.compare(bomb.y(), rest.y());
      boolean inTheWay =
          dx == 0 && (dy == 0 || dy == lastCut.dy()) || dy == 0 && dx == lastCut.dx();
      found |= inTheWay && bomb.beat() > restBeat;
    }
    return found;
  }

  private static Note furthest(List<Note> swing, CutDirection cut) {
    Note furthest = swing.get(0);
    for (Note note : swing) {
      if (along(note, cut) >= along(furthest, cut)) {
        furthest = note;
      }
    }
    return furthest;
  }

  private static long along(Note note, CutDirection cut) {
    return (long) note.x() * cut.dx() + (long) note.y() * cut.dy();
  }
}
