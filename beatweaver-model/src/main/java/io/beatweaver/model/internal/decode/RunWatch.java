package io.beatweaver.model.internal.decode;

import io.beatweaver.Progress;
import java.util.concurrent.CancellationException;

/**
 * What the streams of a run share: the count of bars for the caller's progress, and whether to
 * stop. Safe to use from several threads.
 */
final class RunWatch {
  private final Progress progress;
  private final long total;
  private long done;
  private volatile Throwable failure;

  /**
   * @param progress the caller's
   * @param total bars of all streams together
   */
  RunWatch(Progress progress, long total) {
    this.progress = progress;
    this.total = total;
  }

  /** Stops a stream whose run has failed elsewhere. */
  void check() {
    if (failure != null) {
      throw new CancellationException("another part of this run has ended it");
    }
  }

  /**
   * A bar is written. Calls to the caller's progress come one at a time, so that the count never
   * falls.
   *
   * @param detail the stream
   */
  synchronized void barDone(String detail) {
    check();
    progress.update("generating", ++done, total, detail);
  }

  /**
   * Ends the run. The first reason counts.
   *
   * @param reason why
   */
  synchronized void fail(Throwable reason) {
    if (failure == null) {
      failure = reason;
    }
  }

  /**
   * Why the run ended.
   *
   * @return the first reason, null while all is well
   */
  Throwable failure() {
    return failure;
  }
}
