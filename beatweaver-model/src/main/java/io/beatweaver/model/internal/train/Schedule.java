package io.beatweaver.model.internal.train;

import io.beatweaver.model.LearningRateSchedule;

/**
 * The learning rate's course: a warm-up by step, then a shape by the share of the budget that's
 * used.
 *
 * @param shape the course
 * @param highest the highest rate
 * @param warmupSteps steps from nothing to the highest
 */
record Schedule(LearningRateSchedule shape, double highest, int warmupSteps) {
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
    double used = Math.max(0, Math.min(1, progress));
    double course =
        switch (shape) {
          case LINEAR -> 1 - Math.max(0, (used - LEVEL) / (1 - LEVEL)) * (1 - LAST);
          case COSINE -> 0.5 * (1 + Math.cos(Math.PI * used));
        };
    return highest * warm * course;
  }
}
