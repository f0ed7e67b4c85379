package io.beatweaver;

/**
 * Watches long work. Implementations must be quick and safe to call from several threads; they may
 * throw {@link java.util.concurrent.CancellationException} to stop the work, which then leaves
 * nothing half-written.
 */
@FunctionalInterface
public interface Progress {
  /** Watches nothing. */
  Progress NONE = (stage, done, total, detail) -> {};

  /**
   * Some work is done.
   *
   * @param stage the job at hand, a few words ("training")
   * @param done units finished, 0..total
   * @param total units in all, or -1 where it isn't known
   * @param detail the latest figure or name, may be empty
   */
  void update(String stage, long done, long total, String detail);
}
