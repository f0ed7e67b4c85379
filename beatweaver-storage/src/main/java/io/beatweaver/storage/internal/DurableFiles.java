package io.beatweaver.storage.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that are either whole or not there, also after the machine went down. */
public final class DurableFiles {
  private static final Logger LOG = LoggerFactory.getLogger(DurableFiles.class);

  private DurableFiles() {}

  /**
   * Writes a file beside its place and moves it there: no reader sees a part of it.
   *
   * @param file where it goes; a file that is there is replaced
   * @param content its bytes
   * @throws IOException if it can't be written; then nothing is left behind
   */
  public static void write(Path file, ByteBuffer... content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    // Not createTempFile: its files are for the owner alone, and stay so when moved.
    Path temporary = folder.resolve(StoreFolder.TEMPORARY_PREFIX + UUID.randomUUID());
    try {
      try (FileChannel out =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        for (ByteBuffer part : content) {
          while (part.hasRemaining()) {
            out.write(part);
          }
        }
        out.force(true);
      }
      moveInPlace(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  static void moveInPlace(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Makes sure that a file's bytes are on the disk. */
  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Makes sure that a folder's names are on the disk, where the system can do that. */
  static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      LOG.debug("the system can't force folder {} to disk", folder, e);
    }
  }
}
