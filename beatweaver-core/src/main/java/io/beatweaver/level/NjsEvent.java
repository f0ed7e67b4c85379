package io.beatweaver.level;

import java.util.Comparator;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * A change of the note jump speed on the way, which V4 alone has (4.1).
 *
 * @param beat where, in beats; finite
 * @param extend whether it repeats the event before it, at this beat; the others values are then
 *     without effect
 * @param easing how the speed gets there from the event before: -1 at once, 0 linear, others as the
 *     game numbers its easings
 * @param delta metres a second added to the beatmap's own note jump speed; finite
 * @param extras what else the file says of it
 */
public record NjsEvent(double beat, boolean extend, int easing, double delta, Extras extras) {
  /** By beat. */
  public static final Comparator<NjsEvent> ORDER = Comparator.comparingDouble(NjsEvent::beat);

  /** Refuses numbers that are none. */
  public NjsEvent {
    Checks.finite(beat, "beat");
    Checks.finite(delta, "delta");
    Objects.requireNonNull(extras, "extras");
  }

  /**
   * A change without extras.
   *
   * @param beat where, in beats
   * @param extend whether it repeats the event before it
   * @param easing how the speed gets there
   * @param delta metres a second added to the beatmap's own
   */
  public NjsEvent(double beat, boolean extend, int easing, double delta) {
    this(beat, extend, easing, delta, Extras.NONE);
  }

  /**
   * This event moved in time; all else stays.
   *
   * @param beats from this beatmap's beats to the new ones; rising
   * @return the moved one
   */
  public NjsEvent moved(DoubleUnaryOperator beats) {
    return new NjsEvent(beats.applyAsDouble(beat), extend, easing, delta, extras);
  }
}
