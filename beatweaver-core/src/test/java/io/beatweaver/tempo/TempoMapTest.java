package io.beatweaver.tempo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TempoMapTest {
  @Test
  void oneTempo() {
    TempoMap map = TempoMap.constant(120, 0.25);
    assertEquals(0.25, map.secondsAt(0));
    assertEquals(2.25, map.secondsAt(4));
    assertEquals(-0.25, map.secondsAt(-1));
    assertEquals(4, map.beatAt(2.25));
    assertEquals(-0.5, map.beatAt(0));
    assertEquals(120, map.bpmAt(1000));
    assertTrue(map.isConstant());
  }

  @Test
  void beatsAreCountedAtTheTempoInForce() {
    // 8 beats at 120 are 4 s, 2 at 60 are 2 s, 8 at 240 are 2 s.
    TempoMap map =
        TempoMap.ofChanges(120, List.of(new TempoChange(10, 240), new TempoChange(8, 60)), -1);
    assertEquals(3, map.secondsAt(8));
    assertEquals(4, map.secondsAt(9));
    assertEquals(5, map.secondsAt(10));
    assertEquals(7, map.secondsAt(18));
    assertEquals(-1.5, map.secondsAt(-1));
    assertEquals(9, map.beatAt(4));
    assertEquals(18, map.beatAt(7));
    assertEquals(120, map.bpmAt(7.999));
    assertEquals(60, map.bpmAt(8));
    assertEquals(240, map.bpmAt(11));
    assertFalse(map.isConstant());
    assertEquals(
        List.of(new TempoChange(0, 120), new TempoChange(8, 60), new TempoChange(10, 240)),
        map.changes());
  }

  @Test
  void aChangeAtTheStartReplacesTheBase() {
    assertEquals(
        TempoMap.constant(60), TempoMap.ofChanges(120, List.of(new TempoChange(0, 60)), 0));
    assertEquals(
        TempoMap.constant(60), TempoMap.ofChanges(120, List.of(new TempoChange(-4, 60)), 0));
    assertEquals(
        TempoMap.constant(90),
        TempoMap.ofChanges(120, List.of(new TempoChange(0, 60), new TempoChange(0, 90)), 0));
    assertEquals(
        TempoMap.constant(90),
        TempoMap.ofChanges(120, List.of(new TempoChange(0, 90), new TempoChange(-1, 60)), 0));
  }

  @Test
  void changesThatChangeNothingAreNone() {
    TempoMap map =
        TempoMap.ofChanges(
            120,
            List.of(new TempoChange(4, 120), new TempoChange(8, 60), new TempoChange(9, 60)),
            0);
    assertEquals(TempoMap.ofChanges(120, List.of(new TempoChange(8, 60)), 0), map);
    assertEquals(2, map.changes().size());
    assertEquals(map.hashCode(), TempoMap.fromArray(map.toArray()).hashCode());
  }

  @Test
  void regionsTieBeatsToTheAudio() {
    TempoMap map =
        TempoMap.ofRegions(
            List.of(new TempoRegion(6, 8, 8, 10), new TempoRegion(1, 5, 0, 8)), 30, 0.5);
    assertEquals(1.5, map.secondsAt(0));
    assertEquals(1, map.secondsAt(-1));
    assertEquals(3.5, map.secondsAt(4));
    // From 5.5 to 6.5 s of the audio there is a gap, beat 8 begins after it.
    assertEquals(6.5, map.secondsAt(8));
    assertEquals(7.5, map.secondsAt(9));
    assertEquals(10.5, map.secondsAt(11));
    assertEquals(120, map.bpmAt(4));
    assertEquals(60, map.bpmAt(9));
    assertEquals(30, map.bpmAt(100));
    assertEquals(4, map.beatAt(3.5));
    assertEquals(9, map.beatAt(7.5));
    assertEquals(11, map.beatAt(10.5));
  }

  @Test
  void beatsComeBackFromSeconds() {
    Random random = new Random(1);
    for (int run = 0; run < 300; run++) {
      List<TempoChange> changes = new ArrayList<>();
      for (int i = random.nextInt(20); i > 0; i--) {
        changes.add(new TempoChange(random.nextDouble() * 500, 20 + random.nextDouble() * 400));
      }
      TempoMap map = TempoMap.ofChanges(60 + random.nextInt(200), changes, random.nextDouble());
      double last = Double.NEGATIVE_INFINITY;
      for (double beat = -10; beat < 600; beat += 1 + random.nextDouble() * 10) {
        double seconds = map.secondsAt(beat);
        assertTrue(seconds > last);
        last = seconds;
        assertEquals(beat, map.beatAt(seconds), 1e-9);
      }
      assertEquals(map, TempoMap.fromArray(map.toArray()));
      // By hand: the time between two beats is the sum over the stretches of one tempo.
      double expected = map.secondsAt(0);
      List<TempoChange> stretches = map.changes();
      for (int i = 0; i < stretches.size(); i++) {
        double from = stretches.get(i).beat();
        double to = i + 1 < stretches.size() ? stretches.get(i + 1).beat() : 600;
        expected += (to - from) * 60 / stretches.get(i).bpm();
      }
      assertEquals(expected, map.secondsAt(600), 1e-9);
    }
  }

  @Test
  void refusesWhatIsNoTempo() {
    assertThrows(IllegalArgumentException.class, () -> TempoMap.constant(0));
    assertThrows(IllegalArgumentException.class, () -> TempoMap.constant(-1));
    assertThrows(IllegalArgumentException.class, () -> TempoMap.constant(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> TempoMap.constant(1e9));
    assertThrows(
        IllegalArgumentException.class, () -> TempoMap.constant(120, Double.POSITIVE_INFINITY));
    assertThrows(IllegalArgumentException.class, () -> new TempoChange(Double.NaN, 120));
    assertThrows(IllegalArgumentException.class, () -> new TempoChange(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new TempoRegion(1, 1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new TempoRegion(0, 1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new TempoRegion(0, Double.NaN, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> TempoMap.ofRegions(List.of(), 120, 0));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            TempoMap.ofRegions(
                List.of(new TempoRegion(0, 2, 0, 4), new TempoRegion(1, 3, 4, 8)), 120, 0));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            TempoMap.ofRegions(
                List.of(new TempoRegion(0, 2, 0, 4), new TempoRegion(2, 3, 3, 8)), 120, 0));
    // Shorter than what rounding is forgiven: its anchors would not rise.
    assertThrows(
        IllegalArgumentException.class,
        () ->
            TempoMap.ofRegions(
                List.of(new TempoRegion(0, 1e-6, 0, 5e-7), new TempoRegion(1e-6, 1, 0, 2)),
                120,
                0));
    for (double[] flat :
        new double[][] {{}, {0, 0}, {0, 0, 0}, {1, 0, 60, 1, 1, 60}, {0, 5, 60, 1, 4, 60}}) {
      assertThrows(IllegalArgumentException.class, () -> TempoMap.fromArray(flat));
    }
  }

  @Test
  void mapsAreEqualByTheirAnchors() {
    TempoMap map = TempoMap.ofChanges(120, List.of(new TempoChange(4, 90)), 0);
    assertEquals(map, TempoMap.ofChanges(120, List.of(new TempoChange(4, 90)), 0));
    assertNotEquals(map, TempoMap.ofChanges(120, List.of(new TempoChange(4, 91)), 0));
    assertNotEquals(map, TempoMap.ofChanges(120, List.of(new TempoChange(5, 90)), 0));
    assertNotEquals(map, TempoMap.ofChanges(120, List.of(new TempoChange(4, 90)), 1));
    assertTrue(map.toString().contains("90"));
  }

  @Test
  void regionsOfOneTempoAreOneTempo() {
    TempoMap map =
        TempoMap.ofRegions(
            List.of(new TempoRegion(.5, 16.5, 0, 32), new TempoRegion(16.5, 32.5, 32, 64)), 120, 0);
    assertTrue(map.isConstant());
    assertEquals(TempoMap.constant(120, .5), map);
  }

  @Test
  void aRegionOfTheSongsOwnTempoIsExactlyThat() {
    double end = 3 + 7_654_321 / 44_100.0;
    TempoRegion region = new TempoRegion(3, end, 0, (end - 3) * 133 / 60 * (1 + 1e-15));
    assertEquals(TempoMap.constant(133, 3), TempoMap.ofRegions(List.of(region), 133, 0));
    assertNotEquals(133, TempoMap.ofRegions(List.of(region), 133.001, 0).bpmAt(0));
  }

  @Test
  void regionsMayOverlapByASample() {
    double sample = 1 / 44_100.0;
    TempoRegion first = new TempoRegion(0, 16 + sample, 0, 32);
    TempoMap map = TempoMap.ofRegions(List.of(first, new TempoRegion(16, 32, 32, 48)), 60, 0);
    assertEquals(16, map.secondsAt(32), 1e-12);
    assertEquals(20, map.secondsAt(36), 1e-9);
    assertTrue(first.overlaps(new TempoRegion(15.9, 32, 32, 48)));
    assertTrue(first.overlaps(new TempoRegion(17, 32, 31.9, 48)));
    assertFalse(first.overlaps(new TempoRegion(17, 32, 40, 48)));
  }
}
