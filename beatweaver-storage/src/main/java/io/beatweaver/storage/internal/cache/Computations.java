package io.beatweaver.storage.internal.cache;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Lets threads that want one thing at a time share its computation.
 *
 * @param <T> what is computed
 */
public final class Computations<T> {
  private final ConcurrentMap<String, FutureTask<T>> atWork = new ConcurrentHashMap<>();

  /**
   * Computes, or waits for the thread that does. A failure reaches all that wait for it.
   *
   * @param key what is wanted
   * @param computation throws nothing checked but {@link IOException}
   * @return its result
   * @throws IOException if the computation throws it, or the thread is interrupted
   */
  public T get(String key, Callable<T> computation) throws IOException {
    FutureTask<T> mine = new FutureTask<>(computation);
    FutureTask<T> first = atWork.putIfAbsent(key, mine);
    if (first != null) {
      return result(first);
    }
    try {
      mine.run();
      return result(mine);
    } finally {
      atWork.remove(key, mine);
    }
  }

  private static <T> T result(FutureTask<T> task) throws IOException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while another thread computes the features");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
