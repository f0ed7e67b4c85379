package io.beatweaver.storage.internal.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A column's least and greatest value as Parquet's statistics want them, and its nulls.
 *
 * @param nulls rows without a value
 * @param min null if there is none: no value at all, or a NaN among them
 * @param max null if there is none
 */
record Bounds(int nulls, byte[] min, byte[] max) {
  /** Longer texts get no bounds, so that footers stay small. */
  private static final int LONGEST_TEXT = 64;

  /** The bounds of a column; where there is a dictionary of its numbers, of that. */
  static Bounds of(Column column, IntCodes dictionary) {
    int nulls = 0;
    for (int row = column.firstNull(); row >= 0 && row < column.size(); row++) {
      nulls += column.isNull(row) ? 1 : 0;
    }
    if (nulls == column.size()) {
      return new Bounds(nulls, null, null);
    }
    return switch (column.kind()) {
      case TEXT -> texts(column, nulls);
      case INT8, INT16, INT32 -> ints(column, dictionary, nulls);
      case FLOAT32 -> floats(column, dictionary, nulls);
      case INT64 -> longs(column, nulls);
      case FLOAT64 -> doubles(column, nulls);
    };
  }

  private static Bounds texts(Column column, int nulls) {
    byte[] min = null;
    byte[] max = null;
    for (String text : column.texts()) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      if (utf8.length > LONGEST_TEXT) {
        return new Bounds(nulls, null, null);
      }
      min = min == null || Arrays.compareUnsigned(utf8, min) < 0 ? utf8 : min;
      max = max == null || Arrays.compareUnsigned(utf8, max) > 0 ? utf8 : max;
    }
    return new Bounds(nulls, min, max);
  }

  private static Bounds ints(Column column, IntCodes dictionary, int nulls) {
    int min = Integer.MAX_VALUE;
    int max = Integer.MIN_VALUE;
    int n = dictionary == null ? column.size() : dictionary.size();
    for (int i = 0; i < n; i++) {
      if (dictionary == null && nulls > 0 && column.isNull(i)) {
        continue;
      }
      int value = dictionary == null ? column.bits()[i] : dictionary.value(i);
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    return new Bounds(nulls, four(min), four(max));
  }

  private static Bounds floats(Column column, IntCodes dictionary, int nulls) {
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    int n = dictionary == null ? column.size() : dictionary.size();
    for (int i = 0; i < n; i++) {
      if (dictionary == null && nulls > 0 && column.isNull(i)) {
        continue;
      }
      float value =
          Float.intBitsToFloat(dictionary == null ? column.bits()[i] : dictionary.value(i));
      if (Float.isNaN(value)) {
        return new Bounds(nulls, null, null);
      }
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    // Readers can't know which zero it was.
    min = min == 0 ? -0f : min;
    max = max == 0 ? 0f : max;
    return new Bounds(
        nulls, four(Float.floatToRawIntBits(min)), four(Float.floatToRawIntBits(max)));
  }

  private static Bounds longs(Column column, int nulls) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = 0; i < column.size(); i++) {
      if (nulls == 0 || !column.isNull(i)) {
        min = Math.min(min, column.wideBits()[i]);
        max = Math.max(max, column.wideBits()[i]);
      }
    }
    return new Bounds(nulls, eight(min), eight(max));
  }

  private static Bounds doubles(Column column, int nulls) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < column.size(); i++) {
      if (nulls > 0 && column.isNull(i)) {
        continue;
      }
      double value = column.real(i);
      if (Double.isNaN(value)) {
        return new Bounds(nulls, null, null);
      }
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    min = min == 0 ? -0.0 : min;
    max = max == 0 ? 0.0 : max;
    return new Bounds(
        nulls, eight(Double.doubleToRawLongBits(min)), eight(Double.doubleToRawLongBits(max)));
  }

  private static byte[] four(int bits) {
    Bytes bytes = new Bytes(4);
    bytes.putInt(bits);
    return bytes.array();
  }

  private static byte[] eight(long bits) {
    Bytes bytes = new Bytes(8);
    bytes.putLong(bits);
    return bytes.array();
  }
}
