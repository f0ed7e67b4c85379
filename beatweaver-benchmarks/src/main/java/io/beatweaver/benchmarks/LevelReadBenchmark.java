package io.beatweaver.benchmarks;

import io.beatweaver.audio.WavWriter;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelAssets;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.LevelWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Reading a level folder of five difficulties, hash included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LevelReadBenchmark {
  private static final int RATE = 8000;

  /** The level's format. */
  @Param({"V2", "V3", "V4"})
  public LevelFormat format;

  private Path folder;

  /**
   * Writes the level.
   *
   * @throws IOException if the disk fails
   */
  @Setup
  public void setUp() throws IOException {
    folder = Files.createTempDirectory("beatweaver-level");
    int samples = (int) (RATE * Songs.SECONDS);
    Path song = folder.resolve("song.wav");
    WavWriter.write(song, new float[samples], RATE);
    LevelAssets assets = new LevelAssets(song, samples, RATE, null);
    LevelWriter.write(Songs.level(0), format, assets, folder.resolve("level"));
  }

  /**
   * Reads the level.
   *
   * @return the level
   * @throws IOException if the disk fails
   */
  @Benchmark
  public Level read() throws IOException {
    return LevelReader.read(folder.resolve("level"));
  }

  /**
   * Deletes the level.
   *
   * @throws IOException if the disk fails
   */
  @TearDown
  public void tearDown() throws IOException {
    Temporary.delete(folder);
  }
}
