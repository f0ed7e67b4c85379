package io.beatweaver.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MapQualityTest {
  private static Beatmap map(Note... notes) {
    return Beatmap.of(Difficulty.HARD, TempoMap.constant(60, 0.5), List.of(notes));
  }

  private static Note left(double beat, CutDirection cut) {
    return Note.of(beat, 1, 0, Hand.LEFT, cut);
  }

  private static Note right(double beat, CutDirection cut) {
    return Note.of(beat, 2, 0, Hand.RIGHT, cut);
  }

  @Test
  void countsDensityDoublesAndDots() {
    MapQuality quality =
        MapQuality.of(
            map(
                left(1, CutDirection.DOWN),
                right(1, CutDirection.DOWN),
                left(2, CutDirection.ANY),
                right(3, CutDirection.UP),
                left(3.0005, CutDirection.UP),
                Note.of(3.0005, 0, 1, Hand.LEFT, CutDirection.UP)),
            12);
    assertEquals(6, quality.notes());
    assertEquals(0.5, quality.nps());
    assertEquals(3, quality.onsets());
    assertEquals(2 / 3.0, quality.doublesShare());
    assertEquals(1 / 6.0, quality.dotsShare());
  }

  @Test
  void onsetsAreSecondsOfAudio() {
    assertArrayEquals(
        new double[] {1.5, 2.5},
        MapQuality.onsets(
            map(left(2, CutDirection.UP), left(1, CutDirection.UP), right(1, CutDirection.UP))));
  }

  @Test
  void parityIsTheVerticalSignOfNeighbours() {
    MapQuality quality =
        MapQuality.of(
            map(
                left(1, CutDirection.DOWN),
                left(2, CutDirection.DOWN_LEFT), // the same way: violation
                left(3, CutDirection.UP), // fine
                left(4, CutDirection.ANY), // takes the pair apart
                left(5, CutDirection.UP),
                left(6, CutDirection.LEFT), // no vertical sign
                left(7, CutDirection.UP),
                right(1, CutDirection.UP),
                right(2, CutDirection.DOWN)), // fine
            10);
    assertEquals(3, quality.parityPairs());
    assertEquals(1, quality.parityViolations());
    assertEquals(1 / 3.0, quality.parityViolationRate());
  }

  @Test
  void resetsAreSwingsNotNotes() {
    // A stack of three, a swing back, a sideways repeat, and a slider that begins with a dot.
    MapQuality quality =
        MapQuality.of(
            map(
                Note.of(1, 0, 0, Hand.LEFT, CutDirection.UP),
                Note.of(1, 0, 1, Hand.LEFT, CutDirection.UP),
                Note.of(1.02, 0, 2, Hand.LEFT, CutDirection.ANY),
                left(2, CutDirection.DOWN),
                left(3, CutDirection.RIGHT),
                left(4, CutDirection.UP_RIGHT),
                left(5, CutDirection.ANY),
                left(5.03, CutDirection.UP)),
            10);
    assertEquals(5, quality.swings());
    // RIGHT then UP_RIGHT, and UP_RIGHT then UP.
    assertEquals(2, quality.resets());
    assertEquals(1, quality.parityViolations());
  }

  @Test
  void alignmentIsTheMeanDistanceToTheGrid() {
    MapQuality quality =
        MapQuality.of(
            map(
                left(1, CutDirection.UP),
                left(2 + 1 / 64.0, CutDirection.UP),
                left(3 + 1 / 32.0, CutDirection.UP),
                left(4 - 1 / 64.0, CutDirection.UP)),
            10);
    assertEquals((2 / 64.0 + 1 / 32.0) / 4, quality.beatAlignment(), 1e-15);
  }

  @Test
  void diversityIsTheShareOfDistinctRunsOfFour() {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      notes.add(left(i, i % 2 == 0 ? CutDirection.UP : CutDirection.DOWN));
    }
    // Seven runs, of which two are distinct.
    assertEquals(2 / 7.0, MapQuality.of(map(notes.toArray(Note[]::new)), 10).patternDiversity());
    assertEquals(0, MapQuality.of(map(left(1, CutDirection.UP)), 10).patternDiversity());
  }

  @Test
  void anEmptyMapHasFigures() {
    MapQuality quality = MapQuality.of(map(), 10);
    assertEquals(new MapQuality(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), quality);
    assertEquals(0, quality.parityViolationRate());
  }

  @Test
  void comparesUnderThePublishedNames() {
    Beatmap map = map(left(1, CutDirection.UP), left(2, CutDirection.DOWN));
    Beatmap reference =
        map(
            left(1.03, CutDirection.UP),
            left(2, CutDirection.DOWN),
            left(3, CutDirection.UP),
            left(4, CutDirection.UP));
    Map<String, Double> metrics = MapQuality.compare(map, reference, 10);
    assertEquals(
        List.of(
            "onset_f1",
            "nps_accuracy",
            "nps",
            "beat_alignment",
            "parity_violation_rate",
            "pattern_diversity"),
        List.copyOf(metrics.keySet()));
    assertEquals(2 * 2 / 6.0, metrics.get("onset_f1"), 1e-15);
    assertEquals(0.5, metrics.get("nps_accuracy"), 1e-15);
    assertEquals(0.2, metrics.get("nps"), 1e-15);
    assertEquals(0, MapQuality.npsAccuracy(9, 3));
    assertEquals(0.75, MapQuality.npsAccuracy(5, 4));
  }

  @Test
  void extensionDirectionsAreTakenForDots() {
    MapQuality quality =
        MapQuality.of(
            map(new Note(1, 0, 0, Hand.LEFT, 1045, 0), new Note(2, 0, 0, Hand.LEFT, 1045, 0)), 10);
    assertEquals(0, quality.resets());
    assertEquals(0, quality.parityPairs());
    assertEquals(0, quality.dotsShare());
  }

  @Test
  void bandsRiseWithDifficulty() {
    double last = 0;
    for (Difficulty difficulty : Difficulty.values()) {
      HumanBand band = HumanBand.of(difficulty);
      assertTrue(band.lowNps() > last && band.highNps() > band.lowNps());
      last = band.lowNps();
    }
    assertTrue(HumanBand.of(Difficulty.HARD).contains(3));
    assertFalse(HumanBand.of(Difficulty.HARD).contains(4.1));
    assertFalse(HumanBand.of(Difficulty.EASY).contains(1));
  }

  @Test
  void refusesSongsWithoutLength() {
    assertThrows(IllegalArgumentException.class, () -> MapQuality.of(map(), 0));
    assertThrows(IllegalArgumentException.class, () -> MapQuality.of(map(), Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> MapQuality.npsAccuracy(1, 0));
  }
}
