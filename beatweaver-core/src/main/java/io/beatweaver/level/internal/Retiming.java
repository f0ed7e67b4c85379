package io.beatweaver.level.internal;

import io.beatweaver.level.Arc;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.BoostEvent;
import io.beatweaver.level.Chain;
import io.beatweaver.level.LaneRotation;
import io.beatweaver.level.LightEvent;
import io.beatweaver.level.NjsEvent;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.tempo.TempoMap;
import java.util.function.DoubleUnaryOperator;

/** Puts objects on another tempo map so that they keep their seconds. */
final class Retiming {
  /** Maps that differ by less are one, seconds: a twentieth of a sample. */
  private static final double TOLERANCE = 1e-6;

  private Retiming() {}

  /** Whether two maps give the same seconds for every beat. */
  static boolean same(TempoMap a, TempoMap b) {
    return a.equals(b) || agrees(a, b) && agrees(b, a);
  }

  /** Both are straight between anchors: they agree if they do at anchors and beyond the ends. */
  private static boolean agrees(TempoMap anchored, TempoMap other) {
    double[] anchors = anchored.toArray();
    int n = anchors.length;
    boolean agrees = close(anchored, other, anchors[0] - 1000);
    for (int i = 0; i < n; i += 3) {
      agrees &= close(anchored, other, anchors[i]);
      if (i > 0) {
        agrees &= close(anchored, other, (anchors[i - 3] + anchors[i]) / 2);
      }
    }
    return agrees && close(anchored, other, anchors[n - 3] + 1000);
  }

  private static boolean close(TempoMap a, TempoMap b, double beat) {
    return Math.abs(a.secondsAt(beat) - b.secondsAt(beat)) <= TOLERANCE;
  }

  /** The objects at the beats that sound at the same seconds in another map. */
  static DifficultyContent of(DifficultyContent content, TempoMap from, TempoMap to) {
    DoubleUnaryOperator beat = b -> to.beatAt(from.secondsAt(b));
    DifficultyContent moved = new DifficultyContent();
    for (Note n : content.notes) {
      moved.notes.add(
          new Note(
              beat.applyAsDouble(n.beat()),
              n.x(),
              n.y(),
              n.hand(),
              n.direction(),
              n.angleOffset(),
              n.rotation(),
              n.extras()));
    }
    for (Bomb b : content.bombs) {
      moved.bombs.add(
          new Bomb(beat.applyAsDouble(b.beat()), b.x(), b.y(), b.rotation(), b.extras()));
    }
    for (Wall w : content.walls) {
      double start = beat.applyAsDouble(w.beat());
      double end = beat.applyAsDouble(w.beat() + w.duration());
      moved.walls.add(
          new Wall(
              start,
              end - start,
              w.x(),
              w.y(),
              w.width(),
              w.height(),
              w.extensionType(),
              w.rotation(),
              w.extras()));
    }
    content.arcs.forEach(a -> moved.arcs.add(of(a, beat)));
    content.chains.forEach(c -> moved.chains.add(of(c, beat)));
    for (LaneRotation r : content.laneRotations) {
      moved.laneRotations.add(
          new LaneRotation(beat.applyAsDouble(r.beat()), r.early(), r.degrees(), r.extras()));
    }
    for (NjsEvent e : content.njsEvents) {
      moved.njsEvents.add(
          new NjsEvent(
              beat.applyAsDouble(e.beat()), e.extend(), e.easing(), e.delta(), e.extras()));
    }
    for (LightEvent e : content.lightEvents) {
      moved.lightEvents.add(
          new LightEvent(
              beat.applyAsDouble(e.beat()), e.type(), e.value(), e.brightness(), e.extras()));
    }
    for (BoostEvent b : content.boosts) {
      moved.boosts.add(new BoostEvent(beat.applyAsDouble(b.beat()), b.on(), b.extras()));
    }
    moved.extras = content.extras;
    moved.lightExtras = content.lightExtras;
    // Both maps rise, so the order of beats stays; equal beats stay equal.
    return moved;
  }

  private static Arc of(Arc a, DoubleUnaryOperator beat) {
    return new Arc(
        beat.applyAsDouble(a.beat()),
        a.x(),
        a.y(),
        a.hand(),
        a.direction(),
        a.headMultiplier(),
        beat.applyAsDouble(a.tailBeat()),
        a.tailX(),
        a.tailY(),
        a.tailDirection(),
        a.tailMultiplier(),
        a.midAnchor(),
        a.rotation(),
        a.tailRotation(),
        a.extras());
  }

  private static Chain of(Chain c, DoubleUnaryOperator beat) {
    return new Chain(
        beat.applyAsDouble(c.beat()),
        c.x(),
        c.y(),
        c.hand(),
        c.direction(),
        beat.applyAsDouble(c.tailBeat()),
        c.tailX(),
        c.tailY(),
        c.slices(),
        c.squish(),
        c.rotation(),
        c.tailRotation(),
        c.extras());
  }
}
