package io.beatweaver.audio.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Shares the parts of some work between the calling thread and helpers. The caller takes parts
 * itself until none is left: an executor without a free thread costs speed and never stands still.
 *
 * @param workers threads at work at once, the caller among them, at least 1
 * @param executor runs the helpers
 */
public record Parallel(int workers, Executor executor) {
  /** The calling thread alone. */
  public static final Parallel NONE = new Parallel(1, Runnable::run);

  /** Refuses fewer than one worker. */
  public Parallel {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1: " + workers);
    }
  }

  /** With helpers of the common pool. */
  public static Parallel of(int workers) {
    return new Parallel(workers, ForkJoinPool.commonPool());
  }

  /**
   * Does all parts and returns when they are done.
   *
   * @param parts how many
   * @param part does part 0..parts-1, called once for each
   */
  public void run(int parts, IntConsumer part) {
    int helpers = Math.min(workers, parts) - 1;
    if (helpers < 1) {
      for (int i = 0; i < parts; i++) {
        part.accept(i);
      }
      return;
    }
    Job job = new Job(parts, part);
    for (int i = 0; i < helpers; i++) {
      try {
        executor.execute(job);
      } catch (RejectedExecutionException e) {
        break;
      }
    }
    job.run();
    job.await();
  }

  private static final class Job implements Runnable {
    private final int parts;
    private final IntConsumer part;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch left;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Job(int parts, IntConsumer part) {
      this.parts = parts;
      this.part = part;
      left = new CountDownLatch(parts);
    }

    @Override
    public void run() {
      for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
        try {
          part.accept(i);
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        } finally {
          left.countDown();
        }
      }
    }

    void await() {
      boolean interrupted = false;
      while (true) {
        try {
          left.await();
          break;
        } catch (InterruptedException e) {
          // A helper is at a part, which is short; it writes where the caller will read.
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (failure.get() instanceof RuntimeException e) {
        throw e;
      }
      if (failure.get() instanceof Error e) {
        throw e;
      }
    }
  }
}
