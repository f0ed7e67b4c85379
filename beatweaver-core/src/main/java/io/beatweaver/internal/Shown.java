package io.beatweaver.internal;

/**
 * Text from outside on its way into a message: one line of bounded length that steers no terminal.
 */
public final class Shown {
  private static final int MOST_CHARS = 400;

  private Shown() {}

  /**
   * Makes text fit to be shown.
   *
   * @param text any text
   * @return the same if it is short and plain; else without its middle, and with a question mark
   *     for each control character, line break and character that turns the direction of text
   */
  public static String text(String text) {
    String shown = text;
    if (text.length() > MOST_CHARS) {
      int half = MOST_CHARS / 2;
      shown = text.substring(0, half) + " ... " + text.substring(text.length() - half);
    }
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      if (c < ' ' || c > '~') {
        return replaced(shown);
      }
    }
    return shown;
  }

  private static String replaced(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().map(c -> isPlain(c) ? c : '?').forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
