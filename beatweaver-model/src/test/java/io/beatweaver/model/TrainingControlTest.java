package io.beatweaver.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingControlTest {
  private static final TrainingSet SONGS =
      TrainingSet.of(SyntheticSongs.of(3, 8, 1), List.of(), List.of());
  private static final TrainingOptions OPTIONS =
      TrainingOptions.builder(new TrainingBudget.Steps(40)).batchSize(4).build();

  @TempDir Path folder;

  private final TrainingControl control = new TrainingControl();

  @Test
  void stoppingSavesTheStepItIsAtAndGoesOnFromThere() throws Exception {
    AtomicReference<TrainingSummary> summary = new AtomicReference<>();
    TrainingListener stops =
        new TrainingListener() {
          @Override
          public void update(TrainingProgress progress) {
            control.stop();
          }

          @Override
          public void finished(TrainingSummary s) {
            summary.set(s);
          }
        };
    Checkpoint stopped =
        Trainer.train(SONGS, TrainerTest.TINY, OPTIONS, "", folder, stops, control);
    assertEquals(10, stopped.state().step());
    assertEquals(10, Checkpoint.load(folder.resolve(Trainer.LAST)).state().step());
    assertEquals(TrainingSummary.End.STOPPED, summary.get().end());
    assertTrue(summary.get().text().contains("10 steps"), summary.get().text());

    Checkpoint whole =
        Trainer.resume(SONGS, OPTIONS, "", folder, TrainingListener.NONE, new TrainingControl());
    assertEquals(40, whole.state().step());
    Checkpoint straight =
        Trainer.train(
            SONGS,
            TrainerTest.TINY,
            OPTIONS,
            "",
            folder.resolve("straight"),
            TrainingListener.NONE);
    straight.weights().forEach((name, w) -> assertArrayEquals(w, whole.weights().get(name), name));
  }

  @Test
  void oneThatIsStoppedBeforehandMakesNoStep() throws Exception {
    control.stop();
    Checkpoint none =
        Trainer.train(SONGS, TrainerTest.TINY, OPTIONS, "", folder, TrainingListener.NONE, control);
    assertEquals(0, none.state().step());
  }

  @Test
  void aPausedTrainingWaitsUntilItIsToldToGoOn() throws Exception {
    CountDownLatch paused = new CountDownLatch(1);
    List<Long> steps = Collections.synchronizedList(new ArrayList<>());
    AtomicReference<Checkpoint> trained = new AtomicReference<>();
    TrainingListener pauses =
        progress -> {
          steps.add(progress.step());
          if (progress.step() == 20) {
            control.pause();
            paused.countDown();
          }
        };
    Thread training =
        new Thread(
            () -> {
              try {
                trained.set(
                    Trainer.train(SONGS, TrainerTest.TINY, OPTIONS, "", folder, pauses, control));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    training.start();
    paused.await();
    while (!waitsForControl(training)) {
      Thread.onSpinWait();
    }
    assertTrue(control.isPaused());
    assertEquals(List.of(10L, 20L), List.copyOf(steps));
    control.resume();
    training.join();
    assertFalse(control.isPaused());
    assertNotNull(trained.get());
    assertEquals(List.of(10L, 20L, 30L, 40L), List.copyOf(steps));
  }

  /** It waits for its data as well. */
  private static boolean waitsForControl(Thread training) {
    return training.getState() == Thread.State.WAITING
        && Arrays.stream(training.getStackTrace())
            .anyMatch(frame -> frame.getClassName().equals(TrainingControl.class.getName()));
  }

  @Test
  void interruptingAPausedTrainingBreaksItOff() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    control.pause();
    Thread training =
        new Thread(
            () -> {
              try {
                Trainer.train(
                    SONGS, TrainerTest.TINY, OPTIONS, "", folder, TrainingListener.NONE, control);
              } catch (Exception e) {
                thrown.set(e);
              }
            });
    training.start();
    while (!waitsForControl(training)) {
      Thread.onSpinWait();
    }
    training.interrupt();
    training.join();
    assertInstanceOf(CancellationException.class, thrown.get());
  }
}
