package io.beatweaver.model.internal.decode;

/** e^x without call, table, branch or bits: loops over it become vector instructions. */
final class Exponential {
  /** Below this e^x counts as nothing: e^-24 is 4e-11. */
  static final float LOWEST = -24;

  private static final float SCALE = 1f / 64;

  private Exponential() {}

  /**
   * e^x - 1 by its series at x/64, then six times (1 + e)^2 - 1 = e (2 + e). As the distance to 1
   * it loses nothing by the squarings.
   *
   * @param x {@link #LOWEST} to 0
   * @return within 1e-6
   */
  static float expm1(float x) {
    float r = x * SCALE;
    float e = r * (1 + r * (1 / 2f + r * (1 / 6f + r * (1 / 24f + r * (1 / 120f)))));
    e *= 2 + e;
    e *= 2 + e;
    e *= 2 + e;
    e *= 2 + e;
    e *= 2 + e;
    e *= 2 + e;
    return e;
  }
}
