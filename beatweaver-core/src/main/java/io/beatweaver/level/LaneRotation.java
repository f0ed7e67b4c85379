package io.beatweaver.level;

import java.util.Comparator;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * A turn of the lane that objects come along, in 360 and 90 degree beatmaps. Turns add up: an
 * object stands where all turns before it have led.
 *
 * @param beat where, in beats; finite
 * @param early whether it applies to objects on the same beat already, or only to those after it
 * @param degrees clockwise, seen from above; finite
 * @param extras what else the file says of it
 */
public record LaneRotation(double beat, boolean early, double degrees, Extras extras) {
  /** Beat, then early before late. */
  public static final Comparator<LaneRotation> ORDER =
      Comparator.comparingDouble(LaneRotation::beat).thenComparing(r -> !r.early());

  /** Refuses numbers that are none. */
  public LaneRotation {
    Checks.finite(beat, "beat");
    Checks.finite(degrees, "degrees");
    Objects.requireNonNull(extras, "extras");
  }

  /**
   * A turn without extras.
   *
   * @param beat where, in beats
   * @param early whether objects on the same beat are turned
   * @param degrees clockwise
   */
  public LaneRotation(double beat, boolean early, double degrees) {
    this(beat, early, degrees, Extras.NONE);
  }

  /**
   * This turn moved in time; all else stays.
   *
   * @param beats from this beatmap's beats to the new ones; rising
   * @return the moved one
   */
  public LaneRotation moved(DoubleUnaryOperator beats) {
    return new LaneRotation(beats.applyAsDouble(beat), early, degrees, extras);
  }
}
