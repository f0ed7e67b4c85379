package io.beatweaver.storage.internal.parquet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of one column, growing at their end. Ints are kept as they are and floats as their raw
 * bits in 32 bits each, longs and doubles in 64, text as codes into its distinct values. Meant to
 * be filled again and again. Not safe for several threads.
 */
public final class Column {
  private final Kind kind;
  private int size;
  private int[] ints = {};
  private long[] longs = {};
  private BitSet nulls = new BitSet(0);
  private final List<String> texts = new ArrayList<>();
  private final Map<String, Integer> codes = new HashMap<>();
  private boolean coded = true;

  /**
   * An empty column.
   *
   * @param kind its type
   */
  public Column(Kind kind) {
    this.kind = kind;
  }

  /**
   * The column's type.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * How many rows there are.
   *
   * @return at least 0
   */
  public int size() {
    return size;
  }

  /** Forgets all rows; arrays stay for the next. */
  public void clear() {
    size = 0;
    texts.clear();
    codes.clear();
    coded = true;
    if (!nulls.isEmpty()) {
      nulls = new BitSet(0);
    }
  }

  private boolean wide() {
    return kind.width() == 8;
  }

  /** Room for rows to come. */
  public void ensure(int more) {
    int needed = Math.addExact(size, more);
    if (wide()) {
      if (longs.length < needed) {
        longs = Arrays.copyOf(longs, grown(longs.length, needed));
      }
    } else if (ints.length < needed) {
      ints = Arrays.copyOf(ints, grown(ints.length, needed));
    }
  }

  private static int grown(int length, int needed) {
    return Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8L, length * 2L));
  }

  /** Appends an int or a float's raw bits. */
  void addBits(int bits) {
    ensure(1);
    ints[size++] = bits;
  }

  /**
   * Appends a whole number; the caller has brought it into range.
   *
   * @param value of any integer kind
   */
  public void add(long value) {
    ensure(1);
    if (kind == Kind.INT64) {
      longs[size++] = value;
    } else {
      ints[size++] = (int) value;
    }
  }

  /**
   * Appends a real number.
   *
   * @param value rounded where the column is narrower
   */
  public void addReal(double value) {
    ensure(1);
    if (kind == Kind.FLOAT64) {
      longs[size++] = Double.doubleToRawLongBits(value);
    } else {
      ints[size++] = Float.floatToRawIntBits((float) value);
    }
  }

  /**
   * Appends a text several times.
   *
   * @param text the text
   * @param count how many rows
   */
  public void addText(String text, int count) {
    ensure(count);
    Arrays.fill(ints, size, size + count, codeOf(text));
    size += count;
  }

  /** Appends a null. */
  public void addNull() {
    ensure(1);
    if (wide()) {
      longs[size] = 0;
    } else {
      ints[size] = 0;
    }
    nulls.set(size++);
  }

  /** The code of a text, a new one if it is new. */
  int codeOf(String text) {
    if (!coded) {
      for (int i = 0; i < texts.size(); i++) {
        codes.putIfAbsent(texts.get(i), i);
      }
      coded = true;
    }
    Integer known = codes.get(text);
    if (known == null) {
      known = texts.size();
      texts.add(text);
      codes.put(text, known);
    }
    return known;
  }

  /**
   * Appends rows of another column of the same kind.
   *
   * @param other the other column
   * @param from its first row
   * @param to behind its last row
   */
  public void addAll(Column other, int from, int to) {
    if (other.kind != kind) {
      throw new IllegalArgumentException("a column of " + kind + ", not " + other.kind);
    }
    ensure(to - from);
    if (wide()) {
      System.arraycopy(other.longs, from, longs, size, to - from);
    } else if (kind == Kind.TEXT) {
      int[] mapped = new int[other.texts.size()];
      Arrays.fill(mapped, -1);
      for (int row = from; row < to; row++) {
        if (other.isNull(row)) {
          ints[size + row - from] = 0;
          continue;
        }
        int code = other.ints[row];
        if (mapped[code] < 0) {
          mapped[code] = codeOf(other.texts.get(code));
        }
        ints[size + row - from] = mapped[code];
      }
    } else {
      System.arraycopy(other.ints, from, ints, size, to - from);
    }
    if (other.hasNulls()) {
      for (int row = other.nulls.nextSetBit(from);
          row >= 0 && row < to;
          row = other.nulls.nextSetBit(row + 1)) {
        nulls.set(size + row - from);
      }
    }
    size += to - from;
  }

  /**
   * Whether any row is null.
   *
   * @return false for the columns this library writes of levels
   */
  public boolean hasNulls() {
    return !nulls.isEmpty();
  }

  /**
   * Whether a row is null.
   *
   * @param row from 0
   * @return whether there is no value
   */
  public boolean isNull(int row) {
    return nulls.get(row);
  }

  /**
   * The first row without a value.
   *
   * @return -1 if every row has one
   */
  public int firstNull() {
    return nulls.nextSetBit(0);
  }

  /**
   * A row's whole number.
   *
   * @param row from 0
   * @return its value; 0 for a null
   */
  public long whole(int row) {
    return wide() ? longs[row] : ints[row];
  }

  /**
   * A row's real number.
   *
   * @param row from 0
   * @return its value; 0 for a null
   */
  public double real(int row) {
    return kind == Kind.FLOAT64
        ? Double.longBitsToDouble(longs[row])
        : Float.intBitsToFloat(ints[row]);
  }

  /**
   * A row's text.
   *
   * @param row from 0
   * @return its value, null for a null
   */
  public String text(int row) {
    return isNull(row) ? null : texts.get(ints[row]);
  }

  /**
   * The 32-bit values, codes or raw float bits, for those who copy them in bulk.
   *
   * @return the column's own array, at least {@link #size()} long
   */
  public int[] bits() {
    return ints;
  }

  long[] wideBits() {
    return longs;
  }

  /**
   * The distinct texts, by code.
   *
   * @return the column's own list
   */
  public List<String> texts() {
    return texts;
  }

  /** A dictionary as it was read; may name a text twice. */
  void addDictionaryText(String text) {
    texts.add(text);
    coded = false;
  }

  void setNull(int row) {
    nulls.set(row);
  }

  void setSize(int rows) {
    size = rows;
  }
}
