package io.beatweaver.official;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.Progress;
import io.beatweaver.level.LevelReader;
import io.beatweaver.unity.Banks;
import io.beatweaver.unity.LevelBundles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An extraction that is killed, as with {@code kill -9}, leaves whole levels alone; the next run
 * makes the rest and leaves nothing of the killed one.
 */
class KilledExtractionTest {
  private static final int LEVELS = 16;

  @TempDir Path folder;

  /** What is killed: a run in a process of its own. */
  static final class Run {
    public static void main(String[] args) throws IOException {
      OfficialLevels.extract(
          List.of(Path.of(args[0])),
          Path.of(args[1]),
          ExtractionOptions.defaults().withWorkers(2),
          Progress.NONE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6})
  void isCompletedByTheNextRun(int levelsBeforeTheKill) throws Exception {
    Games game = new Games(folder.resolve("game"));
    byte[] song = Banks.pcm16(44_100, 2, new byte[3 << 20]);
    for (int i = 0; i < LEVELS; i++) {
      game.base(
          new LevelBundles.Level(
              "level" + i,
              List.of(Games.set("Standard", Games.map(3, Games.V4_MAP))),
              Games.TWO_TEMPI,
              song));
    }
    Path out = folder.resolve("out");
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))
                    .replace("\n", File.pathSeparator),
                Run.class.getName(),
                game.root().toString(),
                out.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (run.isAlive() && finished(out) < levelsBeforeTheKill) {
      Thread.onSpinWait();
    }
    run.destroyForcibly().waitFor();
    long before = finished(out);
    assertTrue(before >= levelsBeforeTheKill, "killed after " + before);
    try (Stream<Path> levels = Files.list(out)) {
      for (Path level : levels.filter(KilledExtractionTest::isLevel).toList()) {
        assertEquals(List.of(), LevelReader.read(level).warnings());
      }
    }

    ExtractionReport report =
        OfficialLevels.extract(
            List.of(game.root()), out, ExtractionOptions.defaults(), Progress.NONE);
    assertEquals(before, report.upToDate().size());
    assertEquals(LEVELS - before, report.extracted().size());
    assertEquals(List.of(), report.failures());
    try (Stream<Path> all = Files.list(out)) {
      List<Path> there = all.filter(path -> !path.endsWith(".extract-official.lock")).toList();
      assertEquals(LEVELS, there.size(), there.toString());
      for (Path level : there) {
        assertTrue(isLevel(level), level.toString());
        assertEquals(44 + (3 << 20), Files.size(level.resolve("song.wav")));
      }
    }
  }

  private static boolean isLevel(Path path) {
    return !path.getFileName().toString().startsWith(".");
  }

  private static long finished(Path out) throws IOException {
    if (Files.notExists(out)) {
      return 0;
    }
    try (Stream<Path> children = Files.list(out)) {
      return children.filter(KilledExtractionTest::isLevel).count();
    }
  }
}
