package io.beatweaver.audio;

import java.util.Objects;

/**
 * What a song file holds, without its samples.
 *
 * @param format how it is stored
 * @param sampleRate frames a second, above 0
 * @param channels at least 1
 * @param frames samples of each channel, above 0
 */
public record AudioInfo(AudioFormat format, int sampleRate, int channels, long frames) {
  /** Refuses what can't be audio. */
  public AudioInfo {
    Objects.requireNonNull(format);
    if (sampleRate <= 0 || channels <= 0 || frames <= 0) {
      throw new IllegalArgumentException(
          "not audio: " + sampleRate + " Hz, " + channels + " channels, " + frames + " frames");
    }
  }

  /**
   * The length.
   *
   * @return seconds
   */
  public double seconds() {
    return (double) frames / sampleRate;
  }
}
