package io.beatweaver.model;

/**
 * Watches a training, on the training's thread. It may throw {@link
 * java.util.concurrent.CancellationException} to break it off at once; the latest checkpoint stays
 * as it is. To stop with a checkpoint of the step it is at, use {@link TrainingControl#stop}.
 */
@FunctionalInterface
public interface TrainingListener {
  /** Watches nothing. */
  TrainingListener NONE = progress -> {};

  /**
   * Some steps were made, or a validation.
   *
   * @param progress where the training stands
   */
  void update(TrainingProgress progress);

  /**
   * The training is over and its last checkpoint saved.
   *
   * @param summary how it went
   */
  default void finished(TrainingSummary summary) {}
}
