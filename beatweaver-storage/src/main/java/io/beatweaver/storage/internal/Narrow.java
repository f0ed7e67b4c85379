package io.beatweaver.storage.internal;

import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;

/** Values of levels brought into the range of a store's columns. */
public final class Narrow {
  private Narrow() {}

  /**
   * The nearest int8. Values on the grid are in range, so a value outside the grid stays outside.
   *
   * @param value any
   * @return -128..127
   */
  public static byte toByte(int value) {
    return (byte) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, value));
  }

  /**
   * The nearest int16.
   *
   * @param value any
   * @return -32768..32767
   */
  public static short toShort(int value) {
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
  }

  /**
   * The nearest finite float32.
   *
   * @param value finite
   * @return the float
   */
  public static float toFloat(double value) {
    return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, (float) value));
  }

  /**
   * How many objects have a value that doesn't fit.
   *
   * @param map the beatmap
   * @return objects, each counted once
   */
  public static int clamped(Beatmap map) {
    int clamped = 0;
    for (Note note : map.notes()) {
      boolean fits =
          fits(note.beat())
              && fits(note.x())
              && fits(note.y())
              && fits(note.direction())
              && note.angleOffset() == toShort(note.angleOffset());
      clamped += fits ? 0 : 1;
    }
    for (Bomb bomb : map.bombs()) {
      clamped += fits(bomb.beat()) && fits(bomb.x()) && fits(bomb.y()) ? 0 : 1;
    }
    for (Wall wall : map.walls()) {
      boolean fits =
          fits(wall.beat())
              && fits(wall.duration())
              && fits(wall.x())
              && fits(wall.y())
              && fits(wall.width())
              && fits(wall.height());
      clamped += fits ? 0 : 1;
    }
    for (Arc arc : map.arcs()) {
      boolean fits =
          fits(arc.beat())
              && fits(arc.x())
              && fits(arc.y())
              && fits(arc.direction())
              && fits(arc.headMultiplier())
              && fits(arc.tailBeat())
              && fits(arc.tailX())
              && fits(arc.tailY())
              && fits(arc.tailDirection())
              && fits(arc.tailMultiplier())
              && fits(arc.midAnchor());
      clamped += fits ? 0 : 1;
    }
    for (Chain chain : map.chains()) {
      boolean fits =
          fits(chain.beat())
              && fits(chain.x())
              && fits(chain.y())
              && fits(chain.direction())
              && fits(chain.tailBeat())
              && fits(chain.tailX())
              && fits(chain.tailY())
              && chain.slices() == toShort(chain.slices())
              && fits(chain.squish());
      clamped += fits ? 0 : 1;
    }
    return clamped;
  }

  private static boolean fits(int value) {
    return value == (byte) value;
  }

  private static boolean fits(double value) {
    return !Float.isInfinite((float) value);
  }
}
