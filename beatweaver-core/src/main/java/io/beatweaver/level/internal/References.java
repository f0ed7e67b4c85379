package io.beatweaver.level.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** File names inside a level. */
final class References {
  private References() {}

  /**
   * Cleans a reference: forward slashes, no {@code .} and no empty parts.
   *
   * @param reference a relative name from outside
   * @return the clean name; empty if it is blank, absolute or climbs
   */
  static Optional<String> clean(String reference) {
    String name = reference.replace('\\', '/');
    boolean drive = name.length() > 1 && name.charAt(1) == ':';
    if (name.startsWith("/") || name.indexOf('\0') >= 0 || drive) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    for (String part : name.split("/")) {
      if (part.equals("..")) {
        return Optional.empty();
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("/", parts));
  }

  /** The form in which names are compared. */
  static String key(String clean) {
    return clean.toLowerCase(Locale.ROOT);
  }
}
