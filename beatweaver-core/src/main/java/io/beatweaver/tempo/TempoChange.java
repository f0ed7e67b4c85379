package io.beatweaver.tempo;

/**
 * From a beat on, another tempo.
 *
 * @param beat where it begins, finite
 * @param bpm beats a minute, finite and above 0
 */
public record TempoChange(double beat, double bpm) {
  /** Refuses what can't be a tempo. */
  public TempoChange {
    if (!Double.isFinite(beat)) {
      throw new IllegalArgumentException("beat must be finite: " + beat);
    }
    TempoMap.requireBpm(bpm);
  }
}
