package io.beatweaver.level;

import java.util.Comparator;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * An obstacle. Negative durations and sizes are in use among mappers and are kept raw.
 *
 * @param beat where it begins, in beats; finite
 * @param duration its length in beats; finite. It ends at {@code tempo.secondsAt(beat + duration)}
 * @param x leftmost column
 * @param y lowest row
 * @param width columns
 * @param height rows
 * @param extensionType the type of a v2 wall of Mapping Extensions, 1000 or more, which says its
 *     height and row in that mod's way; row and height are then only what the file says beside it.
 *     0 for every other wall
 * @param rotation the lane it comes along, degrees clockwise; 0 outside 360 and 90 degree beatmaps
 * @param extras what else the file says of it
 */
public record Wall(
    double beat,
    double duration,
    int x,
    int y,
    int width,
    int height,
    int extensionType,
    double rotation,
    Extras extras) {
  /** The least extension value. */
  public static final int EXTENSION = 1000;

  /** Beat, x, y, then size and duration. */
  public static final Comparator<Wall> ORDER =
      Comparator.comparingDouble(Wall::beat)
          .thenComparingInt(Wall::x)
          .thenComparingInt(Wall::y)
          .thenComparingInt(Wall::width)
          .thenComparingInt(Wall::height)
          .thenComparingDouble(Wall::duration);

  /** Refuses numbers that are none. */
  public Wall {
    Checks.finite(beat, "beat");
    Checks.finite(duration, "duration");
    if (extensionType != 0 && extensionType < EXTENSION) {
      throw new IllegalArgumentException("an extension's wall type is 1000 or more");
    }
    Checks.finite(rotation, "rotation");
    Objects.requireNonNull(extras, "extras");
  }

  /**
   * A wall straight ahead, without extras.
   *
   * @param beat where it begins, in beats
   * @param duration its length in beats
   * @param x leftmost column
   * @param y lowest row
   * @param width columns
   * @param height rows
   */
  public Wall(double beat, double duration, int x, int y, int width, int height) {
    this(beat, duration, x, y, width, height, 0, 0, Extras.NONE);
  }

  /**
   * Whether its place or shape needs Mapping Extensions.
   *
   * @return true for values of 1000 or more, to either side
   */
  public boolean usesExtensions() {
    return extensionType != 0 || isFar(x) || isFar(y) || isFar(width) || isFar(height);
  }

  private static boolean isFar(int value) {
    return value >= EXTENSION || value <= -EXTENSION;
  }

  /**
   * This wall, both its ends moved in time; all else stays.
   *
   * @param beats from this beatmap's beats to the new ones; rising
   * @return the moved one
   */
  public Wall moved(DoubleUnaryOperator beats) {
    double start = beats.applyAsDouble(beat);
    double length = beats.applyAsDouble(beat + duration) - start;
    return new Wall(start, length, x, y, width, height, extensionType, rotation, extras);
  }
}
