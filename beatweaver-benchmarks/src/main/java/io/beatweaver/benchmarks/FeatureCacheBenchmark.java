package io.beatweaver.benchmarks;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.storage.CachedSong;
import io.beatweaver.storage.FeatureCache;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
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
 * Windows and whole songs at random out of a warm cache, and out of the layouts that it is measured
 * against: a .npy file a song, and a float16 file a song with a checksum over all of it, which is
 * what the cache was before. With {@code -p songs=1000} the cache holds 1 GiB, the .npy files twice
 * that.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FeatureCacheBenchmark {
  private static final int ROWS = 6500;
  private static final int WINDOW = 128;

  /** Songs to choose from. */
  @Param("20")
  public int songs;

  private final SplittableRandom random = new SplittableRandom(1);
  private final float[] window = new float[WINDOW * SongFeatures.COLUMNS];
  private Path folder;
  private FeatureCache cache;
  private String[] keys;
  private CachedSong[] cached;

  /**
   * Writes every song in each layout.
   *
   * @throws IOException if the disk fails
   */
  @Setup
  public void setUp() throws IOException {
    folder = Files.createTempDirectory("beatweaver-cache");
    cache = FeatureCache.open(folder.resolve("cache"));
    keys = new String[songs];
    cached = new CachedSong[songs];
    float[] values = new float[ROWS * SongFeatures.COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    for (int song = 0; song < songs; song++) {
      values[song] = 0;
      keys[song] = FeatureCache.key("", TempoMap.constant(120), "song " + song);
      SongFeatures features = cache.put(keys[song], SongFeatures.wrap(values.clone()));
      FeatureCache.exportNpy(features, npy(song));
      HalfFile.write(half(song), features);
      cached[song] = cache.song(keys[song]).orElseThrow();
    }
  }

  private Path npy(int song) {
    return folder.resolve("npy").resolve(song + ".npy");
  }

  private Path half(int song) {
    return folder.resolve("half").resolve(song + ".half");
  }

  private int anySong() {
    return random.nextInt(songs);
  }

  private int anyRow() {
    return random.nextInt(ROWS - WINDOW);
  }

  /**
   * 128 rows of a song at hand.
   *
   * @return the window
   * @throws IOException if the disk fails
   */
  @Benchmark
  public float[] window() throws IOException {
    cached[anySong()].copyRows(anyRow(), WINDOW, window, 0);
    return window;
  }

  /**
   * 128 rows of a song that is looked up by its key.
   *
   * @return the window
   * @throws IOException if the disk fails
   */
  @Benchmark
  public float[] windowByKey() throws IOException {
    cache.copyWindow(keys[anySong()], anyRow(), WINDOW, window);
    return window;
  }

  /**
   * 128 rows out of a .npy file: opened, its header read, the rows read.
   *
   * @return the window
   * @throws IOException if the disk fails
   */
  @Benchmark
  public float[] windowOfNpyFile() throws IOException {
    NpyFile.copyRows(npy(anySong()), anyRow(), WINDOW, window);
    return window;
  }

  /**
   * 128 rows out of the former format, whose checksum covers the file.
   *
   * @return the window
   * @throws IOException if the disk fails
   */
  @Benchmark
  public float[] windowOfHalfFile() throws IOException {
    SongFeatures.wrap(HalfFile.read(half(anySong()))).copyRows(anyRow(), WINDOW, window, 0);
    return window;
  }

  /**
   * A song, checksum verified.
   *
   * @return its features
   * @throws IOException if the disk fails
   */
  @Benchmark
  public SongFeatures song() throws IOException {
    return cache.find(keys[anySong()]).orElseThrow();
  }

  /**
   * A song out of a .npy file.
   *
   * @return its values
   * @throws IOException if the disk fails
   */
  @Benchmark
  public float[] songOfNpyFile() throws IOException {
    float[] values = new float[ROWS * SongFeatures.COLUMNS];
    NpyFile.copyRows(npy(anySong()), 0, ROWS, values);
    return values;
  }

  /**
   * A song out of the former format, checksum verified.
   *
   * @return its values
   * @throws IOException if the disk fails
   */
  @Benchmark
  public float[] songOfHalfFile() throws IOException {
    return HalfFile.read(half(anySong()));
  }

  /**
   * Empties the folder.
   *
   * @throws IOException if the disk fails
   */
  @TearDown
  public void tearDown() throws IOException {
    cache.close();
    Temporary.delete(folder);
  }
}
