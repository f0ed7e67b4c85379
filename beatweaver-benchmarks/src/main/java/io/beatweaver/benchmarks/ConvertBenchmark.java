package io.beatweaver.benchmarks;

import io.beatweaver.level.Level;
import io.beatweaver.level.LevelAssets;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.LevelWriter;
import io.beatweaver.level.OnLoss;
import io.beatweaver.level.WriteOptions;
import io.beatweaver.level.WriteReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Converting a busy level from folder to folder: read in one format, written in the next, forced to
 * disk. The score is notes a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ConvertBenchmark {
  private static final int NOTES = BusyLevel.NOTES * BusyLevel.DIFFICULTIES;
  private static final int RATE = 44_100;
  private static final WriteOptions OPTIONS =
      WriteOptions.STRICT.withOnLoss(OnLoss.REPORT).withReplace(true);

  private Path folder;
  private LevelAssets assets;

  /**
   * Writes the level in V2, and from it the ones in V3.
   *
   * @throws IOException if the disk fails
   */
  @Setup
  public void setUp() throws IOException {
    folder = Files.createTempDirectory("beatweaver-convert");
    Path song = Files.write(folder.resolve("song.ogg"), new byte[1000]);
    assets = new LevelAssets(song, 1000L * RATE, RATE, null);
    BusyLevel.V2_LIGHTS.write(Files.createDirectory(folder.resolve("v2")));
    v2ToV3();
    v3ToV4();
    Level last = LevelReader.read(folder.resolve("v4"));
    int notes = last.beatmaps().stream().mapToInt(map -> map.notes().size()).sum();
    if (notes != NOTES) {
      throw new IllegalStateException(notes + " notes in the end");
    }
  }

  /**
   * V2 to V3.
   *
   * @return what was written
   * @throws IOException if the disk fails
   */
  @Benchmark
  @OperationsPerInvocation(NOTES)
  public WriteReport v2ToV3() throws IOException {
    return convert("v2", LevelFormat.V3, "v3");
  }

  /**
   * V3 to V4.
   *
   * @return what was written
   * @throws IOException if the disk fails
   */
  @Benchmark
  @OperationsPerInvocation(NOTES)
  public WriteReport v3ToV4() throws IOException {
    return convert("v3", LevelFormat.V4, "v4");
  }

  private WriteReport convert(String from, LevelFormat format, String to) throws IOException {
    Level level = LevelReader.read(folder.resolve(from));
    return LevelWriter.write(level, format, assets, folder.resolve(to), OPTIONS);
  }

  /**
   * Deletes the levels.
   *
   * @throws IOException if the disk fails
   */
  @TearDown
  public void tearDown() throws IOException {
    Temporary.delete(folder);
  }
}
