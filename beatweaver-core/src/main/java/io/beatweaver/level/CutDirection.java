package io.beatweaver.level;

/**
 * The way a note wants to be cut, in the order of the numbers in files. Laid out as the player sees
 * them: {@code 4 0 5 / 2 8 3 / 6 1 7}.
 */
public enum CutDirection {
  /** 0: upwards. */
  UP(0, 1),
  /** 1: downwards. */
  DOWN(0, -1),
  /** 2: to the left. */
  LEFT(-1, 0),
  /** 3: to the right. */
  RIGHT(1, 0),
  /** 4: up and left. */
  UP_LEFT(-1, 1),
  /** 5: up and right. */
  UP_RIGHT(1, 1),
  /** 6: down and left. */
  DOWN_LEFT(-1, -1),
  /** 7: down and right. */
  DOWN_RIGHT(1, -1),
  /** 8: any, a dot. */
  ANY(0, 0);

  private static final CutDirection[] BY_CODE = values();

  private final int dx;
  private final int dy;

  CutDirection(int dx, int dy) {
    this.dx = dx;
    this.dy = dy;
  }

  /**
   * The number in files.
   *
   * @return 0..8
   */
  public int code() {
    return ordinal();
  }

  /**
   * Step to the right of the swing.
   *
   * @return -1, 0 or 1
   */
  public int dx() {
    return dx;
  }

  /**
   * Step upwards of the swing.
   *
   * @return -1, 0 or 1
   */
  public int dy() {
    return dy;
  }

  /**
   * How far two directions go the same way.
   *
   * @param other another direction
   * @return above 0 within 90 degrees, below 0 beyond; 0 at right angles and with a dot
   */
  public int dot(CutDirection other) {
    return dx * other.dx + dy * other.dy;
  }

  /**
   * The direction of a number.
   *
   * @param code 0..8
   * @return the direction
   */
  public static CutDirection ofCode(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new IllegalArgumentException("a cut direction is 0..8: " + code);
    }
    return BY_CODE[code];
  }

  /**
   * The opposite swing; a dot is its own opposite.
   *
   * @return the direction by which a hand comes back
   */
  public CutDirection opposite() {
    return switch (this) {
      case UP -> DOWN;
      case DOWN -> UP;
      case LEFT -> RIGHT;
      case RIGHT -> LEFT;
      case UP_LEFT -> DOWN_RIGHT;
      case UP_RIGHT -> DOWN_LEFT;
      case DOWN_LEFT -> UP_RIGHT;
      case DOWN_RIGHT -> UP_LEFT;
      case ANY -> ANY;
    };
  }
}
