package io.beatweaver.audio;

import io.beatweaver.tempo.TempoMap;

/**
 * One tempo for a whole song and where its beats are.
 *
 * @param bpm beats a minute, above 0
 * @param firstBeatSeconds the first beat in the audio, from 0 to less than a beat's length; which
 *     beat of a bar it is isn't known
 * @param confidence how much the song repeats itself from beat to beat, 0 to 1; 0 says that no beat
 *     was found and the rest is a default
 */
public record TempoEstimate(double bpm, double firstBeatSeconds, double confidence) {
  /** What a song without a beat gets: 120 beats a minute from its start, confidence 0. */
  public static final TempoEstimate DEFAULT = new TempoEstimate(120, 0, 0);

  /** Refuses values out of range. */
  public TempoEstimate {
    if (!(bpm >= TempoMap.MIN_BPM && bpm <= TempoMap.MAX_BPM)) {
      throw new IllegalArgumentException("no tempo: " + bpm);
    }
    if (!(firstBeatSeconds >= 0 && firstBeatSeconds < 60 / bpm)) {
      throw new IllegalArgumentException(
          "the first beat must lie in the first beat's length: " + firstBeatSeconds);
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be from 0 to 1: " + confidence);
    }
  }

  /**
   * As a tempo map with beat 0 at the first beat.
   *
   * @return one tempo for the whole song
   */
  public TempoMap toTempoMap() {
    return TempoMap.constant(bpm, firstBeatSeconds);
  }
}
