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
  private static final double ROUNDING_SECONDS = 1e-4;
  private static final double ROUNDING_BEATS = 1e-6;

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

  /**
   * Whether a later region begins before this one has ended. Files round to samples and beats to
   * decimals, so up to 0.1 ms and 1e-6 beat are forgiven.
   *
   * @param later a region that doesn't begin before this one
   * @return true if the two can't both hold
   */
  public boolean overlaps(TempoRegion later) {
    return later.startBeat < endBeat - ROUNDING_BEATS
        || later.startSeconds < endSeconds - ROUNDING_SECONDS
        || later.startBeat <= startBeat
        || later.startSeconds <= startSeconds;
  }
}
