package io.beatweaver.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleMapperTest {
  private static final Map<Difficulty, double[]> HUMAN_NPS =
      Map.of(
          Difficulty.EASY, new double[] {1.09, 1.83},
          Difficulty.NORMAL, new double[] {1.66, 2.79},
          Difficulty.HARD, new double[] {2.40, 4.09},
          Difficulty.EXPERT, new double[] {3.09, 5.22},
          Difficulty.EXPERT_PLUS, new double[] {3.91, 6.52});

  private static final Map<Difficulty, List<List<Note>>> CHARTS = charts();

  private static Map<Difficulty, List<List<Note>>> charts() {
    Map<Difficulty, List<List<Note>>> charts = new EnumMap<>(Difficulty.class);
    for (Difficulty difficulty : Difficulty.values()) {
      charts.put(
          difficulty,
          DemoSongs.ALL.stream().map(song -> RuleMapper.map(song, difficulty)).toList());
    }
    return charts;
  }

  @ParameterizedTest
  @EnumSource
  void everyNoteLiesOnAHitOfTheGrid(Difficulty difficulty) {
    for (int i = 0; i < DemoSongs.ALL.size(); i++) {
      Set<Double> beats =
          DemoSongs.ALL.get(i).hits().stream().map(DemoHit::beat).collect(Collectors.toSet());
      for (Note note : CHARTS.get(difficulty).get(i)) {
        assertTrue(beats.contains(note.beat()), note.toString());
        assertTrue(note.inGrid() && note.angleOffset() == 0, note.toString());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void densityIsHumanByMusicAndByFile(Difficulty difficulty) {
    double[] band = HUMAN_NPS.get(difficulty);
    for (int i = 0; i < DemoSongs.ALL.size(); i++) {
      DemoSong song = DemoSongs.ALL.get(i);
      List<Note> notes = CHARTS.get(difficulty).get(i);
      double span =
          song.tempo().secondsAt(notes.get(notes.size() - 1).beat())
              - song.tempo().secondsAt(notes.get(0).beat());
      for (double nps : new double[] {notes.size() / span, notes.size() / song.seconds()}) {
        assertTrue(nps >= band[0] && nps <= band[1], song.title() + " has " + nps);
      }
    }
  }

  @Test
  void aHarderDifficultyHasEveryBeatOfTheEasierOneAndMore() {
    for (int i = 0; i < DemoSongs.ALL.size(); i++) {
      Set<Double> easier = Set.of();
      for (Difficulty difficulty : Difficulty.values()) {
        Set<Double> beats = beats(CHARTS.get(difficulty).get(i));
        assertTrue(beats.containsAll(easier), DemoSongs.ALL.get(i).title() + difficulty);
        assertTrue(beats.size() >= 1.1 * easier.size(), DemoSongs.ALL.get(i).title() + difficulty);
        easier = beats;
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void doublesAndDotsAreAsFrequentAsInHumanMaps(Difficulty difficulty) {
    for (List<Note> notes : CHARTS.get(difficulty)) {
      double doubles = notes.size() - beats(notes).size();
      double ofPositions = doubles / beats(notes).size();
      double ofNotes = 2 * doubles / notes.size();
      assertTrue(ofPositions >= 0.08 && ofPositions <= 0.38, "of positions " + ofPositions);
      assertTrue(ofNotes >= 0.08 && ofNotes <= 0.38, "of notes " + ofNotes);
      double dots = notes.stream().filter(n -> n.cut() == CutDirection.ANY).count();
      assertTrue(dots / notes.size() < 0.095, "dots " + dots / notes.size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHandNeverRepeatsItsVerticalSwing(Difficulty difficulty) {
    for (List<Note> notes : CHARTS.get(difficulty)) {
      for (Hand hand : Hand.values()) {
        Note before = null;
        for (Note note : notes) {
          if (note.hand() != hand) {
            continue;
          }
          if (before != null) {
            assertTrue(note.beat() - before.beat() > 1 / 8.0, "one swing at a time: " + note);
            int swing = before.cut().dy() * note.cut().dy();
            assertTrue(swing <= 0, before + " then " + note);
          }
          before = note;
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWristNeverTurnsMoreThanHalfARightAngleFromItsWayBack(Difficulty difficulty) {
    for (List<Note> notes : CHARTS.get(difficulty)) {
      Note[] before = new Note[2];
      for (Note note : notes) {
        Note last = before[note.hand().ordinal()];
        if (last != null && last.cut() != CutDirection.ANY && note.cut() != CutDirection.ANY) {
          CutDirection back = last.cut().opposite();
          double dot = back.dx() * note.cut().dx() + back.dy() * note.cut().dy();
          double lengths =
              Math.hypot(back.dx(), back.dy()) * Math.hypot(note.cut().dx(), note.cut().dy());
          assertTrue(dot / lengths > 0.7, last + " then " + note);
        }
        before[note.hand().ordinal()] = note;
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void handsStayApartAndTheViewStaysFree(Difficulty difficulty) {
    for (List<Note> notes : CHARTS.get(difficulty)) {
      Set<String> cells = new HashSet<>();
      for (Note note : notes) {
        assertTrue(cells.add(note.beat() + " " + note.x() + " " + note.y()), note.toString());
        assertEquals(note.hand() == Hand.LEFT, note.x() < 2, note.toString());
        assertTrue(note.y() != 1 || note.x() == 0 || note.x() == 3, note.toString());
      }
    }
  }

  /** People cut most at the bottom of the inner columns, and use every cell they can see. */
  @ParameterizedTest
  @EnumSource
  void allCellsAreUsedTheInnerBottomOnesMost(Difficulty difficulty) {
    double[] cells = new double[12];
    double notes = 0;
    for (List<Note> chart : CHARTS.get(difficulty)) {
      for (Note note : chart) {
        cells[4 * note.y() + note.x()]++;
        notes++;
      }
    }
    double inner = (cells[1] + cells[2]) / notes;
    assertTrue(inner > 0.3 && inner < 0.6, "inner bottom " + inner);
    for (int cell : new int[] {0, 3, 4, 7, 8, 9, 10, 11}) {
      double share = cells[cell] / notes;
      assertTrue(share > 0.015 && share < inner / 2, "cell " + cell + " has " + share);
    }
  }

  @ParameterizedTest
  @EnumSource
  void chartsDoNotRepeatThemselves(Difficulty difficulty) {
    for (int i = 0; i < DemoSongs.ALL.size(); i++) {
      List<Note> notes = CHARTS.get(difficulty).get(i);
      Set<List<String>> runs = new HashSet<>();
      for (int at = 0; at + 4 <= notes.size(); at++) {
        runs.add(
            notes.subList(at, at + 4).stream()
                .map(n -> n.x() + " " + n.y() + " " + n.hand() + " " + n.direction())
                .toList());
      }
      double distinct = (double) runs.size() / (notes.size() - 3);
      assertTrue(distinct > 0.5, DemoSongs.ALL.get(i).title() + " has " + distinct);
    }
  }

  @Test
  void streamsAlternateBetweenHands() {
    int streamed = 0;
    int alternated = 0;
    for (List<Note> notes : CHARTS.get(Difficulty.EXPERT_PLUS)) {
      for (int i = 1; i < notes.size(); i++) {
        double gap = notes.get(i).beat() - notes.get(i - 1).beat();
        if (gap > 0 && gap <= 0.5) {
          streamed++;
          alternated += notes.get(i).hand() != notes.get(i - 1).hand() ? 1 : 0;
        }
      }
    }
    assertTrue(alternated > 0.85 * streamed, alternated + " of " + streamed);
  }

  @Test
  void bothHandsHaveTheirShare() {
    for (Difficulty difficulty : Difficulty.values()) {
      for (List<Note> notes : CHARTS.get(difficulty)) {
        double left = notes.stream().filter(n -> n.hand() == Hand.LEFT).count();
        assertTrue(Math.abs(left / notes.size() - 0.5) < 0.1, "left " + left / notes.size());
      }
    }
  }

  @Test
  void rhythmsOfDifferentSongsDiffer() {
    List<Set<Double>> songs =
        CHARTS.get(Difficulty.EXPERT).stream().map(RuleMapperTest::beats).toList();
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < songs.size(); i++) {
      for (int j = 0; j < i; j++) {
        Set<Double> common = new HashSet<>(songs.get(i));
        common.retainAll(songs.get(j));
        sum += 2.0 * common.size() / (songs.get(i).size() + songs.get(j).size());
        pairs++;
      }
    }
    double mean = sum / pairs;
    assertTrue(mean < 0.4, "mean pairwise onset F1 at Expert: " + mean);
  }

  @Test
  void barsOfASongDiffer() {
    for (List<Note> notes : CHARTS.get(Difficulty.EXPERT)) {
      Map<Integer, Set<Double>> bars = new TreeMap<>();
      for (Note note : notes) {
        bars.computeIfAbsent((int) (note.beat() / 4), bar -> new TreeSet<>()).add(note.beat() % 4);
      }
      double distinct = new HashSet<>(bars.values()).size();
      assertTrue(distinct / bars.size() > 0.65, distinct + " of " + bars.size());
    }
  }

  @Test
  void theOrderOfHitsAndTheirScaleDoNotMatter() {
    DemoSong song = DemoSongs.ALL.get(1);
    List<Hit> shuffled = new ArrayList<>();
    song.onsets()
        .forEach(hit -> shuffled.add(new Hit(hit.beat(), hit.strength() * 8, hit.pitch01())));
    Collections.shuffle(shuffled, new Random(1));
    assertEquals(
        CHARTS.get(Difficulty.HARD).get(1),
        RuleMapper.map(shuffled, song.tempo(), Difficulty.HARD));
  }

  @Test
  void theStrongestHitsAreTaken() {
    List<Hit> hits = new ArrayList<>();
    Set<Double> strong = new TreeSet<>();
    for (int i = 0; i < 400; i++) {
      boolean accent = i % 7 == 0 || i % 7 == 3;
      hits.add(new Hit(i / 4.0, accent ? 1 : 0.2, 0.3));
      if (accent) {
        strong.add(i / 4.0);
      }
    }
    // 400 sixteenths at 120 BPM are 8 hits a second, 2.3 of them strong: Hard's share.
    List<Note> notes = RuleMapper.map(hits, TempoMap.constant(120), Difficulty.HARD);
    assertEquals(strong, beats(notes));
  }

  @Test
  void fewHitsMakeFewNotesAndNoneMakeNone() {
    TempoMap tempo = TempoMap.constant(120);
    assertEquals(List.of(), RuleMapper.map(List.of(), tempo, Difficulty.EXPERT));
    List<Note> notes = RuleMapper.map(List.of(new Hit(2, 1, 0.2)), tempo, Difficulty.EASY);
    assertEquals(1, notes.size());
    assertEquals(2, notes.get(0).beat());
  }

  private static Set<Double> beats(List<Note> notes) {
    return notes.stream().map(Note::beat).collect(Collectors.toCollection(TreeSet::new));
  }
}
