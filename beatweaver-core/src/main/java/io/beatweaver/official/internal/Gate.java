package io.beatweaver.official.internal;

import io.beatweaver.InputException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/** Lets bundles through as long as they don't take more memory together than is allowed. */
final class Gate {
  private static final int UNIT = 1024;

  private final Semaphore units;
  private final int total;

  Gate(long bytes) {
    this.total = (int) Math.min(Integer.MAX_VALUE, bytes / UNIT);
    // Fair, or small bundles would pass a large one for ever.
    this.units = new Semaphore(total, true);
  }

  /** What is done with a bundle. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Waits until there is room, then works.
   *
   * @param needed bytes without which it can't be done
   * @param more bytes beyond those; where there is never room for them, it goes alone
   * @param file named if it needs more than there ever is
   * @param work what takes the bytes
   */
  <T> T pass(long needed, long more, Path file, Work<T> work) throws IOException {
    if (needed / UNIT >= total) {
      throw new InputException(
          file.toString(),
          needed + " bytes",
          "unpacking it takes more memory than the " + total / UNIT + " MiB allowed");
    }
    int wanted = (int) Math.min(total, (needed + more) / UNIT + 1);
    try {
      units.acquire(wanted);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for memory");
    }
    try {
      return work.run();
    } finally {
      units.release(wanted);
    }
  }
}
