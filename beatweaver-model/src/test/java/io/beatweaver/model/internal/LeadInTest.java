package io.beatweaver.model.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.BoostEvent;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.LightEvent;
import io.beatweaver.level.Lightshow;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadInTest {
  private static Beatmap map(TempoMap tempo) {
    List<Note> notes = new ArrayList<>();
    for (int step = 0; step < 200; step++) {
      notes.add(new Note(step / 4.0, step % 4, 0, Hand.LEFT, 1, 0));
    }
    return Beatmap.of(Difficulty.HARD, tempo, notes).toBuilder()
        .bombs(List.of(new Bomb(2.5, 0, 0), new Bomb(30, 3, 0)))
        .walls(List.of(new Wall(6, 5, 0, 0, 1, 5)))
        .arcs(List.of(new Arc(6, 0, 0, Hand.LEFT, 1, 1, 9, 0, 0, 0, 1, 0)))
        .chains(List.of(new Chain(20, 0, 2, Hand.LEFT, 1, 20.25, 0, 0, 4, 1)))
        .lights(
            Lightshow.of(List.of(new LightEvent(0.5, 1, 3, 1)), List.of(new BoostEvent(16, true))))
        .build();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.01, -0.4, -2.5, 1.999, 7.25})
  void everythingKeepsItsSecondAndTheGridItsBars(double offset) {
    TempoMap tempo = TempoMap.ofChanges(120, List.of(new TempoChange(32, 90)), offset);
    LeadIn leadIn = new LeadIn(tempo);
    Beatmap before = map(tempo);
    Beatmap after = leadIn.apply(before);
    assertEquals(0, after.tempo().secondsAt(0));
    List<Note> sounding =
        before.notes().stream().filter(n -> tempo.secondsAt(n.beat()) >= 0).toList();
    assertEquals(sounding.size(), after.notes().size());
    int exact = 0;
    for (int i = 0; i < sounding.size(); i++) {
      double beat = after.notes().get(i).beat();
      assertEquals(tempo.secondsAt(sounding.get(i).beat()), after.tempo().secondsAt(beat), 1e-9);
      exact += beat * 4 == Math.rint(beat * 4) ? 1 : 0;
    }
    // The lead-in ends in the first bar that begins a quarter of a second or more into the audio.
    assertTrue(exact >= sounding.size() - 32, exact + " on the grid");
    Wall wall = after.walls().get(0);
    assertEquals(tempo.secondsAt(11), after.tempo().secondsAt(wall.beat() + wall.duration()), 1e-9);
    assertEquals(tempo.secondsAt(9), after.tempo().secondsAt(after.arcs().get(0).tailBeat()), 1e-9);
    assertEquals(
        tempo.secondsAt(20.25), after.tempo().secondsAt(after.chains().get(0).tailBeat()), 1e-9);
    assertEquals(
        tempo.secondsAt(16), after.tempo().secondsAt(after.lights().boosts().get(0).beat()), 1e-9);
    assertEquals(90, after.tempo().bpmAt(200), 1e-9);
  }

  @Test
  void aSongThatBeginsOnItsBeatStaysAsItIs() {
    Beatmap map = map(TempoMap.constant(120, 0));
    assertSame(map, new LeadIn(map.tempo()).apply(map));
  }
}
