package io.beatweaver.storage.internal.cache;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread of one process at a time change a folder. The system frees the lock of a process
 * that dies.
 */
final class FolderLock {
  static final String NAME = "lock";

  /**
   * A file lock belongs to the process and goes when any channel on the file is closed, so no two
   * threads may have it open.
   */
  private static final ConcurrentMap<Path, ReentrantLock> IN_THIS_PROCESS =
      new ConcurrentHashMap<>();

  /** Changes the folder. */
  @FunctionalInterface
  interface Change<T> {
    T make() throws IOException;
  }

  private FolderLock() {}

  /**
   * Waits until nobody else changes the folder, then does.
   *
   * @param folder a real path, so that all who mean one folder say the same
   * @param change the change; may hold the folder's lock already
   * @return what the change returns
   * @throws IOException if the change throws it, or the lock can't be had
   */
  static <T> T hold(Path folder, Change<T> change) throws IOException {
    ReentrantLock mine = IN_THIS_PROCESS.computeIfAbsent(folder, path -> new ReentrantLock());
    try {
      mine.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(folder + ": interrupted while another thread writes");
    }
    try {
      if (mine.getHoldCount() > 1) {
        return change.make();
      }
      try (FileChannel channel = open(folder);
          FileLock lock = channel.lock()) {
        assert lock.isValid();
        return change.make();
      }
    } finally {
      mine.unlock();
    }
  }

  /**
   * Changes the folder unless somebody else is at it.
   *
   * @param folder a real path
   * @param change the change
   * @return whether it was made
   * @throws IOException if the change throws it, or the lock can't be looked at
   */
  static boolean tryHold(Path folder, Change<?> change) throws IOException {
    ReentrantLock mine = IN_THIS_PROCESS.computeIfAbsent(folder, path -> new ReentrantLock());
    if (!mine.tryLock()) {
      return false;
    }
    try (FileChannel channel = open(folder);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        return false;
      }
      change.make();
      return true;
    } finally {
      mine.unlock();
    }
  }

  private static FileChannel open(Path folder) throws IOException {
    return FileChannel.open(
        folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
