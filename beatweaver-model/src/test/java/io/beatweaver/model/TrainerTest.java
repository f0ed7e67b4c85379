package io.beatweaver.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Note;
import io.beatweaver.tempo.TempoMap;
import io.beatweaver.token.Tokenizer;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  static final ModelConfig TINY =
      new ModelConfig(ModelConfig.EncoderKind.PLAIN, 1, 1, 32, 2, 64, 4, 4, 1, 0, 256, 0.1);

  @TempDir Path folder;

  @Test
  void learnsToHear() throws Exception {
    TrainingSet songs =
        TrainingSet.of(
            SyntheticSongs.of(40, 16, 1), SyntheticSongs.of(4, 16, 2), SyntheticSongs.of(4, 16, 3));
    List<TrainingProgress> seen = new ArrayList<>();
    TrainingOptions options =
        TrainingOptions.builder(new TrainingBudget.Steps(400))
            .learningRate(3e-3)
            .validateEvery(200)
            .build();
    Checkpoint trained = Trainer.train(songs, TINY, options, "none", folder, seen::add);

    TokenLosses losses = Evaluation.losses(trained, songs.songs(Split.TEST));
    // Guessing among eight eighths and BAR costs about 1.2 nats where the rhythm is not heard.
    assertTrue(losses.timing() < 0.3, "heard: " + losses);
    assertTrue(losses.wrongTiming() > losses.timing() + 1, "another song: " + losses);
    assertTrue(losses.notes() < 1.2, "notes: " + losses);
    assertEquals(400, trained.state().step());
    assertTrue(seen.get(0).encoderOnly());
    assertFalse(seen.get(seen.size() - 1).encoderOnly());
    assertEquals(2, seen.stream().filter(p -> p.validation().isPresent()).count());
    Validation last = seen.get(seen.size() - 1).validation().orElseThrow();
    // Which hand plays is chance in these songs, and with it which one's empty.
    assertTrue(last.accuracy().structure() > 0.7, "structure: " + last);
    assertTrue(last.accuracy().position() > 0.8, "positions: " + last);
    assertTrue(last.onsetF1() > 0.9, "generated: " + last);
    assertEquals(generatedF1(trained, songs.songs(Split.VALIDATION)), last.onsetF1(), 1e-12);
    assertEquals(last.onsetF1(), trained.state().metrics().get("best.onsetF1"));
    assertEquals(400, Checkpoint.load(folder.resolve(Trainer.BEST)).state().step());
    assertTrue(Files.size(folder.resolve(Trainer.CURVES)) > 0);
    assertTrue(Files.readString(folder.resolve(Trainer.SUMMARY)).contains("\"budget\""));
    assertEquals(1, seen.get(seen.size() - 1).share());
    assertArrayEquals(
        trained.weights().get("decoder.output.weight"),
        Checkpoint.load(folder.resolve(Trainer.LAST)).weights().get("decoder.output.weight"));
  }

  /** Over the notes' steps as sets. */
  private static double generatedF1(Checkpoint model, List<TrainingSong> songs) throws IOException {
    GenerationOptions greedy =
        GenerationOptions.defaults()
            .withDifficulties(List.of(Difficulty.EXPERT))
            .withTemperature(0)
            .withSteerDensity(false);
    int matched = 0;
    int all = 0;
    try (MapGenerator generator = MapGenerator.open(model)) {
      for (TrainingSong song : songs) {
        TempoMap tempo = TempoMap.constant(100);
        Set<Long> found =
            steps(
                generator
                    .generate(song.features().toFeatures(), tempo, greedy, Progress.NONE)
                    .get(0)
                    .notes());
        Set<Long> chart = steps(Tokenizer.decode(song.beatmaps().get(0).tokens()));
        all += found.size() + chart.size();
        found.retainAll(chart);
        matched += found.size();
      }
    }
    return 2.0 * matched / all;
  }

  private static Set<Long> steps(List<Note> notes) {
    Set<Long> steps = new HashSet<>();
    notes.forEach(note -> steps.add(Math.round(note.beat() * 16)));
    return steps;
  }

  @Test
  void accumulatingOneBatchOverAndOverIsLearningFromItOnce() throws Exception {
    // One song of one window, nothing left to chance: every batch is the same.
    ModelConfig still =
        new ModelConfig(ModelConfig.EncoderKind.PLAIN, 1, 1, 32, 2, 64, 4, 4, 1, 0, 256, 0);
    TrainingSet songs = TrainingSet.of(SyntheticSongs.of(1, 4, 1), List.of(), List.of());
    float[][] weights = new float[2][];
    for (int i = 0; i < 2; i++) {
      TrainingOptions options =
          TrainingOptions.builder(new TrainingBudget.Steps(6))
              .batchSize(1)
              .mirrored(0)
              .accumulation(1 + 3 * i)
              .build();
      Checkpoint trained = Trainer.train(songs, still, options, "", folder, TrainingListener.NONE);
      assertEquals(6, trained.state().step());
      assertEquals(6 * (1 + 3 * i), trained.state().epoch());
      weights[i] = trained.weights().get("onset.weight");
    }
    assertArrayEquals(weights[0], weights[1], 1e-5f);
  }

  @Test
  void stopsWhenItsPatienceIsOverAndStaysStopped() throws Exception {
    TrainingSet songs =
        TrainingSet.of(SyntheticSongs.of(3, 8, 1), SyntheticSongs.of(2, 8, 2), List.of());
    // A rate that does harm from the first step on.
    TrainingOptions options =
        TrainingOptions.builder(new TrainingBudget.Steps(200))
            .batchSize(2)
            .learningRate(0.9)
            .warmupSteps(0)
            .encoderFirst(0)
            .validateEvery(2)
            .generatedSongs(0)
            .patience(3)
            .keepEvery(4)
            .build();
    Checkpoint stopped = Trainer.train(songs, TINY, options, "", folder, TrainingListener.NONE);
    long best = Checkpoint.load(folder.resolve(Trainer.BEST)).state().step();
    assertTrue(stopped.state().step() < 200, "stopped at " + stopped.state().step());
    assertEquals(best + 3 * 2, stopped.state().step());
    assertTrue(Files.isDirectory(folder.resolve("step-00000004")));
    assertFalse(Files.exists(folder.resolve("step-00000002")));
    assertEquals(
        stopped.state().step(),
        Trainer.resume(songs, options, "", folder, TrainingListener.NONE).state().step());
    // A new training doesn't leave the old one's best beside its own checkpoints.
    TrainingOptions short1 = TrainingOptions.defaults(new TrainingBudget.Steps(1));
    TrainingSet alone = TrainingSet.of(SyntheticSongs.of(3, 8, 1), List.of(), List.of());
    Trainer.train(alone, TINY, short1, "", folder, TrainingListener.NONE);
    assertFalse(Files.exists(folder.resolve(Trainer.BEST)));
  }

  @Test
  void aGpuThatIsNotThereIsRefusedInOneSentence() {
    assumeTrue(Engine.getEngine("PyTorch").getGpuCount() == 0, "there is a GPU");
    TrainingSet songs = TrainingSet.of(SyntheticSongs.of(3, 8, 1), List.of(), List.of());
    TrainingOptions options =
        TrainingOptions.builder(new TrainingBudget.Steps(1)).device(ComputeDevice.GPU).build();
    InputException e =
        assertThrows(
            InputException.class,
            () -> Trainer.train(songs, TINY, options, "", folder, TrainingListener.NONE));
    assertTrue(e.getMessage().contains("CUDA"), e.getMessage());
    assertFalse(Files.exists(folder.resolve(Trainer.LAST)));
  }

  @Test
  void oneThatCannotBeginGivesItsMemoryBack() throws Exception {
    TrainingSet songs = TrainingSet.of(SyntheticSongs.of(3, 8, 1), List.of(), List.of());
    TrainingOptions options = TrainingOptions.defaults(new TrainingBudget.Steps(1));
    Trainer.train(songs, TINY, options, "", folder, TrainingListener.NONE);
    // A folder where the figures belong.
    Files.delete(folder.resolve(Trainer.METRICS));
    Files.createDirectories(folder.resolve(Trainer.METRICS).resolve("in the way"));
    int before = openManagers();
    assertThrows(
        IOException.class, () -> Trainer.resume(songs, options, "", folder, TrainingListener.NONE));
    assertEquals(before, openManagers());
  }

  /** Children of the engine's root: each holds native memory until it's closed. */
  private static int openManagers() throws ReflectiveOperationException {
    Field resources = BaseNDManager.class.getDeclaredField("resources");
    resources.setAccessible(true);
    try (NDManager own = Engine.getEngine("PyTorch").newBaseManager()) {
      return ((Map<?, ?>) resources.get(own.getParentManager())).size();
    }
  }

  @Test
  void goesOnAsIfItHadNeverStopped() throws Exception {
    TrainingSet songs = TrainingSet.of(SyntheticSongs.of(3, 8, 1), List.of(), List.of());
    for (TrainingBudget budget :
        List.of(new TrainingBudget.Steps(14), new TrainingBudget.Epochs(7))) {
      TrainingOptions options =
          TrainingOptions.builder(budget).batchSize(4).warmupSteps(3).saveEvery(8).build();
      Path straight = folder.resolve("straight " + budget);
      Path stopped = folder.resolve("stopped " + budget);
      Checkpoint whole =
          Trainer.train(songs, TINY, options, "mel", straight, TrainingListener.NONE);
      assertThrows(
          CancellationException.class,
          () ->
              Trainer.train(
                  songs,
                  TINY,
                  options,
                  "mel",
                  stopped,
                  progress -> {
                    throw new CancellationException();
                  }));
      assertEquals(8, Checkpoint.load(stopped.resolve(Trainer.LAST)).state().step());
      assertThrows(
          InputException.class,
          () -> Trainer.resume(songs, options, "other", stopped, TrainingListener.NONE));
      Checkpoint resumed = Trainer.resume(songs, options, "mel", stopped, TrainingListener.NONE);
      assertEquals(whole.state().step(), resumed.state().step());
      whole.weights().forEach((name, w) -> assertArrayEquals(w, resumed.weights().get(name), name));
    }
  }

  @Test
  void aNewTrainingThatIsKilledEarlyIsNotTakenForTheOneBefore() throws Exception {
    TrainingSet songs = TrainingSet.of(SyntheticSongs.of(3, 8, 1), List.of(), List.of());
    TrainingOptions options = TrainingOptions.defaults(new TrainingBudget.Steps(12));
    Trainer.train(songs, TINY, options, "", folder, TrainingListener.NONE);
    Files.createDirectories(folder.resolve(".last." + UUID.randomUUID() + ".bw-new"));
    TrainingOptions other = options.toBuilder().seed(7).build();
    assertThrows(
        CancellationException.class,
        () ->
            Trainer.train(
                songs,
                TINY,
                other,
                "",
                folder,
                progress -> {
                  throw new CancellationException();
                }));
    TrainingState state = Checkpoint.load(folder.resolve(Trainer.LAST)).state();
    assertEquals(0, state.step());
    assertEquals(7, state.seed());
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.noneMatch(AtomicFiles::isLeftover), "what a killed save left");
    }
    Checkpoint resumed = Trainer.resume(songs, other, "", folder, TrainingListener.NONE);
    Checkpoint straight =
        Trainer.train(songs, TINY, other, "", folder.resolve("b"), TrainingListener.NONE);
    straight
        .weights()
        .forEach((name, w) -> assertArrayEquals(w, resumed.weights().get(name), name));
  }

  @Test
  void aTrainingThatCannotBeginLeavesTheOneBeforeAlone() throws Exception {
    assumeTrue(Engine.getEngine("PyTorch").getGpuCount() == 0, "there is a GPU");
    TrainingSet songs = TrainingSet.of(SyntheticSongs.of(3, 8, 1), List.of(), List.of());
    TrainingOptions options = TrainingOptions.defaults(new TrainingBudget.Steps(12));
    Trainer.train(songs, TINY, options, "", folder, TrainingListener.NONE);
    String metrics = Files.readString(folder.resolve(Trainer.METRICS));
    TrainingOptions gpu = options.toBuilder().device(ComputeDevice.GPU).seed(7).build();
    assertThrows(
        InputException.class,
        () -> Trainer.train(songs, TINY, gpu, "", folder, TrainingListener.NONE));
    assertEquals(12, Checkpoint.load(folder.resolve(Trainer.LAST)).state().step());
    assertEquals(0, TrainingConfig.read(folder.resolve(Trainer.CONFIG)).options().seed());
    assertEquals(metrics, Files.readString(folder.resolve(Trainer.METRICS)));
  }

  @Test
  void noTrainingGoesOnFromAStateThatLacksTheOptimizersSteps() throws Exception {
    TrainingSet songs = TrainingSet.of(SyntheticSongs.of(3, 8, 1), List.of(), List.of());
    TrainingOptions options = TrainingOptions.defaults(new TrainingBudget.Steps(2));
    Trainer.train(songs, TINY, options, "", folder, TrainingListener.NONE);
    Path state = folder.resolve(Trainer.LAST).resolve("state.json");
    Files.writeString(
        state, Files.readString(state).replace("optimizer.decoderSteps", "decoderSteps"));
    InputException e =
        assertThrows(
            InputException.class,
            () -> Trainer.resume(songs, options, "", folder, TrainingListener.NONE));
    assertTrue(e.getMessage().contains("optimizer.decoderSteps"), e.getMessage());
  }

  @Test
  void sameSeedSameWeightsOtherSeedOthers() throws Exception {
    TrainingSet songs = TrainingSet.of(SyntheticSongs.of(3, 8, 1), List.of(), List.of());
    float[][] weights = new float[3][];
    for (int i = 0; i < 3; i++) {
      TrainingOptions options =
          TrainingOptions.builder(new TrainingBudget.Steps(5)).seed(i / 2).build();
      weights[i] =
          Trainer.train(songs, TINY, options, "", folder, TrainingListener.NONE)
              .weights()
              .get("onset.weight");
    }
    assertArrayEquals(weights[0], weights[1]);
    assertFalse(Arrays.equals(weights[0], weights[2]));
  }

  @Test
  void stopsWhenItsTimeIsUp() throws Exception {
    TrainingSet songs = TrainingSet.of(SyntheticSongs.of(3, 8, 1), List.of(), List.of());
    TrainingOptions options =
        TrainingOptions.defaults(new TrainingBudget.Time(Duration.ofMillis(400)));
    List<TrainingProgress> seen = new ArrayList<>();
    Checkpoint trained = Trainer.train(songs, TINY, options, "", folder, seen::add);
    assertTrue(trained.state().step() > 0);
    assertTrue(trained.state().metrics().get("training.seconds") >= 0.4);
    assertEquals(1, seen.get(seen.size() - 1).share());
  }

  @Test
  void aBudgetTooShortForTheEngineToOpenStillTrains() throws Exception {
    TrainingSet songs = TrainingSet.of(SyntheticSongs.of(3, 8, 1), List.of(), List.of());
    TrainingOptions options =
        TrainingOptions.defaults(new TrainingBudget.Time(Duration.ofNanos(1)));
    Checkpoint trained = Trainer.train(songs, TINY, options, "", folder, TrainingListener.NONE);
    assertEquals(1, trained.state().step());
  }

  @Test
  void numbersThatAreNoneAreSkippedAndInTheEndRefused() throws Exception {
    float[] values = new float[8 * 64 * SongFeatures.COLUMNS];
    Arrays.fill(values, Float.NaN);
    TrainingSong good = SyntheticSongs.of(1, 8, 1).get(0);
    TrainingSong bad = new TrainingSong("bad", SongFeatures.wrap(values), good.beatmaps());
    TrainingSet songs = TrainingSet.of(List.of(bad), List.of(), List.of());
    List<TrainingProgress> seen = new ArrayList<>();
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () ->
                Trainer.train(
                    songs,
                    TINY,
                    TrainingOptions.defaults(new TrainingBudget.Steps(100)),
                    "",
                    folder,
                    seen::add));
    assertTrue(e.getMessage().contains("diverged"), e.getMessage());
    assertEquals(10, seen.get(0).skippedSteps());
    assertTrue(e.getMessage().contains(folder.resolve(Trainer.LAST).toString()), e.getMessage());
    assertEquals(0, Checkpoint.load(folder.resolve(Trainer.LAST)).state().step());
  }

  @Test
  void wrongTimingTakesAnotherAudioAndIsNoneWithoutOne() throws Exception {
    List<TrainingSong> two = SyntheticSongs.of(2, 8, 1);
    TrainingSong twin =
        new TrainingSong(two.get(0).id(), two.get(0).features(), two.get(0).beatmaps(), 1);
    Checkpoint checkpoint =
        Trainer.train(
            TrainingSet.of(two, List.of(), List.of()),
            TINY,
            TrainingOptions.defaults(new TrainingBudget.Steps(30)),
            "",
            folder,
            TrainingListener.NONE);
    assertTrue(Double.isNaN(Evaluation.losses(checkpoint, List.of(twin)).wrongTiming()));
    assertTrue(
        Double.isNaN(Evaluation.losses(checkpoint, List.of(two.get(0), twin)).wrongTiming()));
    TokenLosses losses = Evaluation.losses(checkpoint, List.of(two.get(0), twin, two.get(1)));
    assertNotEquals(losses.timing(), losses.wrongTiming());
    assertFalse(Double.isNaN(losses.wrongTiming()));
  }

  @Test
  void withoutSongsThereIsNothingToLearn() {
    TrainingSet none = TrainingSet.of(List.of());
    TrainingOptions options = TrainingOptions.defaults(new TrainingBudget.Steps(1));
    assertThrows(
        InputException.class,
        () -> Trainer.train(none, TINY, options, "", folder, TrainingListener.NONE));
    assertThrows(
        InputException.class,
        () -> Trainer.resume(none, options, "", folder, TrainingListener.NONE));
  }
}
