package io.beatweaver.storage.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/**
 * An Arrow column as codes into the list of its distinct values. Numbers are kept as 32 bits: ints
 * as they are, floats as their raw bits.
 */
final class ColumnValues {
  private final boolean floats;
  private final IntDictionary numbers = new IntDictionary();
  private final List<Binary> texts = new ArrayList<>();
  private final int[] codes;

  /** The code of a null. */
  static final int NULL = -1;

  private ColumnValues(int rows, boolean floats) {
    this.codes = new int[rows];
    this.floats = floats;
  }

  static ColumnValues of(FieldVector vector) {
    int rows = vector.getValueCount();
    ColumnValues values = new ColumnValues(rows, vector instanceof Float4Vector);
    if (vector instanceof VarCharVector text) {
      values.readTexts(text);
      return values;
    }
    for (int i = 0; i < rows; i++) {
      values.codes[i] = vector.isNull(i) ? NULL : values.numbers.code(bits(vector, i));
    }
    return values;
  }

  private static int bits(FieldVector vector, int row) {
    if (vector instanceof Float4Vector floats) {
      return Float.floatToRawIntBits(floats.get(row));
    }
    if (vector instanceof TinyIntVector bytes) {
      return bytes.get(row);
    }
    if (vector instanceof SmallIntVector shorts) {
      return shorts.get(row);
    }
    throw new IllegalArgumentException("no column of a store: " + vector.getField());
  }

  /** Rows mostly repeat the one before, so only a change is looked up. */
  private void readTexts(VarCharVector vector) {
    byte[] last = null;
    int lastCode = NULL;
    for (int i = 0; i < codes.length; i++) {
      if (vector.isNull(i)) {
        codes[i] = NULL;
        continue;
      }
      byte[] text = vector.get(i);
      if (!Arrays.equals(text, last)) {
        Binary binary = Binary.fromConstantByteArray(text);
        lastCode = texts.indexOf(binary);
        if (lastCode < 0) {
          lastCode = texts.size();
          texts.add(binary);
        }
        last = text;
      }
      codes[i] = lastCode;
    }
  }

  int rows() {
    return codes.length;
  }

  /** The code of a row's value, or {@link #NULL}. */
  int code(int row) {
    return codes[row];
  }

  int distinct() {
    return isText() ? texts.size() : numbers.size();
  }

  boolean isText() {
    return !texts.isEmpty();
  }

  /** A number's 32 bits. */
  int bits(int code) {
    return numbers.value(code);
  }

  Binary text(int code) {
    return texts.get(code);
  }

  /** Counts a value into a page's statistics. */
  void count(int code, Statistics<?> statistics) {
    if (isText()) {
      statistics.updateStats(texts.get(code));
    } else if (floats) {
      statistics.updateStats(Float.intBitsToFloat(numbers.value(code)));
    } else {
      statistics.updateStats(numbers.value(code));
    }
  }
}
