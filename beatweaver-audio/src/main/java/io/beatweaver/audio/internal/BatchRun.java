package io.beatweaver.audio.internal;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run over many jobs: each worker takes the next job when it is done with the one before, so
 * that no more jobs are at hand than workers. Jobs that fail are counted; anything else that fails
 * ends the run.
 *
 * @param <T> a job
 */
public final class BatchRun<T> {
  private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);

  /** Does a job. */
  @FunctionalInterface
  public interface Work<T> {
    /**
     * @return false if there was nothing to do
     * @throws IOException if the job fails, as a runtime exception does
     * @throws ReceiverFailure if the run can't go on
     */
    boolean on(T job) throws IOException, ReceiverFailure;
  }

  /** Whoever takes the results can't take more. */
  public static final class ReceiverFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param cause an IOException or a RuntimeException
     */
    public ReceiverFailure(Exception cause) {
      super(cause);
    }
  }

  /** A job that failed. */
  public record Failure(String name, String reason) {}

  private final String stage;
  private final Iterator<T> jobs;
  private final long total;
  private final Function<T, String> name;
  private final Progress progress;

  // All guarded by this object's lock.
  private final List<Failure> failures = new ArrayList<>();
  private long done;
  private long skipped;
  private Throwable fatal;
  private boolean stopped;

  /**
   * @param stage what progress calls it
   * @param jobs asked for the next one under a lock
   * @param total how many there are, or -1
   * @param name what a job is called
   * @param progress told after each job, under a lock
   */
  public BatchRun(
      String stage, Iterator<T> jobs, long total, Function<T, String> name, Progress progress) {
    this.stage = stage;
    this.jobs = jobs;
    this.total = total;
    this.name = name;
    this.progress = progress;
  }

  /**
   * Does all jobs.
   *
   * @param workers threads
   * @param work what to do
   * @throws IOException if the receiver failed with one, or this thread was interrupted
   */
  public void work(int workers, Work<T> work) throws IOException {
    List<Thread> threads = new ArrayList<>();
    try {
      for (int i = 0; i < workers; i++) {
        Thread thread = new Thread(() -> loop(work), "beatweaver-" + stage);
        thread.start();
        threads.add(thread);
      }
    } catch (Error e) {
      // The system gives no more threads: those that run must end.
      stop(e);
    }
    boolean interrupted = false;
    for (int i = 0; i < threads.size(); ) {
      try {
        threads.get(i).join();
        i++;
      } catch (InterruptedException e) {
        // Jobs at hand are waited for all the same: none is longer than a song.
        interrupted = true;
        stop(null);
        threads.forEach(Thread::interrupt);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + stage);
    }
    rethrow();
  }

  private synchronized void rethrow() throws IOException {
    if (fatal instanceof IOException e) {
      throw e;
    }
    if (fatal instanceof RuntimeException e) {
      throw e;
    }
    if (fatal instanceof Error e) {
      throw e;
    }
  }

  private void loop(Work<T> work) {
    try {
      for (T job = next(); job != null; job = next()) {
        boolean worked = false;
        Exception failure = null;
        try {
          worked = work.on(job);
        } catch (IOException | RuntimeException e) {
          failure = e;
        }
        finished(job, worked, failure);
      }
    } catch (ReceiverFailure e) {
      stop(e.getCause());
    } catch (RuntimeException | Error e) {
      stop(e);
    }
  }

  private synchronized T next() {
    // A null among the jobs would end a worker as the end of them does: it is an error.
    return stopped || !jobs.hasNext() ? null : Objects.requireNonNull(jobs.next(), "a null job");
  }

  private synchronized void finished(T job, boolean worked, Exception failure) {
    if (stopped) {
      // What fails now may fail because it was interrupted; and the watcher may have stopped this.
      return;
    }
    String what = name.apply(job);
    if (failure != null) {
      failures.add(new Failure(what, reason(failure)));
      LOG.warn("{}: {} failed: {}", stage, what, reason(failure));
      LOG.debug("{}", what, failure);
    } else if (worked) {
      done++;
    } else {
      skipped++;
    }
    progress.update(stage, done + skipped + failures.size(), total, what);
  }

  /** Bad input says all in its message; what else goes wrong needs its kind, too. */
  private static String reason(Exception failure) {
    return failure instanceof InputException || failure instanceof IllegalArgumentException
        ? failure.getMessage()
        : failure.toString();
  }

  private synchronized void stop(Throwable cause) {
    stopped = true;
    if (fatal == null) {
      fatal = cause;
    } else if (cause != null && cause != fatal) {
      fatal.addSuppressed(cause);
    }
  }

  /** Jobs that failed so far. */
  public synchronized List<Failure> failures() {
    return List.copyOf(failures);
  }

  /** Jobs that were done. */
  public synchronized long done() {
    return done;
  }

  /** Jobs in which there was nothing to do. */
  public synchronized long skipped() {
    return skipped;
  }
}
