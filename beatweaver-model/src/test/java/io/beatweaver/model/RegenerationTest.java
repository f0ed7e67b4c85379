package io.beatweaver.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.Progress;
import io.beatweaver.grid.BeatGrid;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Extras;
import io.beatweaver.level.Hand;
import io.beatweaver.level.LightEvent;
import io.beatweaver.level.Lightshow;
import io.beatweaver.level.NjsEvent;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.model.internal.decode.FakeEncoder;
import io.beatweaver.model.internal.decode.RandomModel;
import io.beatweaver.quality.MapQuality;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegenerationTest {
  private static final TempoMap TEMPO = TempoMap.constant(120, 0.25);
  private static final int ROWS = 13 * 64 + 17;
  private static final SongFeatures SONG =
      SongFeatures.wrap(RandomModel.gaussians(ROWS * SongFeatures.COLUMNS, 0, .3, 1));
  private static final GenerationOptions OPTIONS =
      GenerationOptions.defaults().withTemperature(1).withThreads(1).withSeed(3);

  @Test
  void whatLiesOutsideStaysTheSameObjectsWhateverTheStretch() {
    Random random = new Random(7);
    for (int round = 0; round < 25; round++) {
      Beatmap existing = messy(random);
      double from = random.nextInt(14) * 4 + (random.nextBoolean() ? 0 : random.nextDouble() * 4);
      double to = from + 0.1 + random.nextDouble() * 12;
      Beatmap made = regenerate(existing, from, to, OPTIONS.withSeed(round));
      List<Note> kept = outside(existing.notes(), from, to);
      List<Note> still = outside(made.notes(), from, to);
      assertEquals(kept.size(), still.size());
      for (int i = 0; i < kept.size(); i++) {
        assertSame(kept.get(i), still.get(i));
      }
      Set<Long> keptSteps = new HashSet<>();
      kept.forEach(note -> keptSteps.add(BeatGrid.nearestStep(note.beat())));
      Set<List<Number>> cells = new HashSet<>();
      for (Note note : made.notes()) {
        if (note.beat() >= from && note.beat() < to) {
          assertEquals(BeatGrid.beatOf(BeatGrid.nearestStep(note.beat())), note.beat());
          assertTrue(note.beat() * 16 < ROWS, "in the song");
          assertTrue(cells.add(List.of(note.beat(), note.x(), note.y())), "two at " + note);
          if (keptSteps.contains(BeatGrid.nearestStep(note.beat()))) {
            assertFalse(note.inGrid(), "beside a kept note: " + note);
          }
        }
      }
      assertEquals(existing.characteristic(), made.characteristic());
      assertEquals(existing.noteJumpSpeed(), made.noteJumpSpeed());
      assertEquals(existing.file(), made.file());
      assertSame(existing.tempo(), made.tempo());
    }
  }

  @Test
  void theStretchIsNewAndHasNotes() {
    Beatmap existing = generated();
    Beatmap made = regenerate(existing, 12, 36, OPTIONS.withSeed(99));
    List<Note> before = inside(existing.notes(), 12, 36);
    List<Note> after = inside(made.notes(), 12, 36);
    assertFalse(after.isEmpty());
    assertNotEquals(before, after);
    assertNotEquals(after, inside(regenerate(existing, 12, 36, OPTIONS).notes(), 12, 36));
    assertEquals(made, regenerate(existing, 12, 36, OPTIONS.withSeed(99).withThreads(4)));
  }

  @Test
  void aWholeSongAnewIsTheSongAsItIsGenerated() {
    for (Difficulty difficulty : Difficulty.values()) {
      GenerationOptions options =
          OPTIONS.withDifficulties(List.of(difficulty)).withSteerDensity(difficulty.ordinal() > 1);
      Beatmap generated = generate(options).get(0);
      Beatmap other =
          Beatmap.of(difficulty, TEMPO, List.of(Note.of(3, 1, 1, Hand.LEFT, CutDirection.UP)));
      assertEquals(
          generated,
          regenerate(
              other,
              0,
              Double.POSITIVE_INFINITY,
              OPTIONS.withSteerDensity(difficulty.ordinal() > 1)));
    }
  }

  @Test
  void theModelIsGivenWhatCameBefore() {
    // What is kept is the prefix: with another one the same chances lead elsewhere.
    Beatmap existing = generated();
    Beatmap other =
        new MapStretch(existing, 0, 16)
            .with(List.of(Note.of(15.5, 1, 0, Hand.LEFT, CutDirection.UP)));
    GenerationOptions options = OPTIONS.withRules(Set.of()).withSteerDensity(false);
    assertNotEquals(
        inside(regenerate(existing, 16, 24, options).notes(), 16, 24),
        inside(regenerate(other, 16, 24, options).notes(), 16, 24));
  }

  @Test
  void rulesHoldAcrossBothBorders() {
    for (int seed = 0; seed < 12; seed++) {
      Beatmap existing = generated();
      Beatmap made = regenerate(existing, 13.25, 29.5, OPTIONS.withSeed(seed));
      assertEquals(0, Rules.tooFast(made));
      assertEquals(0, Rules.hidden(made));
      assertEquals(0, Rules.crossings(made));
      assertEquals(0, Rules.repeats(made));
    }
  }

  @Test
  void objectsThatReachIntoTheStretchGoAndOthersStay() {
    List<Note> notes = new ArrayList<>(generated().notes());
    Arc over = arc(4, 40);
    Arc into = arc(4, 14);
    Arc outOf = arc(14, 40);
    Arc before = arc(1, 4);
    Chain within = chain(13, 13.5);
    Chain after = chain(20, 20.5);
    Wall reaching = new Wall(8, 6, 0, 0, 1, 5);
    Wall early = new Wall(2, 10, 0, 0, 1, 5);
    Wall late = new Wall(20, 1, 0, 0, 1, 5);
    Bomb hit = new Bomb(12, 1, 1);
    Bomb spared = new Bomb(20, 1, 1);
    Beatmap existing =
        new Beatmap(
            new Characteristic("Lawless"),
            Difficulty.HARD,
            "a.dat",
            "3.3.0",
            13,
            0.5,
            TEMPO,
            notes,
            List.of(hit, spared),
            List.of(reaching, early, late),
            List.of(over, into, outOf, before),
            List.of(within, after));
    Beatmap made = regenerate(existing, 12, 20, OPTIONS);
    assertEquals(List.of(spared), made.bombs());
    assertEquals(List.of(early, late), made.walls());
    assertEquals(List.of(before), made.arcs());
    assertEquals(List.of(after), made.chains());
    assertEquals(new Characteristic("Lawless"), made.characteristic());
  }

  @ParameterizedTest
  @ValueSource(strings = {"OneSaber", "NoArrows", "Lightshow"})
  void whatIsNotForTwoSabersIsRefused(String name) {
    Beatmap existing = generated().toBuilder().characteristic(new Characteristic(name)).build();
    assertThrows(IllegalArgumentException.class, () -> regenerate(existing, 12, 20, OPTIONS));
  }

  @Test
  void whatIsNotPlayedStays() {
    Beatmap existing =
        generated().toBuilder()
            .lights(new Lightshow(List.of(new LightEvent(13, 0, 1, 1)), List.of(), Extras.NONE))
            .njsEvents(List.of(new NjsEvent(14, false, 0, 2)))
            .environment("NiceEnvironment")
            .build();
    Beatmap made = regenerate(existing, 12, 20, OPTIONS);
    assertEquals(existing.lights(), made.lights());
    assertEquals(existing.njsEvents(), made.njsEvents());
    assertEquals(existing.environment(), made.environment());
  }

  @Test
  void onlyTheWindowsOfTheStretchAreWritten() {
    List<String> told = new ArrayList<>();
    try (MapGenerator generator = open()) {
      generator.regenerate(
          generated(),
          17,
          18,
          SONG,
          TEMPO,
          OPTIONS.withCandidates(3),
          (stage, done, total, detail) -> told.add(stage + " " + done + "/" + total));
    }
    assertEquals(
        List.of("listening 1/1", "generating 1/3", "generating 2/3", "generating 3/3"), told);
  }

  @Test
  void theCandidateThatMakesTheBestWholeIsTaken() {
    Beatmap existing = generated();
    double seconds = TEMPO.secondsAt(ROWS / 16.);
    int better = 0;
    for (int seed = 0; seed < 4; seed++) {
      GenerationOptions options = OPTIONS.withRules(Set.of()).withSeed(seed);
      Beatmap best = regenerate(existing, 8, 24, options.withCandidates(5));
      Beatmap first = regenerate(existing, 8, 24, options);
      double charged = MapQuality.of(best, seconds).penalty();
      double alone = MapQuality.of(first, seconds).penalty();
      assertTrue(charged <= alone, "the first is among the five");
      better += charged < alone ? 1 : 0;
    }
    assertTrue(better > 0, "the first of five can't always be the best");
  }

  @Test
  void densityIsSteeredInTheStretchAlone() {
    Beatmap existing = generated();
    int few = inside(regenerate(existing, 8, 48, OPTIONS.withDensity(.5)).notes(), 8, 48).size();
    int many = inside(regenerate(existing, 8, 48, OPTIONS.withDensity(2)).notes(), 8, 48).size();
    // 20 seconds at Hard, whose middle is 3.13 a second.
    assertEquals(31, few, 10);
    assertEquals(125, many, 25);
  }

  @Test
  void stretchesThatAreNoneAndForeignTemposAreRefused() {
    Beatmap existing = generated();
    for (double[] none :
        new double[][] {{-1, 3}, {4, 4}, {5, 4}, {Double.NaN, 4}, {0, Double.NaN}}) {
      assertThrows(
          IllegalArgumentException.class, () -> regenerate(existing, none[0], none[1], OPTIONS));
    }
    Beatmap foreign = Beatmap.of(Difficulty.HARD, TempoMap.constant(121, .25), existing.notes());
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> regenerate(foreign, 8, 16, OPTIONS));
    assertTrue(refused.getMessage().contains("beat 8"), refused.getMessage());
    Beatmap rounded = Beatmap.of(Difficulty.HARD, TempoMap.constant(120.001, .25), List.of());
    assertFalse(regenerate(rounded, 8, 16, OPTIONS).notes().isEmpty());
  }

  @Test
  void aStretchBehindTheSongIsEmptied() {
    List<Note> notes = new ArrayList<>(generated().notes());
    Note late = Note.of(400, 1, 1, Hand.LEFT, CutDirection.UP);
    Note later = Note.of(500, 1, 1, Hand.LEFT, CutDirection.UP);
    notes.add(late);
    notes.add(later);
    Beatmap existing = Beatmap.of(Difficulty.HARD, TEMPO, notes);
    List<Note> made = regenerate(existing, 390, 450, OPTIONS).notes();
    assertEquals(existing.notes().size() - 1, made.size());
    assertFalse(made.contains(late));
    assertSame(later, made.get(made.size() - 1));
    assertSame(
        later,
        regenerate(existing, 40, 450, OPTIONS).notes().stream().reduce((a, b) -> b).orElseThrow());
  }

  private static Beatmap generated() {
    return generate(OPTIONS.withDifficulties(List.of(Difficulty.HARD))).get(0);
  }

  /** Notes on and off the grid, stacked, outside the grid, before the start and after the end. */
  private static Beatmap messy(Random random) {
    TreeSet<Note> notes = new TreeSet<>(Note.ORDER);
    for (int i = 0; i < 150; i++) {
      double beat = random.nextDouble() * 62 - 2;
      beat = random.nextInt(3) > 0 ? Math.rint(beat * 4) / 4 : beat;
      notes.add(
          new Note(
              beat,
              random.nextInt(10) == 0 ? 1000 : random.nextInt(4),
              random.nextInt(3),
              random.nextBoolean() ? Hand.LEFT : Hand.RIGHT,
              random.nextInt(20) == 0 ? 1100 : random.nextInt(9),
              random.nextInt(5) == 0 ? 15 : 0));
    }
    return Beatmap.of(Difficulty.values()[random.nextInt(5)], TEMPO, new ArrayList<>(notes));
  }

  private static List<Note> outside(List<Note> notes, double from, double to) {
    return notes.stream().filter(note -> note.beat() < from || note.beat() >= to).toList();
  }

  private static List<Note> inside(List<Note> notes, double from, double to) {
    return notes.stream().filter(note -> note.beat() >= from && note.beat() < to).toList();
  }

  private static Arc arc(double from, double to) {
    return new Arc(from, 1, 1, Hand.LEFT, 1, 1, to, 1, 1, 0, 1, 0);
  }

  private static Chain chain(double from, double to) {
    return new Chain(from, 1, 1, Hand.LEFT, 1, to, 1, 0, 4, 1);
  }

  private static MapGenerator open() {
    return new MapGenerator(
        RandomModel.checkpoint(RandomModel.tiny(), RandomModel.weights(RandomModel.tiny(), 1)),
        new FakeEncoder(RandomModel.tiny()));
  }

  private static List<Beatmap> generate(GenerationOptions options) {
    try (MapGenerator generator = open()) {
      return generator.generate(SONG, TEMPO, options, Progress.NONE);
    }
  }

  private static Beatmap regenerate(
      Beatmap existing, double from, double to, GenerationOptions options) {
    try (MapGenerator generator = open()) {
      return generator.regenerate(existing, from, to, SONG, TEMPO, options, Progress.NONE);
    }
  }
}
