package io.beatweaver.examples;

import io.beatweaver.Progress;
import java.util.concurrent.CancellationException;

/**
 * Ends a job in good order when the process is told to end (Ctrl-C, a kill): the work is cancelled
 * at its next step and cleans up behind itself, what is being written is finished, and only then
 * the process goes. To be closed when the work is done.
 */
final class Cancelling implements Progress, AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;

  private final Progress progress;
  private final GoodOrder order;
  private volatile boolean cancelled;

  Cancelling(Progress progress) {
    this.progress = progress;
    order = new GoodOrder(() -> cancelled = true, PATIENCE_SECONDS);
  }

  @Override
  public void update(String stage, long done, long total, String detail) {
    if (cancelled) {
      throw new CancellationException("cancelled");
    }
    progress.update(stage, done, total, detail);
  }

  @Override
  public void close() {
    order.close();
  }
}
