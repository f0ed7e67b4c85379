package io.beatweaver.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.grid.SongFeatures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private static final ModelConfig TINY =
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
    assertEquals(1, seen.get(seen.size() - 1).share());
    assertArrayEquals(
        trained.weights().get("decoder.output.weight"),
        Checkpoint.load(folder.resolve(Trainer.LAST)).weights().get("decoder.output.weight"));
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
  void numbersThatAreNoneAreSkippedAndInTheEndRefused() {
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
    assertFalse(Files.exists(folder.resolve(Trainer.LAST)));
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
