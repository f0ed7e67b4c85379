package io.beatweaver.level.internal;

import io.beatweaver.level.Arc;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Chain;
import io.beatweaver.level.LaneRotation;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import java.util.Arrays;
import java.util.List;

/** Where lane rotations have led to at a beat. Immutable. */
public final class Lanes {
  private final double[] beats;
  private final double[] early;
  private final double[] late;

  /**
   * @param rotations sorted by {@link LaneRotation#ORDER}
   */
  public Lanes(List<LaneRotation> rotations) {
    double[] at = rotations.stream().mapToDouble(LaneRotation::beat).distinct().toArray();
    beats = at;
    early = new double[at.length];
    late = new double[at.length];
    double degrees = 0;
    int next = 0;
    for (int i = 0; i < at.length; i++) {
      for (; next < rotations.size() && rotations.get(next).beat() == at[i]; next++) {
        if (!rotations.get(next).early()) {
          break;
        }
        degrees += rotations.get(next).degrees();
      }
      early[i] = degrees;
      for (; next < rotations.size() && rotations.get(next).beat() == at[i]; next++) {
        degrees += rotations.get(next).degrees();
      }
      late[i] = degrees;
    }
  }

  /**
   * The lane of an object.
   *
   * @param beat where the object is
   * @return degrees clockwise
   */
  public double at(double beat) {
    int i = Arrays.binarySearch(beats, beat);
    if (i >= 0) {
      return early[i];
    }
    return i == -1 ? 0 : late[-i - 2];
  }

  /**
   * Whether these are the lanes that all objects say.
   *
   * @param notes notes
   * @param bombs bombs
   * @param walls walls
   * @param arcs arcs
   * @param chains chains
   * @return true if no object stands elsewhere
   */
  public boolean fit(
      List<Note> notes, List<Bomb> bombs, List<Wall> walls, List<Arc> arcs, List<Chain> chains) {
    return notes.stream().allMatch(n -> n.rotation() == at(n.beat()))
        && bombs.stream().allMatch(b -> b.rotation() == at(b.beat()))
        && walls.stream().allMatch(w -> w.rotation() == at(w.beat()))
        && arcs.stream()
            .allMatch(a -> a.rotation() == at(a.beat()) && a.tailRotation() == at(a.tailBeat()))
        && chains.stream()
            .allMatch(c -> c.rotation() == at(c.beat()) && c.tailRotation() == at(c.tailBeat()));
  }

  /**
   * Turns a note by these lanes.
   *
   * @param n the note
   * @return it, on its lane
   */
  public Note turned(Note n) {
    return new Note(
        n.beat(),
        n.x(),
        n.y(),
        n.hand(),
        n.direction(),
        n.angleOffset(),
        n.rotation() + at(n.beat()),
        n.extras());
  }

  /**
   * Turns a bomb by these lanes.
   *
   * @param b the bomb
   * @return it, on its lane
   */
  public Bomb turned(Bomb b) {
    return new Bomb(b.beat(), b.x(), b.y(), b.rotation() + at(b.beat()), b.extras());
  }

  /**
   * Turns a wall by these lanes.
   *
   * @param w the wall
   * @return it, on its lane
   */
  public Wall turned(Wall w) {
    return new Wall(
        w.beat(),
        w.duration(),
        w.x(),
        w.y(),
        w.width(),
        w.height(),
        w.extensionType(),
        w.rotation() + at(w.beat()),
        w.extras());
  }

  /**
   * Turns an arc by these lanes.
   *
   * @param a the arc
   * @return it, on its lanes
   */
  public Arc turned(Arc a) {
    return new Arc(
        a.beat(),
        a.x(),
        a.y(),
        a.hand(),
        a.direction(),
        a.headMultiplier(),
        a.tailBeat(),
        a.tailX(),
        a.tailY(),
        a.tailDirection(),
        a.tailMultiplier(),
        a.midAnchor(),
        a.rotation() + at(a.beat()),
        a.tailRotation() + at(a.tailBeat()),
        a.extras());
  }

  /**
   * Turns a chain by these lanes.
   *
   * @param c the chain
   * @return it, on its lanes
   */
  public Chain turned(Chain c) {
    return new Chain(
        c.beat(),
        c.x(),
        c.y(),
        c.hand(),
        c.direction(),
        c.tailBeat(),
        c.tailX(),
        c.tailY(),
        c.slices(),
        c.squish(),
        c.rotation() + at(c.beat()),
        c.tailRotation() + at(c.tailBeat()),
        c.extras());
  }
}
