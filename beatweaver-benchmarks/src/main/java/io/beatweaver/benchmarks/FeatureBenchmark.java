package io.beatweaver.benchmarks;

import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.audio.Resampler;
import io.beatweaver.audio.SongAnalysis;
import io.beatweaver.audio.TempoEstimate;
import io.beatweaver.audio.TempoEstimator;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.tempo.TempoMap;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a three-minute song costs at 22,050 Hz, in plain code; {@link VectorFeatureBenchmark} is the
 * same on the Vector API. Everything on one core but for {@link #analyseOnTwoCores}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FeatureBenchmark {
  private AudioClip clip;
  private AudioClip cd;
  private AudioClip dat;
  private float[] samples;
  private TempoMap tempo;
  private FeatureExtractor extractor;
  private FeatureExtractor twoCores;
  private SongAnalysis analysis;
  private float[] rows;

  /** Synthesises a song; at the higher rates it is as long and sounds otherwise. */
  @Setup
  public void setUp() {
    clip = Songs.clip(0);
    samples = clip.toArray();
    cd = asIfAt(44_100);
    dat = asIfAt(48_000);
    tempo = Songs.song(0).tempo();
    extractor = new FeatureExtractor();
    twoCores = new FeatureExtractor(2);
    analysis = extractor.analyse(clip);
    rows = extractor.extractRaw(analysis, tempo);
  }

  private AudioClip asIfAt(int rate) {
    float[] longer = Arrays.copyOf(samples, (int) (rate * clip.seconds()));
    for (int from = samples.length; from < longer.length; from += samples.length) {
      System.arraycopy(samples, 0, longer, from, Math.min(samples.length, longer.length - from));
    }
    return AudioClip.wrap(longer, rate);
  }

  /**
   * Mel bands and the onset envelope of one transform.
   *
   * @return the analysis
   */
  @Benchmark
  public SongAnalysis analyse() {
    return extractor.analyse(clip);
  }

  /**
   * The same with a helper.
   *
   * @return the analysis
   */
  @Benchmark
  public SongAnalysis analyseOnTwoCores() {
    return twoCores.analyse(clip);
  }

  /**
   * A peer: mel bands and onset envelope as two passes of JTransforms, frame by frame, with dense
   * loops and {@link Math#log10}, as one writes it down from the definition.
   *
   * @return mel and onset bands
   */
  @Benchmark
  public float[][] analyseByFrames() {
    return new float[][] {FramePeer.mel(samples, 80), FramePeer.mel(samples, 128)};
  }

  /**
   * Alignment alone: rows of an analysed song on the beat grid, into an array that is there.
   *
   * @return the number of rows
   */
  @Benchmark
  public int align() {
    return extractor.extractRaw(analysis, tempo, rows);
  }

  /**
   * Analysis, alignment, normalisation.
   *
   * @return the features
   */
  @Benchmark
  public SongFeatures features() {
    return extractor.extract(clip, tempo);
  }

  /**
   * Tempo, its changes and first beat alone, with a transform of its own.
   *
   * @return the estimate
   */
  @Benchmark
  public TempoEstimate tempo() {
    return TempoEstimator.estimate(clip);
  }

  /**
   * The same of a song that is analysed already: what the tempo costs on top of the features.
   *
   * @return the estimate
   */
  @Benchmark
  public TempoEstimate tempoOfAnalysis() {
    return TempoEstimator.estimate(clip, analysis);
  }

  /**
   * The same on two cores.
   *
   * @return the estimate
   */
  @Benchmark
  public TempoEstimate tempoOfAnalysisOnTwoCores() {
    return TempoEstimator.estimate(clip, analysis, 2);
  }

  /**
   * From 44.1 kHz.
   *
   * @return the clip at 22,050 Hz
   */
  @Benchmark
  public AudioClip resample44100() {
    return Resampler.toTargetRate(cd);
  }

  /**
   * From 48 kHz.
   *
   * @return the clip at 22,050 Hz
   */
  @Benchmark
  public AudioClip resample48000() {
    return Resampler.toTargetRate(dat);
  }
}
