package io.beatweaver.level.internal;

/**
 * Goes over a JSON object or array in UTF-8 bytes without making anything of it, several times
 * faster than a parser. What it takes and what it refuses is what the parser of {@link Json} does,
 * its leniencies included; a test holds the two together.
 */
class JsonScan {
  /** The most bytes of one text and one name, of one number. */
  private static final int MAX_TEXT = 4 << 20;

  private static final int MAX_NAME = 1 << 16;
  private static final int MAX_NUMBER = 1000;

  final byte[] in;
  final int end;
  private final boolean[] objects = new boolean[Json.MAX_DEPTH + 1];

  /** The byte to be looked at next. */
  int at;

  private int lines;
  private int lineStart;
  private String problem = "";

  /**
   * @param in the bytes
   * @param end where they end
   */
  JsonScan(byte[] in, int end) {
    this.in = in;
    this.end = end;
  }

  /** Where the scan has come to: after the closing bracket, or where the problem is. */
  int at() {
    return at;
  }

  /** How many line feeds were passed. */
  int lines() {
    return lines;
  }

  /** Where the last line passed begins, if one was. */
  int lineStart() {
    return lineStart;
  }

  /** What is wrong, if {@link #skip} says that something is. */
  String problem() {
    return problem;
  }

  /**
   * Goes to the end of an object or array.
   *
   * @param start the byte after its opening bracket
   * @param object whether it is an object
   * @param depth how deep it is, itself counted
   * @return whether it is well-formed
   */
  boolean skip(int start, boolean object, int depth) {
    begin(start);
    return pass(object, depth);
  }

  /** Sets out from a byte. */
  final void begin(int start) {
    at = start;
    lines = 0;
  }

  /** Goes on to the end of an object or array whose opening bracket was passed. */
  final boolean pass(boolean object, int depth) {
    int level = 0;
    objects[0] = object;
    while (true) {
      int c = next();
      if (c == (objects[level] ? '}' : ']')) {
        // Empty, or a comma before the end.
        level--;
      } else {
        if (objects[level]) {
          if (c != '"') {
            return fail("no name in an object");
          }
          if (!text(MAX_NAME) || next() != ':') {
            return fail("no value of a name");
          }
          c = next();
        }
        if (c == '{' || c == '[') {
          if (depth + ++level > Json.MAX_DEPTH) {
            return fail("nested more than " + Json.MAX_DEPTH + " deep");
          }
          objects[level] = c == '{';
          continue;
        }
        if (!scalar(c)) {
          return fail("no value");
        }
      }
      // After a value: a comma, or as many ends as there are.
      c = ',';
      while (level >= 0 && (c = next()) == (objects[level] ? '}' : ']')) {
        level--;
      }
      if (level < 0) {
        return true;
      }
      if (c != ',') {
        return fail("neither a comma nor the end of an array or object");
      }
    }
  }

  private boolean fail(String what) {
    problem = at > end ? "unexpected end of input" : what;
    at = Math.min(at, end);
    return false;
  }

  /** The next byte that is no blank, which is passed; -1 at the end. */
  final int next() {
    while (at < end) {
      byte c = in[at++];
      if (c > ' ') {
        return c;
      }
      if (c == '\n' || c == '\r' && (at == end || in[at] != '\n')) {
        lines++;
        lineStart = at;
      } else if (c != ' ' && c != '\t' && c != '\r') {
        return c;
      }
    }
    at = end + 1;
    return -1;
  }

  final boolean scalar(int first) {
    return switch (first) {
      case '"' -> text(MAX_TEXT);
      case 't' -> word("rue");
      case 'f' -> word("alse");
      case 'n' -> word("ull");
      case 'N' -> word("aN");
      case 'I' -> word("nfinity");
      case '-' -> {
        if (at >= end || in[at] != 'I') {
          yield number(digit());
        }
        at++;
        yield word(at < end && in[at] == 'N' ? "NF" : "nfinity");
      }
      default -> number(first);
    };
  }

  private int digit() {
    return at < end ? in[at++] : -1;
  }

  final boolean word(String rest) {
    for (int i = 0; i < rest.length(); i++, at++) {
      if (at >= end || in[at] != rest.charAt(i)) {
        return false;
      }
    }
    return endsHere();
  }

  /** No letter or digit may follow a word. */
  private boolean endsHere() {
    return at >= end || !Character.isJavaIdentifierPart(in[at] & 0xff);
  }

  private boolean number(int first) {
    int start = at;
    if (first < '0' || first > '9') {
      return false;
    }
    if (first == '0') {
      if (at < end && in[at] >= '0' && in[at] <= '9') {
        return false;
      }
    } else {
      digits();
    }
    if (at < end && in[at] == '.') {
      at++;
      if (!digits()) {
        return false;
      }
    }
    if (at < end && (in[at] == 'e' || in[at] == 'E')) {
      at++;
      if (at < end && (in[at] == '+' || in[at] == '-')) {
        at++;
      }
      if (!digits()) {
        return false;
      }
    }
    return at - start < MAX_NUMBER;
  }

  /** Passes digits and says whether there is one. */
  final boolean digits() {
    int start = at;
    int next = start;
    while (next < end && in[next] >= '0' && in[next] <= '9') {
      next++;
    }
    at = next;
    return next > start;
  }

  /** Passes the rest of a text and its closing quote. */
  private boolean text(int most) {
    int start = at;
    while (at < end) {
      int next = at;
      byte c = in[next++];
      while (c != '"' && c != '\\' && c >= 0 && next < end) {
        c = in[next++];
      }
      at = next;
      if (c == '"') {
        return next - 1 - start <= most;
      }
      if (c == '\\' ? !escape() : c < 0 && !multiByte(c)) {
        return false;
      }
    }
    at = end + 1;
    return false;
  }

  private boolean escape() {
    int c = digit();
    if (c == 'u') {
      for (int i = 0; i < 4; i++) {
        if (Character.digit(digit(), 16) < 0) {
          return false;
        }
      }
      return true;
    }
    return "\"\\/bfnrt".indexOf(c) >= 0;
  }

  private boolean multiByte(byte first) {
    int more = (first & 0xe0) == 0xc0 ? 1 : (first & 0xf0) == 0xe0 ? 2 : 3;
    if (more == 3 && (first & 0xf8) != 0xf0) {
      return false;
    }
    for (; more > 0; more--) {
      if (at >= end || (in[at++] & 0xc0) != 0x80) {
        return false;
      }
    }
    return true;
  }
}
