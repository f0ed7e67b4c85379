package io.beatweaver.benchmarks;

import io.beatweaver.unity.BundleWriter;
import io.beatweaver.unity.BundleWriter.Packing;
import io.beatweaver.unity.UnityBundle;
import io.beatweaver.unity.UnityObject;
import java.io.IOException;
import java.io.OutputStream;
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

/**
 * A level bundle of 20 MB opened and its song rebuilt as Ogg. Run with {@code -t 1} and {@code -t
 * 2} for what a second core gains, with {@code -prof gc} for the memory.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class BundleBenchmark {
  private static final int BYTES = 20_000_000;

  /**
   * How the song lies in its bundle. Encoded audio hardly shrinks: LZ4 stores most of its blocks
   * ({@code noise}); {@code shrinking} is made so that every block has to be unpacked.
   */
  @Param({"noise", "shrinking"})
  public String content;

  /** How the blocks are packed. */
  @Param("LZ4")
  public Packing packing;

  private Path folder;
  private Path file;

  /**
   * Writes the bundle.
   *
   * @throws IOException if the disk fails
   */
  @Setup
  public void setUp() throws IOException {
    folder = Files.createTempDirectory("beatweaver-bundle");
    BundleWriter bundle = new BundleWriter().packing(Packing.LZ4, packing);
    file =
        Files.write(
            folder.resolve("bundle"),
            BundleSongs.level("song", BYTES, content.equals("shrinking"), bundle));
  }

  /**
   * Opens the bundle and rebuilds its song.
   *
   * @return the song's frames
   * @throws IOException if the disk fails
   */
  @Benchmark
  public long openAndRebuild() throws IOException {
    try (UnityBundle bundle = UnityBundle.open(file)) {
      for (UnityObject object : bundle.objects()) {
        if (object.classId() == UnityBundle.AUDIO_CLIP) {
          var audio = bundle.audio(object);
          audio.writeTo(OutputStream.nullOutputStream());
          return audio.frames();
        }
      }
    }
    throw new IllegalStateException("no clip");
  }

  /**
   * Deletes the bundle.
   *
   * @throws IOException if the disk fails
   */
  @TearDown
  public void tearDown() throws IOException {
    Temporary.delete(folder);
  }
}
