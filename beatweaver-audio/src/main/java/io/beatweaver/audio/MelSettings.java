package io.beatweaver.audio;

import io.beatweaver.audio.internal.Parallel;

/**
 * How a mel spectrogram is made: frames of {@code nFft} samples with a periodic Hann window, one
 * every {@code hop} samples, the first centred on sample 0 with silence around the audio; power
 * summed in {@code bands} triangles on Slaney's mel scale, of equal area, from 0 Hz to half the
 * sample rate.
 *
 * @param sampleRate samples a second; audio at another rate is resampled first if this is {@value
 *     Resampler#TARGET_RATE}
 * @param nFft samples a frame, even, from 64 to 65,536
 * @param hop samples between frames, from 1 to {@code nFft}
 * @param bands mel bands, from 1 to {@code nFft / 2}
 */
public record MelSettings(int sampleRate, int nFft, int hop, int bands) {
  /** What models are trained on: 22,050 Hz, frames of 2,048 samples every 512, 80 bands. */
  public static final MelSettings DEFAULT = new MelSettings(Resampler.TARGET_RATE, 2048, 512, 80);

  /** Refuses settings that make no frames. */
  public MelSettings {
    if (sampleRate < AudioDecoder.MIN_SAMPLE_RATE || sampleRate > AudioDecoder.MAX_SAMPLE_RATE) {
      throw new IllegalArgumentException("sample rate out of range: " + sampleRate);
    }
    if (nFft < 64 || nFft > 1 << 16 || nFft % 2 != 0) {
      throw new IllegalArgumentException("nFft must be even, from 64 to 65536: " + nFft);
    }
    if (hop < 1 || hop > nFft) {
      throw new IllegalArgumentException("hop must be from 1 to nFft: " + hop);
    }
    if (bands < 1 || bands > nFft / 2) {
      throw new IllegalArgumentException("bands must be from 1 to nFft / 2: " + bands);
    }
  }

  /**
   * Frames that audio of a length makes.
   *
   * @param samples at least 0
   * @return {@code 1 + samples / hop}
   */
  public int frames(int samples) {
    return 1 + samples / hop;
  }

  /**
   * Where a frame's centre is.
   *
   * @param frame the frame's index
   * @return seconds from the start of the audio
   */
  public double secondsOf(int frame) {
    return (double) frame * hop / sampleRate;
  }

  /** The clip at the rate that these settings want. */
  AudioClip fit(AudioClip clip, Parallel parallel) {
    if (clip.sampleRate() == sampleRate) {
      return clip;
    }
    if (sampleRate != Resampler.TARGET_RATE) {
      throw new IllegalArgumentException(
          "audio at " + clip.sampleRate() + " Hz with settings for " + sampleRate + " Hz");
    }
    return Resampler.toTargetRate(clip, parallel);
  }
}
