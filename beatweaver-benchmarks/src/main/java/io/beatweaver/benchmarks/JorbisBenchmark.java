package io.beatweaver.benchmarks;

import io.beatweaver.audio.AudioFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The peer of {@link DecodeBenchmark} for Ogg Vorbis: JOrbis on the same three-minute song. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class JorbisBenchmark {
  private byte[] song;

  /**
   * Makes the song.
   *
   * @throws IOException if the disk fails
   */
  @Setup
  public void setUp() throws IOException {
    Path folder = Files.createTempDirectory("jorbis");
    try {
      song = Files.readAllBytes(LoopedSong.write(folder, AudioFormat.OGG_VORBIS, Songs.SECONDS));
    } finally {
      Temporary.delete(folder);
    }
  }

  /**
   * JOrbis.
   *
   * @return the samples
   */
  @Benchmark
  public float[] decode() {
    return JorbisPeer.decode(song);
  }
}
