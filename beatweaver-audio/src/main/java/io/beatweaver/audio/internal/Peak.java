package io.beatweaver.audio.internal;

/** Where a curve that is known at evenly spaced points peaks between them. */
final class Peak {
  private Peak() {}

  /**
   * The vertex of the parabola through three values at -1, 0 and 1. Within half a point if none is
   * above the middle one; further off, and far where they lie almost on a line, if one is.
   *
   * @return where it is; 0 if it is no maximum
   */
  static double vertex(double left, double middle, double right) {
    double bend = left - 2 * middle + right;
    return bend < 0 ? .5 * (left - right) / bend : 0;
  }
}
