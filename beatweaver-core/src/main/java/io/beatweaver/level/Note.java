package io.beatweaver.level;

import java.util.Comparator;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * A note to cut. Position and direction are kept as the file has them: values outside the playing
 * grid (mapping extensions: x = 1000, direction 1000..1360) are readable, {@link #inGrid()} flags
 * them.
 *
 * @param beat where, in beats; finite
 * @param x column, 0..3 left to right
 * @param y row, 0..2 bottom to top
 * @param hand which saber
 * @param direction cut direction, 0..8 as {@link CutDirection#code()}
 * @param angleOffset degrees counter-clockwise added to the direction
 * @param rotation the lane it comes along, degrees clockwise; 0 outside 360 and 90 degree beatmaps
 * @param extras what else the file says of it
 */
public record Note(
    double beat,
    int x,
    int y,
    Hand hand,
    int direction,
    int angleOffset,
    double rotation,
    Extras extras) {
  /** Beat, x, y, hand, direction, angle: the order of notes everywhere. */
  public static final Comparator<Note> ORDER =
      Comparator.comparingDouble(Note::beat)
          .thenComparingInt(Note::x)
          .thenComparingInt(Note::y)
          .thenComparing(Note::hand)
          .thenComparingInt(Note::direction)
          .thenComparingInt(Note::angleOffset);

  /** Columns of the playing grid. */
  public static final int COLUMNS = 4;

  /** Rows of the playing grid. */
  public static final int ROWS = 3;

  /** Refuses a beat that is no number. */
  public Note {
    Checks.finite(beat, "beat");
    if (hand == null) {
      throw new IllegalArgumentException("a note needs a hand");
    }
    Checks.finite(rotation, "rotation");
    Objects.requireNonNull(extras, "extras");
  }

  /**
   * A note straight ahead, without extras.
   *
   * @param beat where, in beats
   * @param x column
   * @param y row
   * @param hand which saber
   * @param direction cut direction
   * @param angleOffset degrees counter-clockwise added to the direction
   */
  public Note(double beat, int x, int y, Hand hand, int direction, int angleOffset) {
    this(beat, x, y, hand, direction, angleOffset, 0, Extras.NONE);
  }

  /**
   * A note without angle offset.
   *
   * @param beat where, in beats
   * @param x column
   * @param y row
   * @param hand which saber
   * @param direction the cut
   * @return the note
   */
  public static Note of(double beat, int x, int y, Hand hand, CutDirection direction) {
    return new Note(beat, x, y, hand, direction.code(), 0);
  }

  /**
   * Whether place and direction are those of the plain game.
   *
   * @return false for extension values
   */
  public boolean inGrid() {
    return x >= 0 && x < COLUMNS && y >= 0 && y < ROWS && direction >= 0 && direction <= 8;
  }

  /**
   * The cut direction as a name.
   *
   * @return the direction
   * @throws IllegalArgumentException if it is an extension value, see {@link #inGrid()}
   */
  public CutDirection cut() {
    return CutDirection.ofCode(direction);
  }

  /**
   * The cut direction as a name, whatever it is.
   *
   * @return the direction, a dot for extension values
   */
  public CutDirection cutOrDot() {
    return direction >= 0 && direction <= 8 ? cut() : CutDirection.ANY;
  }

  /**
   * This note moved in time; all else stays.
   *
   * @param beats from this beatmap's beats to the new ones; rising
   * @return the moved one
   */
  public Note moved(DoubleUnaryOperator beats) {
    return new Note(
        beats.applyAsDouble(beat), x, y, hand, direction, angleOffset, rotation, extras);
  }
}
