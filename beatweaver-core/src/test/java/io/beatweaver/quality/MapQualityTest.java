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
  void notesBehindOneInTheMiddleAreHidden() {
    // 60 BPM: a beat is a second.
    MapQuality quality =
        MapQuality.of(
            map(
                Note.of(1, 1, 1, Hand.LEFT, CutDirection.DOWN),
                Note.of(1.1, 0, 0, Hand.LEFT, CutDirection.DOWN), // the same swing
                Note.of(1.2, 0, 2, Hand.LEFT, CutDirection.UP), // hidden
                Note.of(1.2, 2, 2, Hand.RIGHT, CutDirection.UP), // in the other half
                Note.of(1.25, 1, 0, Hand.RIGHT, CutDirection.UP), // hidden, whatever the hand
                Note.of(1.3, 0, 0, Hand.LEFT, CutDirection.UP), // late enough
                Note.of(5, 2, 1, Hand.RIGHT, CutDirection.DOWN),
                Note.of(5.2, 2, 1, Hand.RIGHT, CutDirection.UP), // hidden, and hides
                Note.of(5.4, 3, 0, Hand.RIGHT, CutDirection.DOWN), // hidden
                Note.of(5.65, 1000, 0, Hand.RIGHT, CutDirection.DOWN), // nowhere
                Note.of(9, 1, 0, Hand.LEFT, CutDirection.DOWN), // hides nothing
                Note.of(9.2, 1, 0, Hand.LEFT, CutDirection.UP)),
            20);
    assertEquals(4, quality.visionBlocks());
    assertEquals(4 / 12.0, quality.measures().get("vision_block_share"));
  }

  @Test
  void diversityOfAHandKnowsNothingOfTheOther() {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      // The left hand does one thing; the right one four, then one that is new, and again.
      notes.add(Note.of(i, 0, 0, Hand.LEFT, CutDirection.DOWN));
      notes.add(Note.of(i + .5, 2, i % 3, Hand.RIGHT, i < 6 ? CutDirection.UP : CutDirection.LEFT));
    }
    MapQuality quality = MapQuality.of(map(notes.toArray(Note[]::new)), 20);
    assertEquals(1 / 5.0, quality.left().patternDiversity());
    // Rows 0 1 2 0, 1 2 0 1, 2 0 1 2, then those with LEFT: 0 1 2 0', 1 2 0' 1'.
    assertEquals(1.0, quality.right().patternDiversity());
  }

  @Test
  void densityIsHeldAgainstTheHumanBand() {
    // Hard: 2.40 to 4.09 notes a second.
    HumanBand band = HumanBand.of(Difficulty.HARD);
    assertEquals(0, band.excess(2.40));
    assertEquals(0, band.excess(4.09));
    assertEquals(1, band.excess(8.18));
    assertEquals(-.5, band.excess(1.20));
    assertEquals(-1, band.excess(0));
    assertEquals(-.5, MapQuality.of(map(upAndDown(12)), 10).bandExcess());
  }

  private static Note[] upAndDown(int notes) {
    Note[] all = new Note[notes];
    for (int i = 0; i < notes; i++) {
      all[i] = left(i, i % 2 == 0 ? CutDirection.DOWN : CutDirection.UP);
    }
    return all;
  }

  @Test
  void betterMeasuresStandBesideThePublishedOnes() {
    // Pairs of the published parity: none, for a dot lies between. Swings: down, dot, up breaks.
    Beatmap map =
        map(left(1, CutDirection.DOWN), left(2, CutDirection.ANY), left(3, CutDirection.UP));
    assertEquals(0, MapQuality.of(map, 10).metrics().get("parity_violation_rate"));
    assertEquals(1 / 3.0, MapQuality.of(map, 10).measures().get("parity_break_rate"));
    // Found 0 takes the nearer .03, which .065 needs; the largest matching gives it -.035.
    Beatmap found = map(left(0, CutDirection.DOWN), left(.065, CutDirection.UP));
    Beatmap reference = map(left(-.035, CutDirection.DOWN), left(.03, CutDirection.UP));
    assertEquals(.5, MapQuality.compare(found, reference, 10).get("onset_f1"));
    Map<String, Double> better = MapQuality.compareMeasures(found, reference, 10);
    assertEquals(1, better.get("onset_f1_optimal"));
    assertEquals(1, better.get("onset_precision"));
    assertEquals(1, better.get("onset_recall"));
    assertEquals(
        List.of(
            "onset_f1_optimal",
            "onset_precision",
            "onset_recall",
            "nps_band_excess",
            "doubles_share",
            "dots_share",
            "vision_block_share",
            "parity_break_rate",
            "contradictory_swings",
            "pattern_diversity_left",
            "pattern_diversity_right"),
        List.copyOf(better.keySet()));
  }

  /** 40 swings to and fro, a second apart; every fifth time both hands. */
  private static List<Note> usual() {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      CutDirection cut = i % 2 == 0 ? CutDirection.DOWN : CutDirection.UP;
      notes.add(left(i, cut));
      if (i % 5 == 0) {
        notes.add(right(i, i % 10 == 0 ? CutDirection.DOWN : CutDirection.UP));
      }
    }
    return notes;
  }

  /** Seconds that make the density of some notes three a second, usual at Hard. */
  private static double penalty(List<Note> notes) {
    return MapQuality.of(map(notes.toArray(Note[]::new)), notes.size() / 3.).penalty();
  }

  @Test
  void whatPeoplePlayHasNoPenalty() {
    assertEquals(0, penalty(usual()));
  }

  @Test
  void everyHabitIsChargedAlone() {
    Beatmap usual = map(usual().toArray(Note[]::new));
    assertEquals(Math.log(6 / 4.09), MapQuality.of(usual, 8).penalty(), 1e-12);
    assertEquals(Math.log(2.40 / 2), MapQuality.of(usual, 24).penalty(), 1e-12);

    List<Note> same = new ArrayList<>(usual());
    same.replaceAll(note -> note.beat() < 20 ? cut(note, CutDirection.DOWN) : note);
    // Of 48 swings: the left hand's second to twentieth, the right one's second to fourth, and at
    // beat 20 both once more.
    assertEquals((19 + 3 + 2) / 48., penalty(same), 1e-12);

    List<Note> dots = new ArrayList<>(usual());
    dots.replaceAll(note -> note.beat() < 8 ? cut(note, CutDirection.ANY) : note);
    assertEquals(10 / 48. - .095, penalty(dots), 1e-12);

    List<Note> single = new ArrayList<>(usual());
    single.removeIf(note -> note.hand() == Hand.RIGHT);
    assertEquals(.08, penalty(single), 1e-12);
    List<Note> doubles = new ArrayList<>(single);
    for (int i = 0; i < 40; i += 2) {
      doubles.add(right(i, i % 4 == 0 ? CutDirection.DOWN : CutDirection.UP));
    }
    assertEquals(20 / 40. - .38, penalty(doubles), 1e-12);

    List<Note> stack = new ArrayList<>(usual());
    stack.add(Note.of(0, 1, 2, Hand.LEFT, CutDirection.UP));
    assertEquals(1 / 48., penalty(stack), 1e-12);

    List<Note> hidden = new ArrayList<>(usual());
    hidden.add(Note.of(38.8, 2, 1, Hand.RIGHT, CutDirection.DOWN));
    hidden.add(Note.of(39, 2, 0, Hand.RIGHT, CutDirection.UP));
    assertEquals(1 / 50., penalty(hidden), 1e-12);
  }

  @Test
  void aMapWithoutNotesIsWorseThanAnyWithSome() {
    double one = MapQuality.of(map(left(1, CutDirection.DOWN)), 1e9).penalty();
    assertTrue(one < MapQuality.EMPTY_PENALTY, "one note in decades: " + one);
    assertEquals(MapQuality.EMPTY_PENALTY, MapQuality.of(map(), 10).penalty());
  }

  private static Note cut(Note note, CutDirection cut) {
    return Note.of(note.beat(), note.x(), note.y(), note.hand(), cut);
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
    HandQuality idle = new HandQuality(0, 0, 0, 0, 0, 0, 0, 0);
    assertEquals(new MapQuality(0, 0, -1, 0, 0, 0, 0, idle, idle, 0, 0, 0, 0), quality);
    assertEquals(0, quality.parityViolationRate());
    assertEquals(0, quality.parityBreakRate());
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
    assertEquals(0, quality.left().parityBreaks());
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
