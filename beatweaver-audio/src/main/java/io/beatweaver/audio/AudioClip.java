package io.beatweaver.audio;

import io.beatweaver.level.ReadWarning;
import java.util.Arrays;
import java.util.List;

/**
 * A piece of mono audio: samples of about [-1, 1] at a rate. Immutable and safe to share between
 * threads.
 */
public final class AudioClip {
  private final float[] samples;
  private final int sampleRate;
  private final List<ReadWarning> warnings;

  private AudioClip(float[] samples, int sampleRate, List<ReadWarning> warnings) {
    this.samples = samples;
    this.sampleRate = sampleRate;
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Takes ownership of an array: the caller must not change it afterwards.
   *
   * @param samples finite mono samples, may be empty
   * @param sampleRate samples a second, from {@value AudioDecoder#MIN_SAMPLE_RATE} to {@value
   *     AudioDecoder#MAX_SAMPLE_RATE}
   * @return the clip
   * @throws IllegalArgumentException if a sample is NaN or infinite or the rate is out of range
   */
  public static AudioClip wrap(float[] samples, int sampleRate) {
    if (sampleRate < AudioDecoder.MIN_SAMPLE_RATE || sampleRate > AudioDecoder.MAX_SAMPLE_RATE) {
      throw new IllegalArgumentException("sample rate out of range: " + sampleRate);
    }
    for (int i = 0; i < samples.length; i++) {
      if (!Float.isFinite(samples[i])) {
        throw new IllegalArgumentException("sample " + i + " is " + samples[i]);
      }
    }
    return new AudioClip(samples, sampleRate, List.of());
  }

  /** All that a source gave: it has looked at rate and samples itself. */
  static AudioClip of(float[] samples, AudioSource source) {
    return new AudioClip(samples, source.sampleRate(), source.warnings());
  }

  /**
   * The number of samples.
   *
   * @return at least 0
   */
  public int length() {
    return samples.length;
  }

  /**
   * One sample.
   *
   * @param index 0..length-1
   * @return the sample
   */
  public float sample(int index) {
    return samples[index];
  }

  /**
   * Samples a second.
   *
   * @return above 0
   */
  public int sampleRate() {
    return sampleRate;
  }

  /**
   * The length in time.
   *
   * @return seconds
   */
  public double seconds() {
    return (double) samples.length / sampleRate;
  }

  /**
   * What was wrong with the file that the clip was decoded from and was passed over, such as a cut
   * end. Clips of equal samples are equal whatever their warnings.
   *
   * @return file, place and reason of each, empty for a clip from elsewhere
   */
  public List<ReadWarning> warnings() {
    return warnings;
  }

  /**
   * A copy of all samples.
   *
   * @return {@code length} samples
   */
  public float[] toArray() {
    return samples.clone();
  }

  /** The samples themselves; nobody may write to them. */
  float[] shared() {
    return samples;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AudioClip that
        && sampleRate == that.sampleRate
        && Arrays.equals(samples, that.samples);
  }

  @Override
  public int hashCode() {
    return 31 * sampleRate + Arrays.hashCode(samples);
  }

  @Override
  public String toString() {
    return "AudioClip[" + samples.length + " samples at " + sampleRate + " Hz]";
  }
}
