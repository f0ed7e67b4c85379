package io.beatweaver.model;

/**
 * Watches a training, on the training's thread. It may throw {@link
 * java.util.concurrent.CancellationException} to stop; the latest checkpoint stays as it is.
 */
@FunctionalInterface
public interface TrainingListener {
  /** Watches nothing. */
  TrainingListener NONE = progress -> {};

  /**
   * Some steps were made, or the validation losses were measured.
   *
   * @param progress where the training stands
   */
  void update(TrainingProgress progress);
}
