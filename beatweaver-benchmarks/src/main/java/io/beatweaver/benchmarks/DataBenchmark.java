package io.beatweaver.benchmarks;

import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.AudioFormat;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.model.internal.net.Batch;
import io.beatweaver.model.internal.train.BatchMaker;
import io.beatweaver.model.internal.train.WindowRef;
import io.beatweaver.storage.FeatureCache;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A sample of the small model at random out of a warm cache, against what it costs without a cache:
 * decoding the song, which is of three minutes, and extracting its features.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DataBenchmark {
  private static final int SONGS = 20;

  private final ModelConfig config = ModelConfig.small();
  private final SplittableRandom random = new SplittableRandom(1);
  private final float[] window = new float[config.audioRows() * SongFeatures.COLUMNS];
  private final FeatureExtractor extractor = new FeatureExtractor();
  private final TempoMap tempo = TempoMap.constant(130);
  private Path folder;
  private Path audio;
  private FeatureCache cache;
  private List<TrainingSong> songs;
  private List<WindowRef> windows;
  private BatchMaker maker;
  private ByteBuffer features;

  /**
   * Fills a cache and writes a song file.
   *
   * @throws IOException if the disk fails
   */
  @Setup
  public void setUp() throws IOException {
    folder = Files.createTempDirectory("beatweaver-data");
    audio = LoopedSong.write(folder, AudioFormat.OGG_VORBIS, Songs.SECONDS);
    cache = FeatureCache.open(folder.resolve("cache"));
    TrainingSongs.fill(cache, SONGS);
    songs = TrainingSongs.of(cache, SONGS);
    windows = WindowRef.all(songs, config);
    maker = new BatchMaker(songs, config);
    features = Batch.buffer(maker.featureValues(1));
  }

  /**
   * A window's features.
   *
   * @return {@code [704][81]}
   * @throws IOException if the disk fails
   */
  @Benchmark
  public float[] window() throws IOException {
    WindowRef ref = windows.get(random.nextInt(windows.size()));
    songs.get(ref.song()).features().copyRows(ref.bar() * 64, config.audioRows(), window, 0);
    return window;
  }

  /**
   * All that is learned of a window: features, tokens with what goes beside each, onsets.
   *
   * @return a batch of one window
   * @throws IOException if the disk fails
   */
  @Benchmark
  public Batch sample() throws IOException {
    WindowRef ref = windows.get(random.nextInt(windows.size()));
    return maker.plain(List.of(ref), new int[] {ref.song()}, features);
  }

  /**
   * A window's features without a cache.
   *
   * @return {@code [704][81]}
   * @throws IOException if the disk fails
   */
  @Benchmark
  public float[] windowComputed() throws IOException {
    SongFeatures song = extractor.extract(AudioDecoder.decode(audio), tempo);
    song.copyRows(64 * random.nextInt(60), config.audioRows(), window, 0);
    return window;
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
