package io.beatweaver.demo.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Spreads numbered jobs over all cores. */
public final class Workers {
  private Workers() {}

  /** A numbered job. */
  @FunctionalInterface
  public interface Job {
    /**
     * Does it.
     *
     * @param index which one
     * @throws IOException if it fails
     */
    void run(int index) throws IOException;
  }

  /**
   * Runs jobs {@code 0..count-1}, lowest numbers first. After a failure, or when the calling thread
   * is interrupted, no further job begins; those that run are waited for.
   *
   * @param count how many
   * @param job the work, called from several threads
   * @throws IOException what the first failed job threw; its unchecked exceptions and errors come
   *     through as they are
   */
  public static void forEach(int count, Job job) throws IOException {
    int threads = Math.max(1, Math.min(count, Runtime.getRuntime().availableProcessors()));
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    CountDownLatch running = new CountDownLatch(threads);
    Runnable work =
        () -> {
          try {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
              if (failure.get() != null) {
                return;
              }
              job.run(i);
            }
          } catch (Throwable e) {
            failure.compareAndSet(null, e);
          } finally {
            running.countDown();
          }
        };
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(work, "demo-corpus-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    await(running, failure);
    rethrow(failure.get());
  }

  private static void await(CountDownLatch running, AtomicReference<Throwable> failure) {
    boolean interrupted = false;
    while (true) {
      try {
        running.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        failure.compareAndSet(null, new InterruptedIOException("interrupted"));
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }
}
