package io.beatweaver.tempo;

/**
 * A stretch of audio that holds a stretch of beats, as v4 audio data has it ({@code si, ei, sb,
 * eb}).
 *
 * @param startSeconds where it begins in the audio
 * @param endSeconds where it ends, after the start
 * @param startBeat the beat at its start
 * @param endBeat the beat at its end, after the start
 */
public record TempoRegion(
    double startSeconds, double endSeconds, double startBeat, double endBeat) {
  /** Refuses regions without extent. */
  public TempoRegion {
    if (!Double.isFinite(startSeconds)
        || !Double.isFinite(endSeconds)
        || !Double.isFinite(startBeat)
        || !Double.isFinite(endBeat)
        || endSeconds <= startSeconds
        || endBeat <= startBeat) {
      throw new IllegalArgumentException(
          "region without extent: seconds "
              + startSeconds
              + ".."
              + endSeconds
              + ", beats "
              + startBeat
              + ".."
              + endBeat);
    }
  }

  /**
   * The region's tempo.
   *
   * @return beats a minute
   */
  public double bpm() {
    return (endBeat - startBeat) * 60 / (endSeconds - startSeconds);
  }
}
