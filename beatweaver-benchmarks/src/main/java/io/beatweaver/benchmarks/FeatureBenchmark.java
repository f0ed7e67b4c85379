package io.beatweaver.benchmarks;

import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.audio.MelSettings;
import io.beatweaver.audio.MelSpectrogram;
import io.beatweaver.audio.TempoEstimate;
import io.beatweaver.audio.TempoEstimator;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.tempo.TempoMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A three-minute song at 22,050 Hz: log-mel alone, all features on the beat grid, and tempo. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FeatureBenchmark {
  private AudioClip clip;
  private TempoMap tempo;
  private FeatureExtractor extractor;

  /** Synthesises a song. */
  @Setup
  public void setUp() {
    clip = Songs.clip(0);
    tempo = Songs.song(0).tempo();
    extractor = new FeatureExtractor();
  }

  /**
   * The log-mel spectrogram, one core.
   *
   * @return the spectrogram
   */
  @Benchmark
  public MelSpectrogram mel() {
    return MelSpectrogram.of(clip, MelSettings.DEFAULT, 1);
  }

  /**
   * Mel, onsets, alignment and normalisation, one core.
   *
   * @return the features
   */
  @Benchmark
  public SongFeatures features() {
    return extractor.extract(clip, tempo);
  }

  /**
   * Tempo and first beat, one core.
   *
   * @return the estimate
   */
  @Benchmark
  public TempoEstimate tempo() {
    return TempoEstimator.estimate(clip);
  }
}
