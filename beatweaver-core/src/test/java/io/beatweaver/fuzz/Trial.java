package io.beatweaver.fuzz;

import com.sun.management.ThreadMXBean;
import io.beatweaver.InputException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a reader of outside data to the promise of the house: whatever the input, the reader gives
 * a result or an {@link InputException} fit to be shown, and takes no more memory and time than a
 * linear function of the input's size. Not safe for use by several threads; close it after the last
 * trial.
 */
public final class Trial implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Trial.class);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int LONGEST_MESSAGE = 2000;

  private final String name;
  private final Limits limits;
  private final Thread[] worker = new Thread[1];
  private final ExecutorService executor;
  private final long start = System.nanoTime();
  private long read;
  private long refused;
  private double mostBytesPerByte;
  private double mostNanosPerByte;

  /**
   * What a reader may take for an input of {@code n} bytes, unpacked.
   *
   * @param baseBytes allocated bytes that are always allowed
   * @param bytesPerByte allocated bytes for each byte of input
   * @param nanosPerByte processor time for each byte of input, nanoseconds
   */
  public record Limits(long baseBytes, long bytesPerByte, long nanosPerByte) {
    /** Processor time that is always allowed: what a cold reader may need on a busy machine. */
    private static final long BASE_NANOS = 5_000_000_000L;

    /** After so long a reader hangs. */
    private static final long HANG_SECONDS = 120;

    long bytes(long n) {
      return baseBytes + bytesPerByte * n;
    }

    long nanos(long n) {
      return BASE_NANOS + nanosPerByte * n;
    }
  }

  /** Something that reads. */
  @FunctionalInterface
  public interface Reading<T> {
    /**
     * Reads.
     *
     * @return what was read, not null
     * @throws IOException an {@link InputException}, if the promise is kept
     */
    T read() throws IOException;
  }

  private record Taken<T>(Optional<T> result, long bytes, long nanos) {}

  /**
   * @param name what to call the reader
   * @param limits what it may take
   */
  public Trial(String name, Limits limits) {
    this.name = name;
    this.limits = limits;
    this.executor =
        Executors.newSingleThreadExecutor(
            task -> {
              worker[0] = new Thread(task, name);
              worker[0].setDaemon(true);
              return worker[0];
            });
  }

  /**
   * Reads once.
   *
   * @param inputBytes the size of the input, unpacked
   * @param reading the reader at work
   * @return what was read; empty if it was refused properly
   * @throws AssertionError if the promise is broken
   */
  public <T> Optional<T> run(long inputBytes, Reading<T> reading) {
    Taken<T> taken = finished(executor.submit((Callable<Taken<T>>) () -> measured(reading)));
    read += taken.result.isPresent() ? 1 : 0;
    refused += taken.result.isPresent() ? 0 : 1;
    require(taken.bytes <= limits.bytes(inputBytes), "allocated bytes", taken.bytes, inputBytes);
    require(taken.nanos <= limits.nanos(inputBytes), "nanoseconds", taken.nanos, inputBytes);
    if (inputBytes >= 1 << 16) {
      mostBytesPerByte = Math.max(mostBytesPerByte, taken.bytes / (double) inputBytes);
      mostNanosPerByte = Math.max(mostNanosPerByte, taken.nanos / (double) inputBytes);
    }
    return taken.result;
  }

  private static void require(boolean kept, String what, long taken, long inputBytes) {
    if (!kept) {
      throw new AssertionError(taken + " " + what + " for " + inputBytes + " bytes of input");
    }
  }

  private <T> Taken<T> finished(Future<Taken<T>> future) {
    try {
      return future.get(Limits.HANG_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      AssertionError hangs = new AssertionError("hangs");
      hangs.setStackTrace(worker[0].getStackTrace());
      throw hangs;
    } catch (ExecutionException e) {
      throw new AssertionError("neither a result nor a refusal: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static <T> Taken<T> measured(Reading<T> reading) throws IOException {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long nanos = THREADS.getCurrentThreadCpuTime();
    Optional<T> result;
    try {
      result = Optional.of(reading.read());
    } catch (InputException e) {
      requireFitToShow(e.getMessage());
      if (e.file().isBlank() || e.reason().isBlank()) {
        throw new AssertionError("a refusal without file or reason: " + e.getMessage(), e);
      }
      result = Optional.empty();
    }
    return new Taken<>(
        result,
        THREADS.getCurrentThreadAllocatedBytes() - bytes,
        THREADS.getCurrentThreadCpuTime() - nanos);
  }

  /**
   * Refuses a message that would fill the screen or steer a terminal.
   *
   * @param message a message for users
   * @throws AssertionError if it has more than a line, or is no text
   */
  public static void requireFitToShow(String message) {
    boolean steers = message.chars().anyMatch(c -> Character.isISOControl(c));
    if (message.isBlank() || message.length() > LONGEST_MESSAGE || steers) {
      String shown = message.substring(0, Math.min(200, message.length()));
      throw new AssertionError(
          "not fit to be shown: " + message.length() + " " + Arrays.toString(shown.getBytes()));
    }
  }

  /** Ends the trials and logs what they came to. */
  @Override
  public void close() {
    executor.shutdownNow();
    LOG.info(
        "{}: {} cases in {} s, {} read, {} refused; at most {} bytes and {} ns a byte of input",
        name,
        read + refused,
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
        read,
        refused,
        Math.round(mostBytesPerByte),
        Math.round(mostNanosPerByte));
  }
}
