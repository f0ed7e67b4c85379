package io.beatweaver.audio;

import io.beatweaver.audio.internal.DirectResampler;
import io.beatweaver.audio.internal.OverlapSaveResampler;
import io.beatweaver.audio.internal.ResamplingKernel;

/**
 * Brings audio to {@value #TARGET_RATE} Hz with the response of libsoxr's "HQ" recipe, whose
 * transition band decides the top mel bands: sample by sample within 2e-6 at 44.1 kHz and 1e-4 at
 * 48 kHz, about 60 dB below the signal for white noise at other rates. Zero delay; n samples become
 * {@code ceil(n * 22050 / rate)}. Thread-safe.
 *
 * <p>Rates with a small ratio to the target go through an FFT (overlap-save); others through a
 * direct polyphase filter, which is also what the fast path is tested against.
 */
public final class Resampler {
  /** The rate that all analysis works at. */
  public static final int TARGET_RATE = 22_050;

  private Resampler() {}

  /**
   * Resamples a clip.
   *
   * @param clip any clip
   * @return the clip at {@value #TARGET_RATE} Hz; the same object if it is at that rate already
   * @throws IllegalArgumentException if the result would not fit an array
   */
  public static AudioClip toTargetRate(AudioClip clip) {
    int rate = clip.sampleRate();
    if (rate == TARGET_RATE) {
      return clip;
    }
    long length = ((long) clip.length() * TARGET_RATE + rate - 1) / rate;
    if (length > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException("too long to resample: " + clip);
    }
    float[] out = new float[(int) length];
    ResamplingKernel kernel = ResamplingKernel.between(rate, TARGET_RATE);
    OverlapSaveResampler fast = OverlapSaveResampler.of(kernel);
    if (fast != null) {
      fast.resample(clip.shared(), out);
    } else {
      new DirectResampler(kernel).resample(clip.shared(), out);
    }
    return AudioClip.wrap(out, TARGET_RATE);
  }
}
