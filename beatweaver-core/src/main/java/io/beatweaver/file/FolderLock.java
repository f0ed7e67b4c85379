package io.beatweaver.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder held by one holder at a time, among all threads and processes that ask for the lock of
 * that name. A killed process's lock is gone with it. Safe for several threads.
 *
 * <p>Nobody else may open the lock's file: on many systems a process loses its lock of a file when
 * it closes that file, however often it has it open.
 */
public final class FolderLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

  /** The locks of this process, so that it opens the file of none that it has. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private static final int TRIES = 100;

  /** A file system that doesn't leave out what was never written has to write so much. */
  private static final int MAX_MARK = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final boolean passing;

  private FolderLock(Path file, FileChannel channel, boolean passing) {
    this.file = file;
    this.channel = channel;
    this.passing = passing;
  }

  /**
   * Takes a folder if nobody holds it, without waiting. The lock's file stays when it is given
   * back.
   *
   * @param folder the folder, which is there
   * @param name the lock's file in it, made if it isn't there
   * @return the lock, to be closed; empty if another thread or process has it
   * @throws IOException if the file can't be opened or the system has no locks
   */
  public static Optional<FolderLock> tryHold(Path folder, String name) throws IOException {
    return tryHold(folder, name, false);
  }

  /**
   * Takes a folder as {@link #tryHold} does, with a lock whose file goes when it is given back. All
   * who ask for the lock of that name have to ask for one that goes.
   *
   * @param folder the folder, which is there
   * @param name the lock's file in it, made if it isn't there
   * @return the lock, to be closed; empty if another thread or process has it
   * @throws IOException if the file can't be written or the system has no locks
   */
  public static Optional<FolderLock> tryHoldPassing(Path folder, String name) throws IOException {
    return tryHold(folder, name, true);
  }

  private static Optional<FolderLock> tryHold(Path folder, String name, boolean passing)
      throws IOException {
    Path file = folder.toRealPath().resolve(name);
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    Optional<FolderLock> lock = Optional.empty();
    try {
      lock =
          (passing ? lockMarked(file) : lock(file))
              .map(channel -> new FolderLock(file, channel, passing));
      return lock;
    } finally {
      if (lock.isEmpty()) {
        HELD.remove(file);
      }
    }
  }

  private static Optional<FileChannel> lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Held by another copy of this class in this process.
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  /**
   * Locks a file that its last holder may have deleted after it was opened here. It must still be
   * the one that others find, and so have the size that it is given; reading it would open it.
   */
  private static Optional<FileChannel> lockMarked(Path file) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      Optional<FileChannel> locked = lock(file);
      if (locked.isEmpty()) {
        return locked;
      }
      FileChannel channel = locked.get();
      boolean found = false;
      try {
        int mark = 1 + ThreadLocalRandom.current().nextInt(MAX_MARK);
        channel.truncate(0);
        channel.write(ByteBuffer.allocate(1), mark - 1);
        found = Files.size(file) == mark;
        if (found) {
          return locked;
        }
      } catch (NoSuchFileException e) {
        LOG.trace("{} went while it was locked", file, e);
      } finally {
        if (!found) {
          channel.close();
        }
      }
    }
    return Optional.empty();
  }

  /** Gives the folder back; does nothing the second time. */
  @Override
  public synchronized void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try {
      if (passing) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.debug("{} stays, where open files can't be removed", file, e);
    } finally {
      try {
        channel.close();
      } finally {
        HELD.remove(file);
      }
    }
  }
}
