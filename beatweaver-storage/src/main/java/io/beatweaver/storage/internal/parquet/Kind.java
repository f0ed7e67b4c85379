package io.beatweaver.storage.internal.parquet;

import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** The types of a store's columns, and how many bytes a value takes in a page. */
public enum Kind {
  /** UTF-8 text. */
  TEXT(0),
  /** A byte, 32 bits in Parquet. */
  INT8(4),
  /** A short, 32 bits in Parquet. */
  INT16(4),
  /** An int. */
  INT32(4),
  /** A long. */
  INT64(8),
  /** A float. */
  FLOAT32(4),
  /** A double. */
  FLOAT64(8);

  private final int width;

  Kind(int width) {
    this.width = width;
  }

  /** Bytes of a plain value; 0 for text. */
  int width() {
    return width;
  }

  /**
   * The kind of an Arrow column.
   *
   * @param field one of a store's columns
   * @return its kind
   */
  public static Kind of(Field field) {
    ArrowType type = field.getType();
    if (type instanceof ArrowType.Utf8) {
      return TEXT;
    }
    if (type instanceof ArrowType.FloatingPoint real) {
      return real.getPrecision() == FloatingPointPrecision.DOUBLE ? FLOAT64 : FLOAT32;
    }
    if (type instanceof ArrowType.Int whole && whole.getIsSigned()) {
      switch (whole.getBitWidth()) {
        case 8:
          return INT8;
        case 16:
          return INT16;
        case 32:
          return INT32;
        case 64:
          return INT64;
        default:
          break;
      }
    }
    throw new IllegalArgumentException("no column of a store: " + field);
  }
}
