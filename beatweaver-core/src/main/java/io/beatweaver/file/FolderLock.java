package io.beatweaver.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A folder held by one holder at a time, among all threads and processes that ask for the lock of
 * that name. A killed process's lock is gone with it.
 *
 * <p>The lock's file stays when it is given back: whoever deleted it would leave one who has it
 * open already with the lock of a file that nobody else finds.
 */
public final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes a folder if nobody holds it, without waiting.
   *
   * @param folder the folder, which is there
   * @param name the lock's file in it, made if it isn't there
   * @return the lock, to be closed; empty if another thread or process has it
   * @throws IOException if the file can't be opened or the system has no locks
   */
  public static Optional<FolderLock> tryHold(Path folder, String name) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(new FolderLock(channel));
      }
    } catch (OverlappingFileLockException e) {
      // Held by another thread of this process.
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  /** Gives the folder back. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
