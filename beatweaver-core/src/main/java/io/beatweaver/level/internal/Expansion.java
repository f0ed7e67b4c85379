package io.beatweaver.level.internal;

/** How much packed bytes may unpack to. */
final class Expansion {
  /** JSON of repetitive lights packs 60 to 1; what packs better than this is made to. */
  static final int MAX_RATIO = 200;

  /** Up to here any ratio will do. */
  static final int FREE_BYTES = 16 << 20;

  private Expansion() {}

  /** The most bytes that so many packed ones may become, under a bound for all. */
  static long most(long packed, long bound) {
    return Math.min(bound, Math.max(FREE_BYTES, packed * MAX_RATIO));
  }
}
