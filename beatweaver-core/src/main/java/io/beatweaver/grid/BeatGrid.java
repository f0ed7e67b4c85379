package io.beatweaver.grid;

/**
 * The one ruler of tokens and features: a step is 1/16 beat, a bar has 4 beats, so that the place
 * of anything is {@code step = bar * 64 + position}. Row {@code step} of {@link SongFeatures} is
 * what the song sounds like there.
 */
public final class BeatGrid {
  /** Steps a beat. */
  public static final int STEPS_PER_BEAT = 16;

  /** Beats a bar. */
  public static final int BEATS_PER_BAR = 4;

  /** Steps a bar, also the number of positions in it. */
  public static final int STEPS_PER_BAR = STEPS_PER_BEAT * BEATS_PER_BAR;

  private BeatGrid() {}

  /**
   * The step nearest to a beat, halves upwards.
   *
   * @param beat any finite beat of magnitude below 1e15
   * @return the step, negative before beat 0
   */
  public static long nearestStep(double beat) {
    return (long) Math.floor(beat * STEPS_PER_BEAT + 0.5);
  }

  /**
   * The beat of a step, exact.
   *
   * @param step any step
   * @return {@code step / 16}
   */
  public static double beatOf(long step) {
    return step / (double) STEPS_PER_BEAT;
  }

  /**
   * Bars that hold a number of steps.
   *
   * @param steps at least 0
   * @return the number of whole bars that cover them
   */
  public static int barsCovering(long steps) {
    return Math.toIntExact((steps + STEPS_PER_BAR - 1) / STEPS_PER_BAR);
  }
}
