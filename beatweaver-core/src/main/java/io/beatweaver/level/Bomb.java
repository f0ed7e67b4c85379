package io.beatweaver.level;

import java.util.Comparator;

/**
 * A bomb to keep away from.
 *
 * @param beat where, in beats; finite
 * @param x column, 0..3 on the grid
 * @param y row, 0..2 on the grid
 */
public record Bomb(double beat, int x, int y) {
  /** Beat, x, y. */
  public static final Comparator<Bomb> ORDER =
      Comparator.comparingDouble(Bomb::beat).thenComparingInt(Bomb::x).thenComparingInt(Bomb::y);

  /** Refuses a beat that is no number. */
  public Bomb {
    Checks.finite(beat, "beat");
  }
}
