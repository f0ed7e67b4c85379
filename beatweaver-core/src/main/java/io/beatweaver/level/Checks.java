package io.beatweaver.level;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Checks that several records share. */
final class Checks {
  private Checks() {}

  static void finite(double value, String name) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must be finite: " + value);
    }
  }

  /** Text that can be written: half a character, which no encoding has, becomes U+FFFD. */
  static String text(String text, String name) {
    Objects.requireNonNull(text, name);
    boolean plain = text.chars().noneMatch(c -> Character.isSurrogate((char) c));
    return plain ? text : text.replaceAll("\\p{Cs}", "\ufffd");
  }

  /** An immutable list in order; equals keep the order they come in. */
  static <T> List<T> sorted(List<T> items, Comparator<? super T> order) {
    for (int i = 1; i < items.size(); i++) {
      if (order.compare(items.get(i - 1), items.get(i)) > 0) {
        return items.stream().sorted(order).toList();
      }
    }
    return List.copyOf(items);
  }
}
