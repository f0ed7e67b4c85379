package io.beatweaver.official.internal;

import io.beatweaver.InputException;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.file.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The folder that takes the levels, held for one extraction at a time. */
final class OutFolder implements AutoCloseable {
  private static final String LOCK = ".extract-official.lock";

  private final Path folder;
  private final FolderLock lock;
  private final Set<String> names = new HashSet<>();
  private final Map<String, String> spellings = new HashMap<>();

  private OutFolder(Path folder, FolderLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  static OutFolder of(Path folder) throws IOException {
    return FolderLock.tryHold(folder, LOCK)
        .map(lock -> new OutFolder(folder, lock))
        .orElseThrow(() -> new InputException(folder, "another extraction is at work there"));
  }

  /** Lists what is there; not for several threads. */
  void look() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(path -> path.getFileName().toString())
          .forEach(
              name -> {
                names.add(name);
                spellings.put(Plan.key(name), name);
              });
    }
  }

  /** A level's folder under another spelling of its name, if it was there under that alone. */
  Optional<Path> spelledOtherwise(String name) {
    return names.contains(name)
        ? Optional.empty()
        : Optional.ofNullable(spellings.get(Plan.key(name))).map(folder::resolve);
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
