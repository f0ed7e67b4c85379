package io.beatweaver.level;

/** Checks that several records share. */
final class Checks {
  private Checks() {}

  static void finite(double value, String name) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must be finite: " + value);
    }
  }
}
