package io.beatweaver.level.internal;

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
    content.notes.forEach(note -> moved.notes.add(note.moved(beat)));
    content.bombs.forEach(bomb -> moved.bombs.add(bomb.moved(beat)));
    content.walls.forEach(wall -> moved.walls.add(wall.moved(beat)));
    content.arcs.forEach(arc -> moved.arcs.add(arc.moved(beat)));
    content.chains.forEach(chain -> moved.chains.add(chain.moved(beat)));
    content.laneRotations.forEach(turn -> moved.laneRotations.add(turn.moved(beat)));
    content.njsEvents.forEach(event -> moved.njsEvents.add(event.moved(beat)));
    content.lightEvents.forEach(event -> moved.lightEvents.add(event.moved(beat)));
    content.boosts.forEach(boost -> moved.boosts.add(boost.moved(beat)));
    moved.extras = content.extras;
    moved.lightExtras = content.lightExtras;
    // Both maps rise, so the order of beats stays; equal beats stay equal.
    return moved;
  }
}
