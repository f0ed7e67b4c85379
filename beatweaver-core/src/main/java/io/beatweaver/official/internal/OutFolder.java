package io.beatweaver.official.internal;

import io.beatweaver.InputException;
import io.beatweaver.file.AtomicFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that takes the levels, held for one extraction at a time; a killed one's lock is gone
 * with it.
 */
final class OutFolder implements AutoCloseable {
  private static final String FILE = ".extract-official.lock";

  private final Path folder;
  private final Path file;
  private final FileChannel channel;

  private OutFolder(Path folder, Path file, FileChannel channel) {
    this.folder = folder;
    this.file = file;
    this.channel = channel;
  }

  static OutFolder of(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new OutFolder(folder, file, channel);
      }
    } catch (OverlappingFileLockException e) {
      // Held by another thread of this process.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new InputException(folder, "another extraction is at work there");
  }

  /** Removes what a killed extraction of these levels left unfinished, or had set aside. */
  void removeLeftovers(Plan plan) throws IOException {
    for (Plan.Level level : plan.levels()) {
      Path target = folder.resolve(level.folder());
      Path aside = AtomicFiles.aside(target);
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        AtomicFiles.deleteTree(aside);
      } else if (Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    List<Path> leftovers;
    try (Stream<Path> files = Files.list(folder)) {
      leftovers = files.filter(AtomicFiles::isLeftover).toList();
    }
    for (Path leftover : leftovers) {
      String name = leftover.getFileName().toString();
      // Others may be at work beside us: only what would be a level of this plan is ours.
      if (plan.levels().stream().anyMatch(level -> name.startsWith("." + level.folder() + "."))) {
        AtomicFiles.deleteTree(leftover);
      }
    }
  }

  @Override
  public void close() throws IOException {
    // Deleted while it's still held: whoever opens it afterwards opens a new one.
    Files.deleteIfExists(file);
    channel.close();
  }
}
