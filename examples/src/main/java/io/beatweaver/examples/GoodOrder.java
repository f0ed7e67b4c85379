package io.beatweaver.examples;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks work to end when the process is told to end (Ctrl-C, a kill), and lets the process wait for
 * it. To be closed when the work is done.
 */
final class GoodOrder implements AutoCloseable {
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean ending;

  /**
   * Begins to watch.
   *
   * @param ask asks the work to end, and returns at once
   * @param patienceSeconds how long the process waits for it
   */
  GoodOrder(Runnable ask, int patienceSeconds) {
    hook =
        new Thread(
            () -> {
              ending = true;
              ask.run();
              try {
                done.await(patienceSeconds, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "beatweaver-end");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    done.countDown();
    if (!ending) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process ends already, and waits for nothing here.
      }
    }
  }
}
