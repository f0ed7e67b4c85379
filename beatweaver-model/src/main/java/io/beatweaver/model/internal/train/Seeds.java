package io.beatweaver.model.internal.train;

import java.util.SplittableRandom;

/** Independent random numbers for every place that needs some, from the training's one seed. */
final class Seeds {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /**
   * The numbers of a place, the same whatever was drawn elsewhere.
   *
   * @param seed the training's
   * @param place what tells the place from all others, such as a step and an index in it
   * @return a new generator
   */
  static SplittableRandom of(long seed, long... place) {
    long state = mix(seed + GOLDEN);
    for (long part : place) {
      state = mix((state ^ part) + GOLDEN);
    }
    return new SplittableRandom(state);
  }

  /** The finaliser of MurmurHash3 in the variant 13 of D. Stafford, a bijection. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
