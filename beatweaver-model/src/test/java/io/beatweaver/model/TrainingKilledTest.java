package io.beatweaver.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills trainings in JVMs of their own, goes on in the next one, and compares with a training that
 * was left alone. {@code -Dbeatweaver.kills=20} kills more often.
 */
class TrainingKilledTest {
  private static final int KILLS = Integer.getInteger("beatweaver.kills", 2);
  private static final long SEED = Long.getLong("beatweaver.killsSeed", 1);
  private static final int KILLS_A_RUN = 2;
  private static final int STEPS = 40;

  @TempDir Path folder;

  @Test
  void goesOnInAnotherProcessToTheSameBits() throws Exception {
    Path straight = folder.resolve("straight");
    assertEquals(0, run(straight, Integer.MAX_VALUE), "a training left alone ends well");
    Random random = new Random(SEED);
    int withDecoder = 0;
    for (int kills = 0; kills < KILLS; kills += KILLS_A_RUN) {
      Path killed = folder.resolve("killed " + kills);
      for (int kill = 0; kill < KILLS_A_RUN; kill++) {
        // Not at the last validations: the process might end before it is killed.
        int left = (STEPS - step(killed)) / Child.VALIDATE_EVERY - 2;
        assertNotEquals(0, run(killed, random.nextInt(Math.max(1, left))), "it was killed");
        withDecoder += step(killed) > STEPS / 3 ? 1 : 0;
      }
      assertEquals(0, run(killed, Integer.MAX_VALUE), "the last one is left alone");
      for (String name : List.of(Trainer.LAST, Trainer.BEST, "step-00000020")) {
        assertSame(straight.resolve(name), killed.resolve(name));
      }
      assertEquals(steps(straight), steps(killed));
      assertNotEquals(List.of(), steps(killed));
    }
    assertTrue(
        withDecoder > 0, "all were killed while the encoder learned alone; take other seeds");
  }

  /** The step that the next process goes on from. */
  private static int step(Path run) throws IOException {
    Path last = run.resolve(Trainer.LAST);
    return Files.exists(last) ? (int) Checkpoint.load(last).state().step() : 0;
  }

  private static void assertSame(Path a, Path b) throws IOException {
    List<String> files;
    try (var names = Files.list(a)) {
      files = names.map(file -> file.getFileName().toString()).sorted().toList();
    }
    assertTrue(files.contains("model.safetensors"), files.toString());
    for (String file : files) {
      if (file.endsWith(".safetensors")) {
        assertArrayEquals(
            Files.readAllBytes(a.resolve(file)), Files.readAllBytes(b.resolve(file)), file);
      }
    }
    TrainingState left = Checkpoint.load(a).state();
    TrainingState right = Checkpoint.load(b).state();
    assertEquals(left.step(), right.step());
    left.metrics()
        .forEach(
            (name, value) -> {
              // Clocks don't stop and start to the same bits.
              if (!name.equals("training.seconds")
                  && !name.equals("training.waitedForDataSeconds")) {
                assertEquals(value, right.metrics().get(name), name);
              }
            });
  }

  /** Each report once, in order, whatever was cut off or made twice. */
  private static List<String> steps(Path run) throws IOException {
    List<String> steps = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve(Trainer.METRICS))) {
      steps.add(line.substring(0, line.indexOf(',')));
    }
    List<String> once = new ArrayList<>(new LinkedHashSet<>(steps));
    assertEquals(once, steps);
    return steps;
  }

  private static Process start(Path run) throws IOException {
    List<String> command = new ArrayList<>();
    Collections.addAll(
        command,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-Dai.djl.pytorch.num_threads=1",
        "-cp",
        System.getProperty("java.class.path"),
        Child.class.getName(),
        run.toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
    return builder.redirectErrorStream(true).start();
  }

  /**
   * Trains in a process that is killed after so many validations, at no step in particular. On Unix
   * this is SIGKILL: nothing of the process gets to run any more.
   */
  private static int run(Path run, int validations) throws Exception {
    Process process = start(run);
    StringBuilder said = new StringBuilder();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int seen = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.append(line).append('\n');
        if (line.startsWith("validation") && seen++ == validations) {
          process.destroyForcibly();
        }
      }
    } catch (IOException e) {
      said.append(e); // the stream of a process that's killed may break off
    }
    int exit = process.waitFor();
    assertTrue(exit == 0 || validations < Integer.MAX_VALUE, said.toString());
    return exit;
  }

  /** Trains, or goes on where there's a checkpoint. */
  static final class Child {
    static final int VALIDATE_EVERY = 5;

    /** All that a preset has in its network, only smaller. */
    private static final ModelConfig MODEL =
        new ModelConfig(ModelConfig.EncoderKind.CONFORMER, 1, 1, 32, 2, 64, 4, 4, 1, 0, 256, 0.1);

    private Child() {}

    public static void main(String[] args) throws IOException {
      Path run = Path.of(args[0]);
      TrainingSet songs =
          TrainingSet.of(
              SyntheticSongs.of(3, 8, 1), SyntheticSongs.of(2, 8, 2), SyntheticSongs.of(0, 8, 3));
      TrainingOptions options =
          TrainingOptions.builder(new TrainingBudget.Steps(STEPS))
              .batchSize(2)
              .accumulation(2)
              .learningRate(3e-3)
              .schedule(LearningRateSchedule.COSINE)
              .labelSmoothing(0.1)
              .featureMasks(1)
              .validateEvery(VALIDATE_EVERY)
              .generatedSongs(1)
              .patience(50)
              .saveEvery(7)
              .keepEvery(20)
              .seed(5)
              .threads(1)
              .build();
      TrainingListener line =
          progress ->
              System.out.println(
                  (progress.validation().isPresent() ? "validation " : "step ") + progress.step());
      if (Files.exists(run.resolve(Trainer.LAST))) {
        Trainer.resume(songs, options, "mel", run, line);
      } else {
        Trainer.train(songs, MODEL, options, "mel", run, line);
      }
    }
  }
}
