package io.beatweaver.benchmarks;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.storage.FeatureCache;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One song's features out of a warm cache. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FeatureCacheBenchmark {
  private static final int ROWS = 6000;

  private Path folder;
  private FeatureCache cache;
  private String key;

  /**
   * Fills a cache.
   *
   * @throws IOException if the disk fails
   */
  @Setup
  public void setUp() throws IOException {
    folder = Files.createTempDirectory("beatweaver-cache");
    cache = FeatureCache.open(folder);
    key = FeatureCache.key("0".repeat(64), TempoMap.constant(120), "benchmark");
    float[] values = new float[ROWS * SongFeatures.COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    SongFeatures features = SongFeatures.wrap(values);
    cache.getOrCompute(key, () -> features);
  }

  /**
   * Reads a song of 6,000 rows.
   *
   * @return its features
   * @throws IOException if the disk fails
   */
  @Benchmark
  public Optional<SongFeatures> find() throws IOException {
    return cache.find(key);
  }

  /**
   * Empties the cache.
   *
   * @throws IOException if the disk fails
   */
  @TearDown
  public void tearDown() throws IOException {
    Temporary.delete(folder);
  }
}
