package io.beatweaver.demo.internal;

/**
 * How prominent a stroke of the rhythm is. The rates add up to what people chart: with one double
 * for each of the first two tiers, the strokes up to EASY fill the middle of the human band of
 * notes a second at Easy, and so on.
 */
enum Tier {
  /** Everyone plays, with a crash. */
  BIG(0.19, 0.60),
  /** Kick, snare, bass and lead together. */
  ACCENT(0.29, 0.38),
  /** A drum, bass and lead. */
  EASY(0.69, 0.38),
  /** A drum and one more voice. */
  NORMAL(0.60, 0.27),
  /** One strong voice. */
  HARD(0.66, 0.165),
  /** One voice, medium. */
  EXPERT(0.64, 0.095),
  /** One soft voice. */
  PLUS(0.95, 0.070);

  private static final double ACCENT_CLEARANCE = 0.14;

  /** Strokes a second of this tier alone. */
  final double rate;

  private final double gap;

  Tier(double rate, double gap) {
    this.rate = rate;
    this.gap = gap;
  }

  /** Seconds between a stroke of this tier and any earlier placed one of that or a lower tier. */
  double clearance(Tier placed) {
    boolean accent = compareTo(ACCENT) <= 0 || placed.compareTo(ACCENT) <= 0;
    return accent ? Math.max(gap, ACCENT_CLEARANCE) : gap;
  }
}
