package io.beatweaver.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.Progress;
import io.beatweaver.grid.BeatGrid;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Note;
import io.beatweaver.model.internal.decode.FakeEncoder;
import io.beatweaver.model.internal.decode.RandomModel;
import io.beatweaver.model.internal.decode.WindowEncoder;
import io.beatweaver.quality.HumanBand;
import io.beatweaver.quality.MapQuality;
import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import io.beatweaver.token.Tokenization;
import io.beatweaver.token.Tokenizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class MapGeneratorTest {
  private static final ModelConfig CONFIG = RandomModel.tiny();
  private static final TempoMap TEMPO = TempoMap.constant(120, 0.25);
  private static final GenerationOptions OPTIONS =
      GenerationOptions.defaults().withTemperature(1).withThreads(1).withSeed(3);

  /** Nine bars and 17 steps: three windows, the last bar hardly begun. */
  private static final SongFeatures SONG = song(9 * 64 + 17);

  @Test
  void theSameSeedGivesTheSameMapWhateverTheThreads() {
    List<Beatmap> one = generate(SONG, OPTIONS);
    assertEquals(5, one.size());
    assertEquals(one, generate(SONG, OPTIONS.withThreads(2)));
    assertEquals(one, generate(SONG, OPTIONS.withThreads(8)));
    assertNotEquals(one, generate(SONG, OPTIONS.withSeed(4)));
  }

  @Test
  void aDifficultyWithItsOwnRhythmIsTheSameAloneAndBesideOthers() {
    GenerationOptions own = OPTIONS.withSharedRhythm(false);
    List<Beatmap> all = generate(SONG, own);
    List<Beatmap> expert = generate(SONG, own.withDifficulties(List.of(Difficulty.EXPERT)));
    assertEquals(List.of(all.get(3)), expert);
    assertEquals(Difficulty.EXPERT, expert.get(0).difficulty());
    assertSame(TEMPO, expert.get(0).tempo());
  }

  @Test
  void temperatureZeroNeedsNoSeed() {
    GenerationOptions greedy = OPTIONS.withTemperature(0);
    List<Beatmap> maps = generate(SONG, greedy);
    assertEquals(maps, generate(SONG, greedy.withSeed(99)));
    assertNotEquals(maps, generate(SONG, OPTIONS));
  }

  @Test
  void whatIsWrittenIsOnTheGridInTheSongAndSurvivesTheTokenizer() {
    for (int rows : new int[] {1, 64, 65, 128, 4 * 64 + 63, 13 * 64 + 1}) {
      for (Beatmap map : generate(song(rows), OPTIONS.withSeed(rows))) {
        Tokenization encoded = Tokenizer.encode(map, BeatGrid.barsCovering(rows));
        assertEquals(map.notes(), Tokenizer.decode(encoded.tokens()));
        Set<List<Number>> cells = new HashSet<>();
        for (Note note : map.notes()) {
          assertTrue(note.beat() >= 0 && note.beat() * 16 < rows, note + " of " + rows + " rows");
          assertTrue(note.inGrid());
          assertTrue(cells.add(List.of(note.beat(), note.x(), note.y())), "two at " + note);
        }
      }
    }
  }

  @Test
  void theSongIsWrittenToItsEnd() {
    // Loud onsets everywhere: every window must bring its notes.
    List<Beatmap> maps = generate(SONG, OPTIONS.withSteerDensity(false));
    for (Beatmap map : maps) {
      boolean[] bars = new boolean[10];
      map.notes().forEach(note -> bars[(int) (note.beat() / 4)] = true);
      for (int bar = 0; bar < 9; bar++) {
        assertTrue(bars[bar], map.difficulty() + " has nothing in bar " + bar);
      }
    }
  }

  @Test
  void silenceThatTheOnsetHeadHearsStaysEmpty() {
    WindowEncoder deaf =
        new FakeEncoder(CONFIG) {
          @Override
          public void encode(float[] features, int[] difficulty, int batch, float[] h, float[] o) {
            super.encode(features, difficulty, batch, h, o);
            java.util.Arrays.fill(o, -40);
          }
        };
    try (MapGenerator generator = new MapGenerator(checkpoint(), deaf)) {
      for (Beatmap map : generator.generate(SONG, TEMPO, OPTIONS, Progress.NONE)) {
        assertEquals(List.of(), map.notes());
      }
    }
  }

  @Test
  void mapsOfUsualDensityAreTheSameWhetherItIsSteeredOrNot() {
    // One window: that this decoder writes more than the onset head expects comes out behind it.
    SongFeatures song = song(4 * 64);
    WindowEncoder usual = evenOnsets(1);
    GenerationOptions own = OPTIONS.withSharedRhythm(false);
    GenerationOptions free = own.withSteerDensity(false);
    List<Beatmap> steered = generate(usual, song, own);
    assertEquals(generate(usual, song, free), steered);
    steered.forEach(map -> assertTrue(map.notes().size() > 4, "notes of " + map.difficulty()));
  }

  @Test
  void tooDenseASongIsBroughtToTheMiddleOfEveryBand() {
    SongFeatures song = song(120 * 64);
    WindowEncoder dense = evenOnsets(3);
    List<Beatmap> free = generate(dense, song, OPTIONS.withSteerDensity(false));
    List<Beatmap> steered = generate(dense, song, OPTIONS);
    double easier = 0;
    for (int i = 0; i < 5; i++) {
      double middle = HumanBand.of(steered.get(i).difficulty()).middleNps();
      double nps = steered.get(i).notes().size() / 240.0;
      assertTrue(
          free.get(i).notes().size() / 240.0 > 1.3 * middle, "free " + free.get(i).difficulty());
      assertEquals(middle, nps, 0.2 * middle, free.get(i).notes().size() / 240.0 + " before");
      assertTrue(nps > easier, "no denser than the easier one");
      easier = nps;
    }
    assertEquals(steered, generate(dense, song, OPTIONS.withThreads(4)));
  }

  @Test
  void aThinSongIsFilledWhereItSoundsAndItsSilenceStaysEmpty() {
    int rows = 40 * 64;
    float[] values = song(rows).toArray();
    java.util.Arrays.fill(values, rows / 2 * SongFeatures.COLUMNS, values.length, -1);
    SongFeatures song = SongFeatures.wrap(values);
    WindowEncoder thin =
        new FakeEncoder(CONFIG) {
          @Override
          public void encode(float[] features, int[] difficulty, int batch, float[] h, float[] o) {
            super.encode(features, difficulty, batch, h, o);
            for (int i = 0; i < batch * CONFIG.audioRows(); i++) {
              o[i] = features[i * SongFeatures.COLUMNS] == -1 ? -40 : -6;
            }
          }
        };
    List<Beatmap> free = generate(thin, song, OPTIONS.withSteerDensity(false));
    List<Beatmap> steered = generate(thin, song, OPTIONS);
    for (int i = 0; i < 5; i++) {
      assertTrue(steered.get(i).notes().size() > 2 * free.get(i).notes().size());
      for (Note note : steered.get(i).notes()) {
        assertTrue(note.beat() < 80, "nothing in silence: " + note);
      }
    }
  }

  @Test
  void eachRuleHoldsWhereItIsOnAndIsBrokenWhereItIsOff() {
    Map<PlayRule, ToIntFunction<Beatmap>> counts =
        Map.of(
            PlayRule.SPEED, Rules::tooFast,
            PlayRule.CROSSING, Rules::crossings,
            PlayRule.PARITY, Rules::repeats,
            PlayRule.VISION, Rules::hidden);
    // Far more onsets than anybody plays, at every difficulty.
    SongFeatures song = song(40 * 64);
    WindowEncoder wild = evenOnsets(4);
    GenerationOptions free = OPTIONS.withSteerDensity(false);
    List<Beatmap> none = generate(wild, song, free.withRules(Set.of()));
    List<Beatmap> all = generate(wild, song, free);
    for (PlayRule rule : PlayRule.values()) {
      ToIntFunction<Beatmap> count = counts.get(rule);
      List<Beatmap> one = generate(wild, song, free.withRules(Set.of(rule)));
      for (int i = 0; i < 5; i++) {
        assertTrue(count.applyAsInt(none.get(i)) > 10, rule + " without rules");
        assertEquals(0, count.applyAsInt(one.get(i)), rule + " alone");
        assertEquals(0, count.applyAsInt(all.get(i)), rule + " beside the others");
        assertTrue(all.get(i).notes().size() > 60, "the rules leave enough");
      }
    }
  }

  @Test
  void harderMapsPlayWhereEasierOnesDoAndMore() {
    SongFeatures song = song(60 * 64);
    WindowEncoder even = evenOnsets(1);
    // Without rules, for they may forbid a beat to the harder map that it would share.
    GenerationOptions options = OPTIONS.withRules(Set.of());
    List<Beatmap> shared = generate(even, song, options);
    List<Beatmap> own = generate(even, song, options.withSharedRhythm(false));
    for (int i = 1; i < 5; i++) {
      // A model that hears nothing leaves all to the rhythm that is there.
      assertTrue(sharedOnsets(shared, i) > 0.85, "shared: " + sharedOnsets(shared, i));
      assertTrue(sharedOnsets(own, i) < 0.5, "of its own: " + sharedOnsets(own, i));
      assertTrue(shared.get(i).notes().size() > shared.get(i - 1).notes().size());
    }
    assertEquals(own.get(0), shared.get(0), "the easiest follows nobody");
  }

  /** The share of the next easier beatmap's beats at which a beatmap has something too. */
  private static double sharedOnsets(List<Beatmap> maps, int harder) {
    Set<Double> own = new HashSet<>();
    maps.get(harder).notes().forEach(note -> own.add(note.beat()));
    Set<Double> easier = new HashSet<>();
    maps.get(harder - 1).notes().forEach(note -> easier.add(note.beat()));
    return easier.stream().filter(own::contains).count() / (double) easier.size();
  }

  @Test
  void densityIsWhatIsAskedForWhateverTheModelWants() {
    SongFeatures song = song(120 * 64);
    for (double wanted : new double[] {0.6, 1, 1.5}) {
      for (WindowEncoder model : List.of(evenOnsets(0.3), evenOnsets(1), evenOnsets(3))) {
        double easier = 0;
        for (Beatmap map :
            generate(model, song, OPTIONS.withDensity(wanted).withSharedRhythm(false))) {
          double target = wanted * HumanBand.of(map.difficulty()).middleNps();
          double nps = map.notes().size() / 240.0;
          assertEquals(target, nps, 0.2 * target, map.difficulty() + " times " + wanted);
          assertTrue(nps > easier, "denser than the easier one");
          easier = nps;
        }
      }
    }
  }

  @Test
  void tempoChangesAreFollowed() {
    TempoMap changing =
        TempoMap.ofChanges(90, List.of(new TempoChange(40, 180), new TempoChange(100.5, 60)), 0.4);
    SongFeatures song = song(40 * 64);
    try (MapGenerator generator = new MapGenerator(checkpoint(), evenOnsets(3))) {
      for (Beatmap map :
          generator.generate(song, changing, OPTIONS.withSharedRhythm(false), Progress.NONE)) {
        assertSame(changing, map.tempo());
        assertEquals(0, Rules.tooFast(map));
        assertEquals(0, Rules.hidden(map));
        for (Note note : map.notes()) {
          assertEquals(Math.rint(note.beat() * 16), note.beat() * 16, "on the grid");
        }
        double seconds = changing.secondsAt(160) - changing.secondsAt(0);
        double middle = HumanBand.of(map.difficulty()).middleNps();
        assertEquals(middle, map.notes().size() / seconds, 0.2 * middle);
      }
    }
  }

  @Test
  void anHourIsWrittenToItsEndAndAFewBeatsAreTooWithEndOnlyThere() {
    for (int rows : new int[] {3600 * 32, 10 * 32, 7}) {
      float[] values = new float[rows * SongFeatures.COLUMNS];
      GenerationOptions options =
          OPTIONS.withDifficulties(List.of(Difficulty.EASY, Difficulty.HARD));
      for (Beatmap map : generate(evenOnsets(1), SongFeatures.wrap(values), options)) {
        double seconds = rows / 32.0;
        double middle = HumanBand.of(map.difficulty()).middleNps();
        if (seconds > 1) {
          assertEquals(middle, map.notes().size() / seconds, (seconds > 60 ? .1 : .6) * middle);
          double last = map.notes().get(map.notes().size() - 1).beat();
          assertTrue(last < rows / 16.0 && last > rows / 16.0 - 16, "the last note is at " + last);
        }
      }
    }
  }

  @Test
  void candidatesDifferAndNoneOfThemDependsOnTheOthers() {
    GenerationOptions many = OPTIONS.withCandidates(4).withThreads(2);
    List<Beatmap> chosen = generate(SONG, many);
    assertEquals(chosen, generate(SONG, many.withThreads(1)));
    GenerationOptions own = many.withSharedRhythm(false);
    assertEquals(generate(SONG, own), generate(SONG, own.withThreads(7)));
    List<Beatmap> first = generate(SONG, OPTIONS);
    assertNotEquals(first, chosen, "some other candidate is better at one difficulty at least");
    assertEquals(first.size(), chosen.size());
    assertTrue(penalty(chosen) < penalty(first), "all difficulties together");
  }

  /** What a single run of each candidate costs decides, not the class under test. */
  @Test
  void theCandidateOfTheLeastPenaltyIsChosen() {
    SongFeatures song = song(16 * 64);
    double seconds = 16 * 4 * .5;
    GenerationOptions one =
        OPTIONS.withDifficulties(List.of(Difficulty.NORMAL)).withRules(Set.of());
    Set<Double> penalties = new HashSet<>();
    double least = Double.POSITIVE_INFINITY;
    for (int k = 1; k <= 6; k++) {
      // The first k of six candidates are the same whatever k is: each wins or leaves the winner.
      double penalty =
          MapQuality.of(generate(song, one.withCandidates(k)).get(0), seconds).penalty();
      penalties.add(penalty);
      assertTrue(penalty <= least, k + " candidates: " + penalty + " after " + least);
      least = penalty;
    }
    assertTrue(penalties.size() > 1, "some later candidate is better: " + penalties);
  }

  private static double penalty(List<Beatmap> maps) {
    double seconds = TEMPO.secondsAt(SONG.rows() / 16.);
    return maps.stream().mapToDouble(map -> MapQuality.of(map, seconds).penalty()).sum();
  }

  @Test
  void aSongWithoutRowsGivesEmptyBeatmaps() {
    List<Beatmap> maps = generate(song(0), OPTIONS);
    assertEquals(5, maps.size());
    for (Beatmap map : maps) {
      assertEquals(List.of(), map.notes());
    }
  }

  @Test
  void progressCountsEveryBarOfEveryDifficulty() {
    List<Long> seen = new ArrayList<>();
    List<String> heard = new ArrayList<>();
    try (MapGenerator generator = new MapGenerator(checkpoint(), new FakeEncoder(CONFIG))) {
      generator.generate(
          SONG,
          TEMPO,
          OPTIONS.withThreads(2),
          (stage, done, total, detail) -> {
            if (stage.equals("listening")) {
              assertEquals(0, seen.size());
              heard.add(done + " of " + total);
              return;
            }
            assertEquals(50, total);
            assertEquals("generating", stage);
            seen.add(done);
          });
    }
    assertEquals(List.of("1 of 3", "2 of 3", "3 of 3"), heard);
    assertEquals(50, seen.size());
    assertEquals(1, seen.get(0));
    assertEquals(50, seen.get(49));
  }

  @Test
  void canBeCancelledMidwayAndUsedAgain() {
    AtomicInteger calls = new AtomicInteger();
    Progress impatient =
        (stage, done, total, detail) -> {
          calls.addAndGet(stage.equals("generating") ? 1 : 0);
          if (done == 21) {
            throw new CancellationException("enough");
          }
        };
    try (MapGenerator generator = new MapGenerator(checkpoint(), new FakeEncoder(CONFIG))) {
      for (int threads = 1; threads <= 2; threads++) {
        calls.set(0);
        GenerationOptions options = OPTIONS.withThreads(threads);
        CancellationException cancelled =
            assertThrows(
                CancellationException.class,
                () -> generator.generate(SONG, TEMPO, options, impatient));
        assertEquals("enough", cancelled.getMessage());
        assertEquals(21, calls.get());
      }
      assertEquals(5, generator.generate(SONG, TEMPO, OPTIONS, Progress.NONE).size());
    }
  }

  @Test
  void anInterruptedThreadStopsAndStaysInterrupted() {
    try (MapGenerator generator = new MapGenerator(checkpoint(), new FakeEncoder(CONFIG))) {
      Thread.currentThread().interrupt();
      assertThrows(
          CancellationException.class,
          () -> generator.generate(SONG, TEMPO, OPTIONS, Progress.NONE));
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void damagedWeightsAreNamedAsTheReason() {
    Map<String, float[]> weights = RandomModel.weights(CONFIG, 1);
    weights.get("decoder.output.weight")[100] = Float.NaN;
    weights.get("decoder.norm.bias")[3] = Float.NaN;
    try (MapGenerator generator =
        new MapGenerator(RandomModel.checkpoint(CONFIG, weights), new FakeEncoder(CONFIG))) {
      IllegalStateException damaged =
          assertThrows(
              IllegalStateException.class,
              () -> generator.generate(SONG, TEMPO, OPTIONS, Progress.NONE));
      assertTrue(damaged.getMessage().contains("damaged"), damaged.getMessage());
    }
  }

  @Test
  void anEncoderThatFailsEndsTheRun() {
    FakeEncoder failing =
        new FakeEncoder(CONFIG) {
          private int calls;

          @Override
          public void encode(float[] features, int[] difficulty, int batch, float[] h, float[] o) {
            if (++calls == 2) {
              throw new IllegalStateException("the engine is gone");
            }
            super.encode(features, difficulty, batch, h, o);
          }
        };
    MapGenerator generator = new MapGenerator(checkpoint(), failing);
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () -> generator.generate(SONG, TEMPO, OPTIONS, Progress.NONE));
    assertEquals("the engine is gone", thrown.getMessage());
    generator.close();
    assertTrue(failing.isClosed());
  }

  private static List<Beatmap> generate(SongFeatures song, GenerationOptions options) {
    try (MapGenerator generator = new MapGenerator(checkpoint(), new FakeEncoder(CONFIG))) {
      return generator.generate(song, TEMPO, options, Progress.NONE);
    }
  }

  private static List<Beatmap> generate(
      WindowEncoder encoder, SongFeatures song, GenerationOptions options) {
    try (MapGenerator generator = new MapGenerator(checkpoint(), encoder)) {
      return generator.generate(song, TEMPO, options, Progress.NONE);
    }
  }

  /** Onsets equally likely at every row, times the middle of each difficulty's band. */
  private static WindowEncoder evenOnsets(double times) {
    return new FakeEncoder(CONFIG) {
      @Override
      public void encode(float[] features, int[] difficulty, int batch, float[] h, float[] o) {
        super.encode(features, difficulty, batch, h, o);
        for (int i = 0; i < batch * CONFIG.audioRows(); i++) {
          Difficulty own = Difficulty.values()[difficulty[i / CONFIG.audioRows()]];
          HumanBand band = HumanBand.of(own);
          double chance = times * band.middleNps() / 32;
          o[i] = (float) Math.log(chance / (1 - chance));
        }
      }
    };
  }

  private static Checkpoint checkpoint() {
    return RandomModel.checkpoint(CONFIG, RandomModel.weights(CONFIG, 1));
  }

  private static SongFeatures song(int rows) {
    return SongFeatures.wrap(RandomModel.gaussians(rows * SongFeatures.COLUMNS, 0, .3, rows));
  }
}
