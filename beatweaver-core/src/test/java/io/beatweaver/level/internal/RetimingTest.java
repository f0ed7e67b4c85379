package io.beatweaver.level.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.Arc;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import io.beatweaver.tempo.TempoRegion;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetimingTest {
  @Test
  void everyBeginningAndEndKeepsItsSeconds() {
    TempoMap from = TempoMap.constant(120, 1);
    // A beat of 120 BPM is two of 240; beat 0 sounds a second earlier.
    TempoMap to = TempoMap.constant(240, 0);
    DifficultyContent content = new DifficultyContent();
    content.notes.add(new Note(2, 1, 2, Hand.RIGHT, 3, 15));
    content.bombs.add(new Bomb(3, 1, 2));
    content.walls.add(new Wall(4, 2, 0, 1, 2, 3));
    content.arcs.add(new Arc(5, 0, 1, Hand.LEFT, 2, 0.5, 6, 3, 2, 1, 0.25, 1));
    content.chains.add(new Chain(7, 0, 1, Hand.LEFT, 2, 7.5, 3, 2, 5, 0.5));
    DifficultyContent moved = Retiming.of(content, from, to);
    assertEquals(List.of(new Note(8, 1, 2, Hand.RIGHT, 3, 15)), moved.notes);
    assertEquals(List.of(new Bomb(10, 1, 2)), moved.bombs);
    assertEquals(List.of(new Wall(12, 4, 0, 1, 2, 3)), moved.walls);
    assertEquals(List.of(new Arc(14, 0, 1, Hand.LEFT, 2, 0.5, 16, 3, 2, 1, 0.25, 1)), moved.arcs);
    assertEquals(List.of(new Chain(18, 0, 1, Hand.LEFT, 2, 19, 3, 2, 5, 0.5)), moved.chains);
  }

  @Test
  void mapsAreOneIfTheirSecondsAre() {
    TempoMap plain = TempoMap.constant(120);
    TempoMap regions = TempoMap.ofRegions(List.of(new TempoRegion(0, 10, 0, 20)), 120, 0);
    assertTrue(Retiming.same(plain, regions));
    assertTrue(Retiming.same(regions, plain));
    assertFalse(Retiming.same(plain, TempoMap.constant(120, 1e-3)));
    TempoMap changed = TempoMap.ofChanges(120, List.of(new TempoChange(500, 121)), 0);
    assertFalse(Retiming.same(plain, changed));
    assertFalse(Retiming.same(changed, plain));
    TempoMap detour =
        TempoMap.ofChanges(
            120,
            List.of(new TempoChange(4, 60), new TempoChange(5, 240), new TempoChange(7, 120)),
            0);
    assertEquals(plain.secondsAt(100), detour.secondsAt(100), 1e-9);
    assertFalse(Retiming.same(plain, detour));
  }
}
