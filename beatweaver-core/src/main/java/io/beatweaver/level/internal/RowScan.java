package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.io.NumberInput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the numbers of one JSON object straight from its bytes, several times faster than through a
 * parser's tokens. An object that is out of the ordinary (escapes in names, numbers in quotes, long
 * or not finite ones, anything malformed) is left to the parser, which also says what is right: a
 * test holds the two together.
 */
final class RowScan extends JsonScan {
  /** Longer numbers are the parser's. */
  private static final int MAX_NUMBER = 100;

  private static final int MAX_NAME = 200;

  /** Up to here every whole number is a double. */
  private static final long MAX_EXACT = 1L << 53;

  /** More digits may be too much for a long. */
  private static final int MAX_DIGITS = 18;

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18
  };

  private boolean others;

  /**
   * @param in the bytes
   * @param end where they end
   */
  RowScan(byte[] in, int end) {
    super(in, end);
  }

  /** The names of columns as {@link #row} wants them. */
  static byte[][] names(String... keys) {
    byte[][] names = new byte[keys.length][];
    for (int i = 0; i < keys.length; i++) {
      names[i] = (keys[i] + '"').getBytes(StandardCharsets.US_ASCII);
    }
    return names;
  }

  /** Whether the row has members other than those that were asked for, which were passed over. */
  boolean others() {
    return others;
  }

  /**
   * Goes to the end of an object.
   *
   * @param start the byte after its opening brace
   * @param depth how deep it is, itself counted
   * @param names members that are wanted
   * @param values receives the values of those that are there, of the last if there are several
   * @param offset where in the values that of the first name is
   * @return whether all of it was understood; otherwise the values are of no account, and it has to
   *     be read by the parser
   */
  boolean row(int start, int depth, byte[][] names, double[] values, int offset) {
    begin(start);
    others = false;
    int likely = 0;
    int c = next();
    while (c != '}') {
      if (c != '"') {
        return false;
      }
      int column = column(names, likely);
      if (column < 0 && !name() || next() != ':') {
        return false;
      }
      if (column >= 0) {
        likely = column + 1;
        if (!value(values, offset + column)) {
          return false;
        }
      } else {
        others = true;
        if (!other(depth + 1)) {
          return false;
        }
      }
      c = next();
      if (c == ',') {
        c = next();
      } else if (c != '}') {
        return false;
      }
    }
    return true;
  }

  /** Passes one of the names and its closing quote. Members mostly come in one order. */
  private int column(byte[][] names, int likely) {
    int start = at;
    for (int i = 0; i < names.length; i++) {
      int column = likely + i < names.length ? likely + i : likely + i - names.length;
      byte[] name = names[column];
      int behind = start + name.length;
      if (behind <= end && Arrays.equals(in, start, behind, name, 0, name.length)) {
        at = behind;
        return column;
      }
    }
    return -1;
  }

  /** Passes a name of printable ASCII without escapes, which might spell one of the others. */
  private boolean name() {
    int last = Math.min(end, at + MAX_NAME);
    while (at < last) {
      byte c = in[at++];
      if (c == '"') {
        return true;
      }
      if (c < ' ' || c == '\\') {
        return false;
      }
    }
    return false;
  }

  private boolean other(int depth) {
    int c = next();
    if (c == '{' || c == '[') {
      return depth <= Json.MAX_DEPTH && pass(c == '{', depth);
    }
    return scalar(c);
  }

  private boolean value(double[] values, int i) {
    int c = next();
    switch (c) {
      case 't':
        values[i] = 1;
        return word("rue");
      case 'f':
        values[i] = 0;
        return word("alse");
      case 'n':
        values[i] = 0;
        return word("ull");
      default:
        return number(c, values, i);
    }
  }

  /** A number that fits into a double as it is, or that is read as text. */
  private boolean number(int first, double[] values, int i) {
    int start = at - 1;
    boolean negative = first == '-';
    int firstDigit = negative ? at : start;
    int next = firstDigit;
    long digits = 0;
    while (next < end && isDigit(in[next])) {
      digits = digits * 10 + (in[next++] - '0');
    }
    int count = next - firstDigit;
    if (count == 0 || count > 1 && in[firstDigit] == '0') {
      return false;
    }
    int c = next < end ? in[next] : ' ';
    if (c != '.' && c != 'e' && c != 'E') {
      at = next;
      // As a long, so that -0 is 0.
      values[i] = negative ? -digits : digits;
      return count <= MAX_DIGITS;
    }
    int decimals = 0;
    if (c == '.') {
      int point = ++next;
      while (next < end && isDigit(in[next])) {
        digits = digits * 10 + (in[next++] - '0');
      }
      decimals = next - point;
      if (decimals == 0) {
        return false;
      }
      c = next < end ? in[next] : ' ';
    }
    at = next;
    boolean exponent = c == 'e' || c == 'E';
    if (!exponent && count + decimals <= MAX_DIGITS && digits <= MAX_EXACT) {
      // Both are exact, so that the quotient is rounded once, and rightly.
      double value = digits / POWERS_OF_TEN[decimals];
      values[i] = negative ? -value : value;
      return true;
    }
    if (exponent && !exponent() || at - start > MAX_NUMBER) {
      return false;
    }
    String text = new String(in, start, at - start, StandardCharsets.US_ASCII);
    values[i] = NumberInput.parseDouble(text, true);
    return true;
  }

  private boolean exponent() {
    at++;
    if (at < end && (in[at] == '+' || in[at] == '-')) {
      at++;
    }
    return digits();
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
