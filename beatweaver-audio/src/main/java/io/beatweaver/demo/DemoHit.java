package io.beatweaver.demo;

import java.util.Comparator;
import java.util.Objects;

/**
 * One voice of a demo song begins to sound.
 *
 * @param beat when, in beats from 0; on the 1/16 grid
 * @param voice who
 * @param pitch MIDI note number (69 is A at 440 Hz); 0 for drums
 * @param velocity how loud, above 0, at most 1
 * @param beats how long, above 0
 */
public record DemoHit(double beat, Voice voice, double pitch, double velocity, double beats) {
  /** Beat, then voice. */
  public static final Comparator<DemoHit> ORDER =
      Comparator.comparingDouble(DemoHit::beat)
          .thenComparing(DemoHit::voice)
          .thenComparingDouble(DemoHit::pitch);

  /** Refuses what can't sound. */
  public DemoHit {
    Objects.requireNonNull(voice, "voice");
    if (!(beat >= 0) || !(pitch >= 0) || !(velocity > 0 && velocity <= 1) || !(beats > 0)) {
      throw new IllegalArgumentException(
          "no hit: beat " + beat + ", pitch " + pitch + ", velocity " + velocity + ", " + beats);
    }
  }

  /**
   * Whether this is a chord that swells: it has no attack that could be charted.
   *
   * @return true for long chords
   */
  public boolean isPad() {
    return voice == Voice.CHORD && beats >= Voice.PAD_BEATS;
  }
}
