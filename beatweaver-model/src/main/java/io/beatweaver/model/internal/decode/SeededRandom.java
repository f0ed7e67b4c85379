package io.beatweaver.model.internal.decode;

/**
 * Random numbers that are the same on every JVM, thread and run for the same seeds: a 64-bit
 * counter through the SplitMix64 finaliser (Steele, Lea and Flood, 2014). Not thread-safe.
 */
final class SeededRandom {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final double TO_UNIT = 0x1p-53;

  private long state;

  /**
   * @param seeds any numbers; another order or another number is another sequence
   */
  SeededRandom(long... seeds) {
    for (long seed : seeds) {
      state = mix(state + GOLDEN_GAMMA + mix(seed));
    }
  }

  /**
   * The next number.
   *
   * @return 0 or above, below 1
   */
  double nextDouble() {
    state += GOLDEN_GAMMA;
    return (mix(state) >>> 11) * TO_UNIT;
  }

  private static long mix(long value) {
    long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }
}
