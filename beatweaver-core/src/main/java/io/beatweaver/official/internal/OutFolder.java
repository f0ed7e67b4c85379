package io.beatweaver.official.internal;

import io.beatweaver.InputException;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.file.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder that takes the levels, held for one extraction at a time. */
final class OutFolder implements AutoCloseable {
  private static final String LOCK = ".extract-official.lock";

  private final Path folder;
  private final FolderLock lock;

  private OutFolder(Path folder, FolderLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  static OutFolder of(Path folder) throws IOException {
    return FolderLock.tryHold(folder, LOCK)
        .map(lock -> new OutFolder(folder, lock))
        .orElseThrow(() -> new InputException(folder, "another extraction is at work there"));
  }

  /** Removes what a killed extraction of these levels left unfinished, or had set aside. */
  void removeLeftovers(Plan plan) throws IOException {
    List<Path> leftovers;
    try (Stream<Path> files = Files.list(folder)) {
      leftovers = files.filter(AtomicFiles::isLeftover).toList();
    }
    for (Plan.Level level : plan.levels()) {
      Path target = folder.resolve(level.folder());
      AtomicFiles.recover(target);
      // Others may be at work beside us: only what would be a level of this plan is ours.
      for (Path leftover : leftovers) {
        if (AtomicFiles.isLeftoverOf(leftover, target)) {
          AtomicFiles.deleteTree(leftover);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
