package io.beatweaver.demo.internal;

/**
 * Seeded randomness that stays the same on every JDK: SplitMix64 (Steele, Lea and Flood, "Fast
 * splittable pseudorandom number generators", 2014). Not safe to share between threads.
 */
public final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private long state;

  /**
   * @param seed any number
   */
  public Dice(long seed) {
    state = seed;
  }

  /**
   * A seed of its own for a numbered part.
   *
   * @param seed the whole's seed
   * @param part the part's number
   * @return a well-mixed seed
   */
  public static long mix(long seed, long part) {
    return scramble(scramble(seed + GOLDEN) + GOLDEN * (part + 1));
  }

  private static long scramble(long z) {
    long a = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
    return b ^ b >>> 31;
  }

  long next() {
    state += GOLDEN;
    return scramble(state);
  }

  /** 0 up to, not including, 1. */
  double unit() {
    return (next() >>> 11) * 0x1p-53;
  }

  double range(double from, double to) {
    return from + (to - from) * unit();
  }

  /** 0..bound-1. */
  int below(int bound) {
    return (int) (unit() * bound);
  }

  /** {@code from..to}, both included. */
  int between(int from, int to) {
    return from + below(to - from + 1);
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  String pick(String[] items) {
    return items[below(items.length)];
  }

  int pick(int[] items) {
    return items[below(items.length)];
  }

  /** A stream of its own, so that drawing more in one place changes nothing in another. */
  Dice fork() {
    return new Dice(next());
  }
}
