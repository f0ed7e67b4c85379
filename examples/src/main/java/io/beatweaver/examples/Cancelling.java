package io.beatweaver.examples;

import io.beatweaver.Progress;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a job in good order when the process is told to end (Ctrl-C, a kill): the work is cancelled
 * at its next step and cleans up behind itself, what is being written is finished, and only then
 * the process goes. To be closed when the work is done.
 */
final class Cancelling implements Progress, AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;

  private final Progress progress;
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::cancel, "beatweaver-cancel");
  private volatile boolean cancelled;

  Cancelling(Progress progress) {
    this.progress = progress;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void update(String stage, long done, long total, String detail) {
    if (cancelled) {
      throw new CancellationException("cancelled");
    }
    progress.update(stage, done, total, detail);
  }

  private void cancel() {
    cancelled = true;
    try {
      done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    if (!cancelled) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process ends already, and waits for nothing here.
      }
    }
  }
}
