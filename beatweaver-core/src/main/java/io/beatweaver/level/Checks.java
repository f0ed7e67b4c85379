package io.beatweaver.level;

import java.util.Comparator;
import java.util.List;

/** Checks that several records share. */
final class Checks {
  private Checks() {}

  static void finite(double value, String name) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must be finite: " + value);
    }
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
