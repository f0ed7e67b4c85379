package io.beatweaver.audio;

import io.beatweaver.level.ReadWarning;
import java.util.List;
import java.util.Objects;

/**
 * What a song file holds, without its samples.
 *
 * @param format how it is stored
 * @param sampleRate frames a second, above 0
 * @param channels at least 1
 * @param frames samples of each channel, above 0
 * @param warnings what is wrong with the file and was passed over, such as a cut end
 */
public record AudioInfo(
    AudioFormat format, int sampleRate, int channels, long frames, List<ReadWarning> warnings) {
  /** Refuses what can't be audio. */
  public AudioInfo {
    Objects.requireNonNull(format);
    if (sampleRate <= 0 || channels <= 0 || frames <= 0) {
      throw new IllegalArgumentException(
          "not audio: " + sampleRate + " Hz, " + channels + " channels, " + frames + " frames");
    }
    warnings = List.copyOf(warnings);
  }

  /**
   * A file with nothing wrong.
   *
   * @param format how it is stored
   * @param sampleRate frames a second, above 0
   * @param channels at least 1
   * @param frames samples of each channel, above 0
   */
  public AudioInfo(AudioFormat format, int sampleRate, int channels, long frames) {
    this(format, sampleRate, channels, frames, List.of());
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
