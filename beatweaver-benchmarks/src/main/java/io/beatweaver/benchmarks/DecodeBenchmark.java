package io.beatweaver.benchmarks;

import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.AudioFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * Decoding a three-minute song of each format to mono. Run with {@code -t 1} and {@code -t 2} to
 * see what a second core gives.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DecodeBenchmark {
  /** The format. */
  @Param AudioFormat format;

  private Path folder;
  private Path song;

  /**
   * Makes the song.
   *
   * @throws IOException if the disk fails
   */
  @Setup(Level.Trial)
  public void setUp() throws IOException {
    folder = Files.createTempDirectory("decode");
    song = LoopedSong.write(folder, format, Songs.SECONDS);
  }

  /**
   * Deletes it.
   *
   * @throws IOException if the disk fails
   */
  @TearDown(Level.Trial)
  public void tearDown() throws IOException {
    Temporary.delete(folder);
  }

  /**
   * Our decoders.
   *
   * @return the song
   * @throws IOException if the disk fails
   */
  @Benchmark
  public AudioClip decode() throws IOException {
    return AudioDecoder.decode(song);
  }
}
