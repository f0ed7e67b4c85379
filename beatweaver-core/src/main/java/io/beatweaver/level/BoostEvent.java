package io.beatweaver.level;

import java.util.Comparator;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * A switch to the second set of light colours, or back.
 *
 * @param beat where, in beats; finite
 * @param on whether the second set is used from here on
 * @param extras what else the file says of it
 */
public record BoostEvent(double beat, boolean on, Extras extras) {
  /** Beat, off before on. */
  public static final Comparator<BoostEvent> ORDER =
      Comparator.comparingDouble(BoostEvent::beat).thenComparing(BoostEvent::on);

  /** Refuses a beat that is no number. */
  public BoostEvent {
    Checks.finite(beat, "beat");
    Objects.requireNonNull(extras, "extras");
  }

  /**
   * A switch without extras.
   *
   * @param beat where, in beats
   * @param on whether the second set is used from here on
   */
  public BoostEvent(double beat, boolean on) {
    this(beat, on, Extras.NONE);
  }

  /**
   * This switch moved in time; all else stays.
   *
   * @param beats from this beatmap's beats to the new ones; rising
   * @return the moved one
   */
  public BoostEvent moved(DoubleUnaryOperator beats) {
    return new BoostEvent(beats.applyAsDouble(beat), on, extras);
  }
}
