package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.beatweaver.InputException;
import io.beatweaver.level.Hand;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
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

  private final String array;
  private final String[] keys;
  private final BitSet noObject = new BitSet();
  private double[] values = {};
  private int[] indexes = {};
  private int count;

  Rows(String array, String... keys) {
    this.array = array;
    this.keys = keys;
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
   * @param mostRows how many rows of interest there may be
   */
  void read(JsonParser parser, Predicate<Row> keep, int mostRows) throws IOException {
    Row row = new Row();
    int index = 0;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken(), index++) {
      reserve();
      Arrays.fill(values, count * keys.length, (count + 1) * keys.length, 0);
      noObject.set(count, token != JsonToken.START_OBJECT);
      indexes[count] = index;
      if (token == JsonToken.START_OBJECT) {
        readObject(parser);
      } else {
        parser.skipChildren();
      }
      row.at = count;
      if (noObject.get(count) || keep.test(row)) {
        count++;
        if (count > mostRows) {
          throw new InputException("", array, "too many objects");
        }
      }
    }
  }

  private void reserve() {
    if (count == indexes.length) {
      int size = Math.max(64, count * 2);
      indexes = Arrays.copyOf(indexes, size);
      values = Arrays.copyOf(values, size * keys.length);
    }
  }

  private void readObject(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      int column = column(parser.currentName());
      JsonToken token = parser.nextToken();
      if (column < 0) {
        parser.skipChildren();
      } else {
        values[count * keys.length + column] = number(parser, token);
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

  /** How many rows are of a kind. */
  int countIf(Predicate<Row> kind) {
    Row row = new Row();
    int found = 0;
    for (row.at = 0; row.at < count; row.at++) {
      found += kind.test(row) ? 1 : 0;
    }
    return found;
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
      return new BadValue(array + "[" + indexes[at] + "]." + key, reason);
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

    double beat(String key) {
      double value = real(key);
      if (Math.abs(value) > MAX_BEAT) {
        throw bad(key, "no beat: " + value);
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
        throw bad(key, "points to row " + target + " of " + data.count + " in " + data.array);
      }
      Row row = data.new Row();
      row.at = target;
      row.requireObject();
      return row;
    }
  }
}
