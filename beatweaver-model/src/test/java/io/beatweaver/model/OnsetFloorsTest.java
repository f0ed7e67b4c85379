package io.beatweaver.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.quality.OnsetMatch;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnsetFloorsTest {
  /** A step is 62.5 ms: only the step itself is within the 40 ms that a pair may be apart. */
  private static final TempoMap TEMPO = TempoMap.constant(60);

  @Test
  void ofTheMetronomesTheOneThatFitsBestIsTaken() {
    // 32 beats: 4, 8, 16, 32, 64 and 128 ticks for a metronome of 4, 2, 1, 1/2 and 1/4 beats.
    int rows = 32 * 16;
    assertEquals(4, OnsetFloors.of(every(8, 4), rows, 1).metronomeBeats());
    assertEquals(2, OnsetFloors.of(every(2, 16), rows, 1).metronomeBeats());
    assertEquals(1, OnsetFloors.of(every(1, 32), rows, 1).metronomeBeats());
    // A tick a beat would hit 20 of 32 and 40, one a half beat hits 40 of 64 and 40.
    assertEquals(0.5, OnsetFloors.of(every(0.5, 40), rows, 1).metronomeBeats());
    assertEquals(80 / 104.0, OnsetFloors.of(every(0.5, 40), rows, 1).metronome().f1(), 1e-12);
    assertEquals(0.25, OnsetFloors.of(every(0.25, 50), rows, 1).metronomeBeats());
    assertEquals(0.25, OnsetFloors.of(every(0.0625, 500), rows, 1).metronomeBeats());
  }

  @Test
  void theMetronomeHitsWhatIsOnItsTicks() {
    // 20 of 24 onsets are on beats, 4 between them; 64 ticks would hit all, and 40 in vain.
    List<Note> notes = new ArrayList<>(every(1, 20).notes());
    for (int i = 0; i < 4; i++) {
      notes.add(new Note(24.5 + i, 1, 0, Hand.LEFT, 1, 0));
    }
    Beatmap chart = Beatmap.of(Difficulty.EXPERT, TEMPO, notes);
    OnsetFloors floors = OnsetFloors.of(chart, 32 * 16 - 5, 1);
    assertEquals(1, floors.metronomeBeats());
    assertEquals(new OnsetMatch(20, 32, 24), floors.metronome());
    assertEquals(2 * 20 / 56.0, floors.metronome().f1(), 1e-12);
  }

  @Test
  void randomOnsetsHitAsOftenAsChanceSays() {
    int rows = 400;
    int onsets = 80;
    double matched = 0;
    int seeds = 400;
    for (int seed = 0; seed < seeds; seed++) {
      OnsetMatch random = OnsetFloors.of(every(0.25, onsets), rows, seed).random();
      assertEquals(onsets, random.found());
      assertEquals(onsets, random.reference());
      matched += random.matched();
    }
    // Hypergeometric: mean n * n / N = 16, variance 16 * .8 * 320 / 399 = 10.3; of the mean of 400
    // draws the deviation is .16.
    assertEquals(16, matched / seeds, 0.7);
  }

  @Test
  void theSameSeedDrawsTheSame() {
    Beatmap chart = every(0.25, 80);
    assertEquals(OnsetFloors.of(chart, 400, 3), OnsetFloors.of(chart, 400, 3));
    assertNotEquals(
        OnsetFloors.of(chart, 400, 3).random().matched()
            + 100 * OnsetFloors.of(chart, 400, 4).random().matched(),
        OnsetFloors.of(chart, 400, 5).random().matched()
            + 100 * OnsetFloors.of(chart, 400, 6).random().matched());
  }

  @Test
  void withoutNotesOrWithoutASongNothingIsMatched() {
    OnsetFloors empty = OnsetFloors.of(every(1, 0), 640, 1);
    assertEquals(new OnsetMatch(0, 0, 0), empty.random());
    assertEquals(new OnsetMatch(0, 10, 0), empty.metronome());
    OnsetFloors silent = OnsetFloors.of(every(1, 5), 0, 1);
    assertEquals(new OnsetMatch(0, 0, 5), silent.random());
    assertEquals(new OnsetMatch(0, 0, 5), silent.metronome());
  }

  @Test
  void handsTakeTurnsWhereOnePlaysAlone() {
    // L R R L | both | L R: pairs L-R, R-R, R-L, L-R, of which three change.
    List<Note> notes = new ArrayList<>();
    Hand[] hands = {Hand.LEFT, Hand.RIGHT, Hand.RIGHT, Hand.LEFT};
    for (int i = 0; i < hands.length; i++) {
      notes.add(note(i, hands[i]));
    }
    notes.add(note(4, Hand.LEFT));
    notes.add(note(4, Hand.RIGHT));
    notes.add(note(5, Hand.LEFT));
    notes.add(note(6, Hand.RIGHT));
    HandAlternation turns =
        HandAlternation.of(Beatmap.of(Difficulty.EXPERT, TempoMap.constant(120), notes));
    assertEquals(new HandAlternation(4, 3), turns);
    assertEquals(0.75, turns.share());
    assertEquals(new HandAlternation(8, 6), turns.plus(turns));
    assertEquals(0, HandAlternation.of(every(1, 0)).share());
  }

  private static Note note(double beat, Hand hand) {
    return new Note(beat, hand == Hand.LEFT ? 1 : 2, 0, hand, 1, 0);
  }

  /** Notes of one hand, so many beats apart. */
  private static Beatmap every(double beats, int count) {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      notes.add(note(i * beats, Hand.LEFT));
    }
    return Beatmap.of(Difficulty.EXPERT, TEMPO, notes);
  }
}
