package io.beatweaver.level;

import java.util.Comparator;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * A chain of links behind a head.
 *
 * @param beat the head's beat; finite
 * @param x the head's column
 * @param y the head's row
 * @param hand which saber
 * @param direction the head's cut direction
 * @param tailBeat the last link's beat; finite
 * @param tailX the last link's column
 * @param tailY the last link's row
 * @param slices links, the head among them
 * @param squish how much of the way to the tail the links take; 0 crashes the game, so it can be
 *     read but not written
 * @param rotation the lane of the head, degrees clockwise; 0 outside 360 and 90 degree beatmaps
 * @param tailRotation the lane of the tail
 * @param extras what else the file says of it
 */
public record Chain(
    double beat,
    int x,
    int y,
    Hand hand,
    int direction,
    double tailBeat,
    int tailX,
    int tailY,
    int slices,
    double squish,
    double rotation,
    double tailRotation,
    Extras extras) {
  /** Beat, x, y, hand, then the tail. */
  public static final Comparator<Chain> ORDER =
      Comparator.comparingDouble(Chain::beat)
          .thenComparingInt(Chain::x)
          .thenComparingInt(Chain::y)
          .thenComparing(Chain::hand)
          .thenComparingDouble(Chain::tailBeat)
          .thenComparingInt(Chain::tailX)
          .thenComparingInt(Chain::tailY);

  /** Refuses numbers that are none. */
  public Chain {
    Checks.finite(beat, "beat");
    Checks.finite(tailBeat, "tailBeat");
    Checks.finite(squish, "squish");
    if (hand == null) {
      throw new IllegalArgumentException("a chain needs a hand");
    }
    Checks.finite(rotation, "rotation");
    Checks.finite(tailRotation, "tailRotation");
    Objects.requireNonNull(extras, "extras");
  }

  /**
   * A chain straight ahead, without extras.
   *
   * @param beat the head's beat
   * @param x the head's column
   * @param y the head's row
   * @param hand which saber
   * @param direction the head's cut direction
   * @param tailBeat the last link's beat
   * @param tailX the last link's column
   * @param tailY the last link's row
   * @param slices links, the head among them
   * @param squish how much of the way to the tail the links take
   */
  public Chain(
      double beat,
      int x,
      int y,
      Hand hand,
      int direction,
      double tailBeat,
      int tailX,
      int tailY,
      int slices,
      double squish) {
    this(beat, x, y, hand, direction, tailBeat, tailX, tailY, slices, squish, 0, 0, Extras.NONE);
  }

  /**
   * This chain, head and tail moved in time; all else stays.
   *
   * @param beats from this beatmap's beats to the new ones; rising
   * @return the moved one
   */
  public Chain moved(DoubleUnaryOperator beats) {
    return new Chain(
        beats.applyAsDouble(beat),
        x,
        y,
        hand,
        direction,
        beats.applyAsDouble(tailBeat),
        tailX,
        tailY,
        slices,
        squish,
        rotation,
        tailRotation,
        extras);
  }
}
