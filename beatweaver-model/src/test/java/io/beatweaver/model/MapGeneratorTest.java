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
import io.beatweaver.model.internal.decode.RandomModel;
import io.beatweaver.model.internal.decode.WindowEncoder;
import io.beatweaver.quality.HumanBand;
import io.beatweaver.tempo.TempoMap;
import io.beatweaver.token.Tokenization;
import io.beatweaver.token.Tokenizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
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
  void aDifficultyIsTheSameAloneAndBesideOthers() {
    List<Beatmap> all = generate(SONG, OPTIONS);
    List<Beatmap> expert = generate(SONG, OPTIONS.withDifficulties(List.of(Difficulty.EXPERT)));
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
        new FakeEncoder() {
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
  void mapsInTheBandAreTheSameWhetherDensityIsSteeredOrNot() {
    SongFeatures song = song(40 * 64);
    WindowEncoder usual = evenOnsets(1);
    GenerationOptions free = OPTIONS.withSteerDensity(false);
    List<Beatmap> steered = generate(usual, song, OPTIONS);
    assertEquals(generate(usual, song, free), steered);
    steered.forEach(map -> assertTrue(map.notes().size() > 40, "notes of " + map.difficulty()));
  }

  @Test
  void tooDenseASongIsBroughtToTheTopOfEveryBand() {
    SongFeatures song = song(120 * 64);
    WindowEncoder dense = evenOnsets(3);
    List<Beatmap> free = generate(dense, song, OPTIONS.withSteerDensity(false));
    List<Beatmap> steered = generate(dense, song, OPTIONS);
    double easier = 0;
    for (int i = 0; i < 5; i++) {
      double top = HumanBand.of(steered.get(i).difficulty()).highNps();
      double nps = steered.get(i).notes().size() / 240.0;
      assertTrue(
          free.get(i).notes().size() / 240.0 > 1.3 * top, "free " + free.get(i).difficulty());
      assertEquals(top, nps, 0.2 * top, free.get(i).notes().size() / 240.0 + " before");
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
        new FakeEncoder() {
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
  void playableHandsComeBackWithinABeat() {
    List<Beatmap> playable = generate(SONG, OPTIONS);
    List<Beatmap> free = generate(SONG, OPTIONS.withPlayable(false));
    assertEquals(0, playable.stream().mapToInt(MapGeneratorTest::repeats).sum());
    assertTrue(free.stream().mapToInt(MapGeneratorTest::repeats).sum() > 0);
  }

  @Test
  void candidatesDifferAndNoneOfThemDependsOnTheOthers() {
    GenerationOptions many = OPTIONS.withCandidates(4).withThreads(2);
    List<Beatmap> chosen = generate(SONG, many);
    assertEquals(chosen, generate(SONG, many.withThreads(1)));
    List<Beatmap> first = generate(SONG, OPTIONS);
    assertNotEquals(first, chosen, "some other candidate is better at one difficulty at least");
    assertEquals(first.size(), chosen.size());
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
    try (MapGenerator generator = new MapGenerator(checkpoint(), new FakeEncoder())) {
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
    try (MapGenerator generator = new MapGenerator(checkpoint(), new FakeEncoder())) {
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
    try (MapGenerator generator = new MapGenerator(checkpoint(), new FakeEncoder())) {
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
        new MapGenerator(RandomModel.checkpoint(CONFIG, weights), new FakeEncoder())) {
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
        new FakeEncoder() {
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
    assertTrue(failing.closed);
  }

  private static List<Beatmap> generate(SongFeatures song, GenerationOptions options) {
    try (MapGenerator generator = new MapGenerator(checkpoint(), new FakeEncoder())) {
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
    return new FakeEncoder() {
      @Override
      public void encode(float[] features, int[] difficulty, int batch, float[] h, float[] o) {
        super.encode(features, difficulty, batch, h, o);
        for (int i = 0; i < batch * CONFIG.audioRows(); i++) {
          Difficulty own = Difficulty.values()[difficulty[i / CONFIG.audioRows()]];
          HumanBand band = HumanBand.of(own);
          double chance = times * (band.lowNps() + band.highNps()) / 2 / 32;
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

  /** Same-hand notes within a beat that go up twice or down twice. */
  private static int repeats(Beatmap map) {
    int repeats = 0;
    Note[] last = new Note[2];
    for (Note note : map.notes()) {
      Note before = last[note.hand().color()];
      if (before != null && note.beat() - before.beat() <= 1) {
        repeats += before.cut().dy() * note.cut().dy() > 0 ? 1 : 0;
      }
      last[note.hand().color()] = note;
    }
    return repeats;
  }

  /** Rows and onsets that depend on nothing but the window's features and the difficulty. */
  private static class FakeEncoder implements WindowEncoder {
    private boolean closed;

    @Override
    public void encode(float[] features, int[] difficulty, int batch, float[] h, float[] o) {
      int size = CONFIG.audioRows() * SongFeatures.COLUMNS;
      assertTrue(features.length >= batch * size);
      int rowsOut = CONFIG.encoderRows() * CONFIG.width();
      for (int b = 0; b < batch; b++) {
        long hash = difficulty[b];
        for (int i = 0; i < size; i++) {
          hash = hash * 31 + Float.floatToIntBits(features[b * size + i]);
        }
        Random random = new Random(hash);
        for (int i = 0; i < rowsOut; i++) {
          h[b * rowsOut + i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < CONFIG.audioRows(); i++) {
          o[b * CONFIG.audioRows() + i] = (float) (random.nextGaussian() * 2 - 2);
        }
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
