package io.beatweaver.beatsaver.internal;

import java.time.Duration;

/** Lets requests start no closer together than an interval, whichever thread makes them. */
public final class Pace {
  private final long intervalNanos;
  private long next = System.nanoTime();

  /**
   * @param interval the least time between two starts
   */
  public Pace(Duration interval) {
    this.intervalNanos = interval.toNanos();
  }

  /**
   * Waits for this caller's turn.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public void await() throws InterruptedException {
    long wait;
    synchronized (this) {
      long now = System.nanoTime();
      long turn = Math.max(now, next);
      next = turn + intervalNanos;
      wait = turn - now;
    }
    if (wait > 0) {
      // Rounded up: an early turn would be an impolite one.
      Thread.sleep(wait / 1_000_000 + 1);
    }
  }
}
