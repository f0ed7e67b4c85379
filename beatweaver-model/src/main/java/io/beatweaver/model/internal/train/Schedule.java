package io.beatweaver.model.internal.train;

/**
 * The learning rate's course: up over a number of steps, level to half of the budget, then evenly
 * down to a twentieth.
 *
 * @param highest the level part's rate
 * @param warmupSteps steps from nothing to the highest
 */
record Schedule(double highest, int warmupSteps) {
  private static final double LEVEL = 0.5;
  private static final double LAST = 0.05;

  /**
   * The rate of a step.
   *
   * @param step updates made before it
   * @param progress share of the budget that's used, 0..1
   * @return the rate
   */
  double rate(long step, double progress) {
    double warm = warmupSteps == 0 ? 1 : Math.min(1, (step + 1.0) / warmupSteps);
    double down = Math.max(0, Math.min(1, (progress - LEVEL) / (1 - LEVEL)));
    return highest * warm * (1 - down * (1 - LAST));
  }
}
