package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.beatweaver.InputException;
import io.beatweaver.level.Extras;
import io.beatweaver.level.Hand;
import io.beatweaver.level.LevelFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The wanted numbers of one array of objects. What an object leaves out is 0, as the game has it;
 * what is no number is NaN until somebody asks for it.
 */
final class Rows {
  /** The most rows of one file; the largest maps that people make have a tenth of it. */
  static final int MAX_ROWS = 1_000_000;

  /** Beats beyond are no music: at 1000 BPM, 16 hours. */
  static final double MAX_BEAT = 1e6;

  /** Thousands of turns, which nobody means. */
  private static final double MAX_DEGREES = 1e6;

  /** What {@link #optional} columns hold where the file says nothing; it is a NaN. */
  private static final double ABSENT = Double.longBitsToDouble(0x7ff8000000000b5eL);

  private static final Extras[] NO_EXTRAS = {};

  private final String array;
  private final String[] keys;
  private final BitSet noObject = new BitSet();
  private final List<Extras.Member> members = new ArrayList<>();
  private int optionalColumn = -1;
  private boolean carries;
  private Extras[] extras = NO_EXTRAS;
  private double[] values = {};
  private int[] indexes = {};
  private int count;

  Rows(String array, String... keys) {
    this.array = array;
    this.keys = keys;
  }

  /** Tells an omission of a key from a 0, for {@link Row#realOr}. */
  Rows optional(String key) {
    optionalColumn = column(key);
    return this;
  }

  /** Keeps extras whether or not that is asked for: something in them is of interest. */
  Rows carrying() {
    carries = true;
    return this;
  }

  int count() {
    return count;
  }

  String array() {
    return array;
  }

  /**
   * Reads the array that begins at the parser's token.
   *
   * @param keep whether a row is of interest; others leave no trace
   * @param format the format that extras are to belong to
   * @param carry whether rows are to have extras
   * @param budget how many rows of interest and extras there may be
   */
  void read(JsonInput input, Predicate<Row> keep, LevelFormat format, boolean carry, Budget budget)
      throws IOException {
    JsonParser parser = input.parser();
    Row row = new Row();
    int index = 0;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken(), index++) {
      reserve();
      Arrays.fill(values, count * keys.length, (count + 1) * keys.length, 0);
      if (optionalColumn >= 0) {
        values[count * keys.length + optionalColumn] = ABSENT;
      }
      noObject.set(count, token != JsonToken.START_OBJECT);
      indexes[count] = index;
      if (token == JsonToken.START_OBJECT) {
        readObject(input, carry || carries);
      } else {
        parser.skipChildren();
      }
      row.at = count;
      if (noObject.get(count) || keep.test(row)) {
        budget.take(array, 1 + members.size());
        if (!members.isEmpty()) {
          addExtras(Extras.ofParsed(format, members));
        }
        count++;
      }
      members.clear();
    }
  }

  private void addExtras(Extras extra) {
    if (extras.length <= count) {
      extras = Arrays.copyOf(extras, Math.max(indexes.length, count + 1));
    }
    extras[count] = extra;
  }

  private void reserve() {
    if (count == indexes.length) {
      int size = Math.max(64, count * 2);
      indexes = Arrays.copyOf(indexes, size);
      values = Arrays.copyOf(values, size * keys.length);
    }
  }

  private void readObject(JsonInput input, boolean carry) throws IOException {
    JsonParser parser = input.parser();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      int column = column(key);
      JsonToken token = parser.nextToken();
      if (column >= 0) {
        values[count * keys.length + column] = number(parser, token);
      } else if (!carry) {
        parser.skipChildren();
      } else {
        if (members.size() == MAX_ROWS) {
          throw new InputException("", array + "[" + indexes[count] + "]", "too many members");
        }
        members.add(new Extras.Member("", key, input.value()));
      }
    }
  }

  private static double number(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> 1;
      case VALUE_FALSE, VALUE_NULL -> 0;
      case VALUE_STRING -> parse(parser.getText());
      default -> {
        parser.skipChildren();
        yield Double.NaN;
      }
    };
  }

  private static double parse(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private int column(String key) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  /** Visits every row; one that turns out to be unusable is reported and left out. */
  void forEach(Warnings warnings, Consumer<Row> visitor) {
    Row row = new Row();
    for (row.at = 0; row.at < count; row.at++) {
      try {
        row.requireObject();
        visitor.accept(row);
      } catch (BadValue e) {
        warnings.add(e.place(), e.getMessage());
      }
    }
  }

  /** One row; {@link #forEach} moves it along. */
  final class Row {
    private int at;

    private void requireObject() {
      if (noObject.get(at)) {
        throw new BadValue(array + "[" + indexes[at] + "]", "no object");
      }
    }

    BadValue bad(String key, String reason) {
      return new BadValue(place(key), reason);
    }

    /** The number as it is, NaN and infinities included. */
    double raw(String key) {
      return values[at * keys.length + column(key)];
    }

    double real(String key) {
      double value = raw(key);
      if (Double.isNaN(value)) {
        throw bad(key, "no number");
      }
      if (Double.isInfinite(value)) {
        throw bad(key, "out of range");
      }
      return value;
    }

    /** The number, or something else where the file leaves an {@link #optional} key out. */
    double realOr(String key, double absent) {
      long bits = Double.doubleToRawLongBits(raw(key));
      return bits == Double.doubleToRawLongBits(ABSENT) ? absent : real(key);
    }

    double beat(String key) {
      double value = real(key);
      if (Math.abs(value) > MAX_BEAT) {
        throw bad(key, "no beat: " + value);
      }
      return value;
    }

    /** Rotations are summed up over a file, and the sum has to be a number. */
    double degrees(String key) {
      return angle(key, real(key));
    }

    double angle(String key, double value) {
      if (Math.abs(value) > MAX_DEGREES) {
        throw bad(key, "no angle: " + value);
      }
      return value;
    }

    int integer(String key) {
      double value = real(key);
      int whole = (int) value;
      if (whole != value) {
        throw bad(key, "no whole number: " + value);
      }
      return whole;
    }

    /** The nearest whole number; the file should have one but the value is of use all the same. */
    int rounded(String key, Warnings warnings) {
      double value = real(key);
      int whole = (int) Math.round(value);
      if (whole != value) {
        if (Math.abs(value) > Integer.MAX_VALUE) {
          throw bad(key, "out of range: " + value);
        }
        warnings.add(place(key), "no whole number, rounded: " + value);
      }
      return whole;
    }

    /** What else the row says. */
    Extras extras() {
      return at < extras.length && extras[at] != null ? extras[at] : Extras.NONE;
    }

    /** Where the value of a key is; with an empty key, where the row is. */
    String place(String key) {
      return array + "[" + indexes[at] + (key.isEmpty() ? "]" : "]." + key);
    }

    Hand hand(String key) {
      int color = integer(key);
      if (color != 0 && color != 1) {
        throw bad(key, "no colour: " + color);
      }
      return Hand.ofColor(color);
    }

    /** The row of another table that this one points to. */
    Row in(Rows data, String key) {
      int target = integer(key);
      if (target < 0 || target >= data.count) {
        throw bad(key, "points to no row of " + data.array + ": " + target + " of " + data.count);
      }
      Row row = data.new Row();
      row.at = target;
      row.requireObject();
      return row;
    }
  }
}
