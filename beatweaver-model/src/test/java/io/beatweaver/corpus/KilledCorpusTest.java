package io.beatweaver.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.storage.BeatmapStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processing that is killed at random moments, again and again, and completed: what comes of it is
 * what an uninterrupted run makes. How often: {@code -Dbeatweaver.kills=50}.
 */
class KilledCorpusTest {
  private static final int LEVELS = 120;
  private static final int CHECKPOINT = 5;

  @TempDir Path folder;

  /** The process that is killed. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws Exception {
      System.out.println("ready");
      System.out.flush();
      TestLevels.process(Path.of(arguments[0]), Path.of(arguments[1]), CHECKPOINT);
    }
  }

  private Path corpus() {
    return folder.resolve("corpus");
  }

  /** Levels with and without audio, some twice, some broken. */
  private void begin() throws IOException {
    for (int i = 0; i < LEVELS; i++) {
      Path level = TestLevels.write(corpus().resolve("a" + i), i, i % 4 == 0);
      if (i % 10 == 0) {
        TestLevels.write(corpus().resolve("twice/b" + i), i, i % 20 == 0);
      }
      if (i % 12 == 3) {
        // The same level again, this time with its audio.
        TestLevels.write(corpus().resolve("twice/c" + i), i, true);
      }
      if (i % 15 == 7) {
        Files.writeString(level.resolve("Info.dat"), "{\"broken");
      }
    }
    TestLevels.zip(corpus().resolve("a1"), corpus().resolve("zipped.zip"));
  }

  /** Some change, some go, some come. */
  private void goOn() throws IOException {
    for (int i = 0; i < LEVELS; i += 9) {
      TestLevels.write(corpus().resolve("a" + i), 1_000 + i, i % 2 == 0);
    }
    for (int i = 1; i < LEVELS; i += 24) {
      try (Stream<Path> files = Files.list(corpus().resolve("a" + i))) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      TestLevels.write(corpus().resolve("new/d" + i), 2_000 + i, true);
    }
  }

  @Test
  void completesToWhatAnUninterruptedRunMakes() throws Exception {
    begin();
    Path reference = folder.resolve("reference");
    TestLevels.process(corpus(), reference, 1_000);
    List<Object> first = TestLevels.content(reference);
    int kills = Integer.getInteger("beatweaver.kills", 4);
    Random random = new Random(2026);
    Path store = folder.resolve("store");
    int killed = killUntil(kills / 2, store, random, first);
    TestLevels.process(corpus(), store, CHECKPOINT);
    assertEquals(first, TestLevels.content(store));

    goOn();
    TestLevels.process(corpus(), reference, 1_000);
    List<Object> second = TestLevels.content(reference);
    killed += killUntil(kills - kills / 2, store, random, second);
    TestLevels.process(corpus(), store, CHECKPOINT);
    assertEquals(second, TestLevels.content(store));
    System.out.println("processing killed: " + killed + " times, nothing lost");
  }

  /**
   * Kills runs on one store; where a run gets to its end, or has been killed a few times, the store
   * is completed, compared, and taken back to where it was.
   */
  private int killUntil(int kills, Path store, Random random, List<Object> expected)
      throws Exception {
    Path begun = folder.resolve("begun" + kills + expected.hashCode());
    copy(store, begun);
    int killed = 0;
    int songs = songs(store);
    for (int trial = 1; killed < kills; trial++) {
      boolean ended = run(store, random.nextInt(1_200));
      killed += ended ? 0 : 1;
      int now = songs(store);
      assertTrue(now >= songs - LEVELS / 5, "songs were lost: " + now + " of " + songs);
      songs = Math.max(songs, now);
      if (ended || trial % 4 == 0) {
        TestLevels.process(corpus(), store, CHECKPOINT);
        assertEquals(expected, TestLevels.content(store), "after trial " + trial);
        io.beatweaver.file.AtomicFiles.deleteTree(store);
        copy(begun, store);
        songs = songs(store);
      }
    }
    return killed;
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(from)) {
      return;
    }
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static int songs(Path store) throws IOException {
    if (!Files.exists(store.resolve("metadata.json"))) {
      return 0;
    }
    try (BeatmapStore opened = BeatmapStore.open(store)) {
      opened.verify();
      return opened.songs().size();
    }
  }

  private boolean run(Path store, int millis) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                corpus().toString(),
                store.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      while (process.getInputStream().read() != '\n') {
        assertTrue(process.isAlive() || process.getInputStream().available() > 0, "it began");
      }
      if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
        assertEquals(0, process.exitValue());
        return true;
      }
      return false;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
