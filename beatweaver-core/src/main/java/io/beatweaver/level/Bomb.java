package io.beatweaver.level;

import java.util.Comparator;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * A bomb to keep away from.
 *
 * @param beat where, in beats; finite
 * @param x column, 0..3 on the grid
 * @param y row, 0..2 on the grid
 * @param rotation the lane it comes along, degrees clockwise; 0 outside 360 and 90 degree beatmaps
 * @param extras what else the file says of it
 */
public record Bomb(double beat, int x, int y, double rotation, Extras extras) {
  /** Beat, x, y. */
  public static final Comparator<Bomb> ORDER =
      Comparator.comparingDouble(Bomb::beat).thenComparingInt(Bomb::x).thenComparingInt(Bomb::y);

  /** Refuses a beat that is no number. */
  public Bomb {
    Checks.finite(beat, "beat");
    Checks.finite(rotation, "rotation");
    Objects.requireNonNull(extras, "extras");
  }

  /**
   * A bomb straight ahead, without extras.
   *
   * @param beat where, in beats
   * @param x column
   * @param y row
   */
  public Bomb(double beat, int x, int y) {
    this(beat, x, y, 0, Extras.NONE);
  }

  /**
   * Whether its place is one of the plain game.
   *
   * @return false for extension values
   */
  public boolean inGrid() {
    return x >= 0 && x < Note.COLUMNS && y >= 0 && y < Note.ROWS;
  }

  /**
   * This bomb moved in time; all else stays.
   *
   * @param beats from this beatmap's beats to the new ones; rising
   * @return the moved one
   */
  public Bomb moved(DoubleUnaryOperator beats) {
    return new Bomb(beats.applyAsDouble(beat), x, y, rotation, extras);
  }
}
