package io.beatweaver.audio;

import io.beatweaver.audio.internal.Loudness;
import io.beatweaver.audio.internal.MelBank;
import io.beatweaver.audio.internal.Parallel;
import io.beatweaver.audio.internal.Spectra;
import io.beatweaver.level.ReadWarning;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Makes a {@link SongAnalysis} of a song that comes piece by piece, so that a long file need not be
 * in memory as samples: what is kept is 208 values for every 512 samples at 22,050 Hz. The result
 * doesn't depend on the pieces or the workers. For one song and one thread.
 *
 * <pre>{@code
 * SongAnalyser analyser = new SongAnalyser(44_100);
 * while (...) {
 *   analyser.accept(block, 0, count);
 * }
 * SongAnalysis song = analyser.finish();
 * }</pre>
 */
public final class SongAnalyser implements SampleSink {
  private static final MelSettings SETTINGS = MelSettings.DEFAULT;

  private final int sampleRate;
  private final Resampler resampler;
  private final Spectra spectra;
  private long taken;

  /**
   * Works on the calling thread.
   *
   * @param sampleRate samples a second of what comes in, from {@value AudioDecoder#MIN_SAMPLE_RATE}
   *     to {@value AudioDecoder#MAX_SAMPLE_RATE}
   */
  public SongAnalyser(int sampleRate) {
    this(sampleRate, Parallel.NONE);
  }

  /**
   * Works on several stretches of the song at once.
   *
   * @param sampleRate samples a second of what comes in
   * @param workers threads at work at once, the calling one among them, at least 1
   * @param executor runs the others; where it has no thread free the caller does their work
   */
  public SongAnalyser(int sampleRate, int workers, Executor executor) {
    this(sampleRate, new Parallel(workers, executor));
  }

  SongAnalyser(int sampleRate, Parallel parallel) {
    this.sampleRate = sampleRate;
    resampler = new Resampler(sampleRate, parallel);
    MelBank mel = new MelBank(SETTINGS.sampleRate(), SETTINGS.nFft(), SETTINGS.bands());
    spectra = new Spectra(SETTINGS.nFft(), SETTINGS.hop(), parallel, mel, OnsetEnvelope.bank());
  }

  /**
   * Takes the next samples of the song.
   *
   * @param samples finite mono samples
   * @param offset where they begin
   * @param count how many
   * @throws IllegalArgumentException if the song gets too long for arrays: some four days
   * @throws IllegalStateException if the song is finished
   */
  @Override
  public void accept(float[] samples, int offset, int count) {
    taken += count;
    resampler.push(samples, offset, count, spectra::push);
  }

  /**
   * Ends the song.
   *
   * @return what it sounds like
   * @throws IllegalStateException if it is finished already
   */
  public SongAnalysis finish() {
    return finish(List.of());
  }

  /** As {@link #finish()}, of a song whose file was read with warnings. */
  SongAnalysis finish(List<ReadWarning> warnings) {
    resampler.finish(spectra::push);
    float[][] decibels = spectra.finish();
    float[] onsets = Loudness.onsets(decibels[1], OnsetEnvelope.BANDS, OnsetEnvelope.DELAY);
    boolean sounding = Loudness.relativeToPeak(decibels[0]);
    double seconds = (double) taken / sampleRate;
    return new SongAnalysis(decibels[0], onsets, decibels[1], sounding, seconds, warnings);
  }
}
