package io.beatweaver.fuzz;

import java.util.Random;

/**
 * Runs a promise on many random cases, each of which is made from one seed alone. A case that
 * breaks the promise fails with its seed. System properties:
 *
 * <ul>
 *   <li>{@value #SECONDS}: goes on with fresh seeds for so many seconds, instead of the bounded
 *       number of a normal test run;
 *   <li>{@value #SEED}: the first seed, to begin a long run elsewhere;
 *   <li>{@value #CASE}: runs the case of this seed alone, to bring a failure back.
 * </ul>
 */
public final class Cases {
  /** How long a long run lasts, seconds for each promise. */
  public static final String SECONDS = "beatweaver.cases.seconds";

  /** The first seed. */
  public static final String SEED = "beatweaver.cases.seed";

  /** The only seed. */
  public static final String CASE = "beatweaver.cases.only";

  private Cases() {}

  /** A promise, held to one case. */
  @FunctionalInterface
  public interface Promise {
    /**
     * Makes a case and checks it.
     *
     * @param random the case's only source of chance
     * @throws Exception or an error, if the promise is broken
     */
    void check(Random random) throws Exception;
  }

  /**
   * Checks a promise.
   *
   * @param cases how many cases a normal run has
   * @param promise what has to hold
   * @return how many cases were run
   */
  public static long check(int cases, Promise promise) {
    if (System.getProperty(CASE) != null) {
      checkOne(Long.getLong(CASE), promise);
      return 1;
    }
    long first = Long.getLong(SEED, 1);
    long seconds = Long.getLong(SECONDS, 0);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    long run = 0;
    while (seconds > 0 ? System.nanoTime() < end : run < cases) {
      checkOne(first + run, promise);
      run++;
    }
    return run;
  }

  private static void checkOne(long seed, Promise promise) {
    try {
      promise.check(new Random(scrambled(seed)));
    } catch (Throwable e) {
      throw new AssertionError(
          "broken by the case of -D" + CASE + "=" + seed + ": " + e.getMessage(), e);
    }
  }

  /** Neighbouring seeds of {@link Random} begin alike; these don't. */
  private static long scrambled(long seed) {
    long z = seed * 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    return z ^ z >>> 27;
  }
}
