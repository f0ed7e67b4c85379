package io.beatweaver.level.internal;

import io.beatweaver.level.LaneRotation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lane rotations that lead objects to the lanes they stand on, for formats in which objects don't
 * say it themselves.
 *
 * @param rotations the turns, sorted
 * @param moved how many objects are on another lane than the first one of their beat
 */
record LaneTurns(List<LaneRotation> rotations, long moved) {
  private record Stand(double beat, double degrees) {}

  /**
   * The turns of a file: the beatmap's own if they lead every object to its lane, new ones
   * otherwise.
   */
  static LaneTurns of(DifficultyContent content) {
    Lanes lanes = new Lanes(content.laneRotations);
    if (lanes.fit(content.notes, content.bombs, content.walls, content.arcs, content.chains)) {
      return new LaneTurns(content.laneRotations, 0);
    }
    List<Stand> stands = new ArrayList<>();
    content.notes.forEach(n -> stands.add(new Stand(n.beat(), n.rotation())));
    content.bombs.forEach(b -> stands.add(new Stand(b.beat(), b.rotation())));
    content.walls.forEach(w -> stands.add(new Stand(w.beat(), w.rotation())));
    content.arcs.forEach(a -> stands.add(new Stand(a.beat(), a.rotation())));
    content.chains.forEach(c -> stands.add(new Stand(c.beat(), c.rotation())));
    content.arcs.forEach(a -> stands.add(new Stand(a.tailBeat(), a.tailRotation())));
    content.chains.forEach(c -> stands.add(new Stand(c.tailBeat(), c.tailRotation())));
    stands.sort(Comparator.comparingDouble(Stand::beat));
    List<LaneRotation> turns = new ArrayList<>();
    long moved = 0;
    double current = 0;
    for (int i = 0; i < stands.size(); i++) {
      Stand stand = stands.get(i);
      if (i > 0 && stands.get(i - 1).beat == stand.beat) {
        moved += stand.degrees == current ? 0 : 1;
      } else if (stand.degrees != current) {
        turns.add(new LaneRotation(stand.beat, true, stand.degrees - current));
        current = stand.degrees;
      }
    }
    return new LaneTurns(turns, moved);
  }
}
