package io.beatweaver.level;

import java.util.Comparator;

/**
 * An obstacle. Negative durations and sizes are in use among mappers and are kept raw.
 *
 * @param beat where it begins, in beats; finite
 * @param duration its length in beats; finite. It ends at {@code tempo.secondsAt(beat + duration)}
 * @param x leftmost column
 * @param y lowest row
 * @param width columns
 * @param height rows
 */
public record Wall(double beat, double duration, int x, int y, int width, int height) {
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
  }
}
