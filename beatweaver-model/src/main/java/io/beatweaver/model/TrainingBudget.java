package io.beatweaver.model;

import java.time.Duration;

/** How long to train. The learning rate's course is laid over the whole of it. */
public sealed interface TrainingBudget {
  /**
   * A number of optimizer steps; the outcome then depends on seed and data alone.
   *
   * @param count at least 1
   */
  record Steps(long count) implements TrainingBudget {
    /** Refuses less than one step. */
    public Steps {
      if (count < 1) {
        throw new IllegalArgumentException("steps must be at least 1: " + count);
      }
    }
  }

  /**
   * A number of passes over the training songs; the outcome depends on seed and data alone.
   *
   * @param count at least 1
   */
  record Epochs(int count) implements TrainingBudget {
    /** Refuses less than one pass. */
    public Epochs {
      if (count < 1) {
        throw new IllegalArgumentException("epochs must be at least 1: " + count);
      }
    }
  }

  /**
   * A stretch of time; the outcome depends on how fast the machine is. Saving and the last
   * validation come on top.
   *
   * @param duration more than nothing
   */
  record Time(Duration duration) implements TrainingBudget {
    /** Refuses no time. */
    public Time {
      if (duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException("a training takes time: " + duration);
      }
    }
  }
}
