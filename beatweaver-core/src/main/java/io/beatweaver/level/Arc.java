package io.beatweaver.level;

import java.util.Comparator;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * An arc that guides the hand from a head to a tail.
 *
 * @param beat the head's beat; finite
 * @param x the head's column
 * @param y the head's row
 * @param hand which saber
 * @param direction the head's cut direction, 8 for no curve
 * @param headMultiplier length of the head's control point
 * @param tailBeat the tail's beat; finite
 * @param tailX the tail's column
 * @param tailY the tail's row
 * @param tailDirection the tail's cut direction
 * @param tailMultiplier length of the tail's control point
 * @param midAnchor 0 straight, 1 clockwise, 2 counter-clockwise
 * @param rotation the lane of the head, degrees clockwise; 0 outside 360 and 90 degree beatmaps
 * @param tailRotation the lane of the tail
 * @param extras what else the file says of it
 */
public record Arc(
    double beat,
    int x,
    int y,
    Hand hand,
    int direction,
    double headMultiplier,
    double tailBeat,
    int tailX,
    int tailY,
    int tailDirection,
    double tailMultiplier,
    int midAnchor,
    double rotation,
    double tailRotation,
    Extras extras) {
  /** Beat, x, y, hand, then the tail. */
  public static final Comparator<Arc> ORDER =
      Comparator.comparingDouble(Arc::beat)
          .thenComparingInt(Arc::x)
          .thenComparingInt(Arc::y)
          .thenComparing(Arc::hand)
          .thenComparingDouble(Arc::tailBeat)
          .thenComparingInt(Arc::tailX)
          .thenComparingInt(Arc::tailY);

  /** Refuses numbers that are none. */
  public Arc {
    Checks.finite(beat, "beat");
    Checks.finite(tailBeat, "tailBeat");
    Checks.finite(headMultiplier, "headMultiplier");
    Checks.finite(tailMultiplier, "tailMultiplier");
    if (hand == null) {
      throw new IllegalArgumentException("an arc needs a hand");
    }
    Checks.finite(rotation, "rotation");
    Checks.finite(tailRotation, "tailRotation");
    Objects.requireNonNull(extras, "extras");
  }

  /**
   * An arc straight ahead, without extras.
   *
   * @param beat the head's beat
   * @param x the head's column
   * @param y the head's row
   * @param hand which saber
   * @param direction the head's cut direction
   * @param headMultiplier length of the head's control point
   * @param tailBeat the tail's beat
   * @param tailX the tail's column
   * @param tailY the tail's row
   * @param tailDirection the tail's cut direction
   * @param tailMultiplier length of the tail's control point
   * @param midAnchor 0 straight, 1 clockwise, 2 counter-clockwise
   */
  public Arc(
      double beat,
      int x,
      int y,
      Hand hand,
      int direction,
      double headMultiplier,
      double tailBeat,
      int tailX,
      int tailY,
      int tailDirection,
      double tailMultiplier,
      int midAnchor) {
    this(
        beat,
        x,
        y,
        hand,
        direction,
        headMultiplier,
        tailBeat,
        tailX,
        tailY,
        tailDirection,
        tailMultiplier,
        midAnchor,
        0,
        0,
        Extras.NONE);
  }

  /**
   * This arc, head and tail moved in time; all else stays.
   *
   * @param beats from this beatmap's beats to the new ones; rising
   * @return the moved one
   */
  public Arc moved(DoubleUnaryOperator beats) {
    return new Arc(
        beats.applyAsDouble(beat),
        x,
        y,
        hand,
        direction,
        headMultiplier,
        beats.applyAsDouble(tailBeat),
        tailX,
        tailY,
        tailDirection,
        tailMultiplier,
        midAnchor,
        rotation,
        tailRotation,
        extras);
  }
}
