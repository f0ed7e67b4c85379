package io.beatweaver.audio;

import io.beatweaver.audio.internal.DirectResampler;
import io.beatweaver.audio.internal.OverlapSaveResampler;
import io.beatweaver.audio.internal.Parallel;
import io.beatweaver.audio.internal.ResamplingKernel;
import io.beatweaver.audio.internal.StreamResampler;

/**
 * Brings audio to {@value #TARGET_RATE} Hz with the response of libsoxr's "HQ" recipe, whose
 * transition band decides the top mel bands: sample by sample within 2e-6 at 44.1 and 48 kHz; at
 * other rates white noise differs by 58 dB or more below the signal. Zero delay; n samples become
 * {@code ceil(n * 22050 / rate)}.
 *
 * <p>A whole clip goes through {@link #toTargetRate}. A long file goes piece by piece through an
 * object of this class, which holds a few seconds of it; the samples are the same, bit by bit,
 * however the signal is cut up:
 *
 * <pre>{@code
 * Resampler resampler = new Resampler(44_100);
 * while (...) {
 *   resampler.push(block, 0, count, sink);
 * }
 * resampler.finish(sink);
 * }</pre>
 *
 * <p>Rates with a small ratio to the target go through an FFT (overlap-save); others through a
 * direct polyphase filter, which is also what the fast path is tested against. An object is for one
 * thread and one signal; the static method is thread-safe.
 */
public final class Resampler {
  /** The rate that all analysis works at. */
  public static final int TARGET_RATE = 22_050;

  private final int rate;
  private final StreamResampler stream;
  private long taken;
  private boolean finished;

  /**
   * For one signal, on the calling thread.
   *
   * @param sampleRate samples a second of what comes in, from {@value AudioDecoder#MIN_SAMPLE_RATE}
   *     to {@value AudioDecoder#MAX_SAMPLE_RATE}
   */
  public Resampler(int sampleRate) {
    this(sampleRate, Parallel.NONE);
  }

  Resampler(int sampleRate, Parallel parallel) {
    if (sampleRate < AudioDecoder.MIN_SAMPLE_RATE || sampleRate > AudioDecoder.MAX_SAMPLE_RATE) {
      throw new IllegalArgumentException("sample rate out of range: " + sampleRate);
    }
    rate = sampleRate;
    stream = rate == TARGET_RATE ? null : stream(rate, parallel);
  }

  private static StreamResampler stream(int rate, Parallel parallel) {
    ResamplingKernel kernel = ResamplingKernel.between(rate, TARGET_RATE);
    StreamResampler fast = OverlapSaveResampler.of(kernel, parallel);
    return fast != null ? fast : new DirectResampler(kernel);
  }

  /**
   * Takes the next samples.
   *
   * @param samples has them; finite
   * @param offset where they begin
   * @param count how many, at least 0
   * @param out gets what is ready at {@value #TARGET_RATE} Hz
   * @throws IllegalStateException if the signal is finished
   */
  public void push(float[] samples, int offset, int count, SampleSink out) {
    requireOpen();
    taken += count;
    if (stream == null) {
      out.accept(samples, offset, count);
    } else {
      stream.push(samples, offset, count, out);
    }
  }

  /**
   * Ends the signal.
   *
   * @param out gets the rest
   * @throws IllegalStateException if it is finished already
   */
  public void finish(SampleSink out) {
    requireOpen();
    finished = true;
    if (stream != null) {
      stream.finish(out);
    }
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("the signal is finished after " + taken + " samples");
    }
  }

  /**
   * Samples at {@value #TARGET_RATE} Hz that so many at another rate become.
   *
   * @param samples at least 0
   * @param sampleRate their rate
   * @return {@code ceil(samples * 22050 / sampleRate)}
   */
  public static long lengthOf(long samples, int sampleRate) {
    return (samples * TARGET_RATE + sampleRate - 1) / sampleRate;
  }

  /**
   * Resamples a clip.
   *
   * @param clip any clip
   * @return the clip at {@value #TARGET_RATE} Hz; the same object if it is at that rate already
   * @throws IllegalArgumentException if the result would not fit an array
   */
  public static AudioClip toTargetRate(AudioClip clip) {
    return toTargetRate(clip, Parallel.NONE);
  }

  static AudioClip toTargetRate(AudioClip clip, Parallel parallel) {
    int rate = clip.sampleRate();
    if (rate == TARGET_RATE) {
      return clip;
    }
    long length = lengthOf(clip.length(), rate);
    if (length > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException("too long to resample: " + clip);
    }
    float[] all = new float[(int) length];
    int[] filled = {0};
    SampleSink sink =
        (samples, offset, count) -> {
          System.arraycopy(samples, offset, all, filled[0], count);
          filled[0] += count;
        };
    Resampler resampler = new Resampler(rate, parallel);
    resampler.push(clip.shared(), 0, clip.length(), sink);
    resampler.finish(sink);
    return AudioClip.wrap(all, TARGET_RATE);
  }
}
