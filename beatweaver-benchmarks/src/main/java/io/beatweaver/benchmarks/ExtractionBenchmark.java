package io.beatweaver.benchmarks;

import io.beatweaver.Progress;
import io.beatweaver.official.ExtractionOptions;
import io.beatweaver.official.ExtractionReport;
import io.beatweaver.official.OfficialLevels;
import io.beatweaver.unity.BundleWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Eight levels of 10 MB extracted into folders, forced to the disk as always; and the same again,
 * when all that is left is to check that nothing has changed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ExtractionBenchmark {
  private static final int LEVELS = 8;
  private static final int BYTES = 10_000_000;

  /** Threads. */
  @Param({"1", "2"})
  public int workers;

  private Path folder;
  private Path game;
  private Path out;
  private int run;

  /**
   * Writes the game's folder.
   *
   * @throws IOException if the disk fails
   */
  @Setup
  public void setUp() throws IOException {
    folder = Files.createTempDirectory("beatweaver-extraction");
    game = folder.resolve("game");
    Path levels = Files.createDirectories(game.resolve("BeatmapLevelsData"));
    for (int i = 0; i < LEVELS; i++) {
      String name = "level" + i;
      Files.write(levels.resolve(name), BundleSongs.level(name, BYTES, true, new BundleWriter()));
    }
    extract(folder.resolve("there"));
  }

  /** Asks for a folder that isn't there. */
  @Setup(Level.Invocation)
  public void next() {
    out = folder.resolve("out" + run++);
  }

  /**
   * Extracts all levels.
   *
   * @return what became of them
   * @throws IOException if the disk fails
   */
  @Benchmark
  public ExtractionReport extract() throws IOException {
    return extract(out);
  }

  /**
   * Finds that all levels are there.
   *
   * @return what became of them
   * @throws IOException if the disk fails
   */
  @Benchmark
  public ExtractionReport checkAgain() throws IOException {
    return extract(folder.resolve("there"));
  }

  private ExtractionReport extract(Path target) throws IOException {
    ExtractionOptions options = ExtractionOptions.defaults().withWorkers(workers);
    return OfficialLevels.extract(List.of(game), target, options, Progress.NONE);
  }

  /**
   * Deletes what was extracted, so that runs don't fill the disk.
   *
   * @throws IOException if the disk fails
   */
  @TearDown(Level.Invocation)
  public void delete() throws IOException {
    if (Files.exists(out)) {
      Temporary.delete(out);
    }
  }

  /**
   * Deletes the rest.
   *
   * @throws IOException if the disk fails
   */
  @TearDown
  public void tearDown() throws IOException {
    Temporary.delete(folder);
  }
}
