package io.beatweaver.storage.internal;

import io.beatweaver.InputException;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.file.FolderLock;
import io.beatweaver.storage.StoreSchema;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store's folder while a store is written in it: temporary names, the lock that keeps a second
 * writer out, and the names of files.
 */
public final class StoreFolder implements AutoCloseable {
  static final String TEMPORARY_PREFIX = ".building-";
  static final String LOCK = ".writer.lock";

  private static final Logger LOG = LoggerFactory.getLogger(StoreFolder.class);
  private static final Pattern DATA_FILE = Pattern.compile(names() + "_([0-9]{4,9})\\.parquet");

  private final Path folder;
  private final boolean made;
  private final FolderLock lock;
  private int temporaries;

  private StoreFolder(Path folder, boolean made, FolderLock lock) {
    this.folder = folder;
    this.made = made;
    this.lock = lock;
  }

  private static String names() {
    return Stream.of(StoreSchema.values())
        .map(StoreSchema::tableName)
        .reduce((a, b) -> a + "|" + b)
        .map(all -> "(" + all + ")")
        .orElseThrow();
  }

  /** What may be in a folder that is taken. */
  public enum Use {
    /** No store: one that is there is refused. */
    NEW,
    /** A store that is there is replaced. */
    REPLACE,
    /** A store that is there is continued. */
    APPEND
  }

  /**
   * Takes a folder for writing and sweeps what a killed writer left there.
   *
   * @param folder made if it isn't there
   * @param use what to do with a store in it
   * @return the folder, locked until closed
   * @throws InputException if the folder can't be used, another writer is at work in it, or it
   *     holds something that may not be replaced
   */
  public static StoreFolder open(Path folder, Use use) throws IOException {
    boolean made = !Files.exists(folder);
    FolderLock lock;
    try {
      Files.createDirectories(folder);
      lock =
          FolderLock.tryHoldPassing(folder, LOCK)
              .orElseThrow(
                  () -> new InputException(folder, "another writer is building a store here"));
    } catch (FileAlreadyExistsException e) {
      throw new InputException(folder.toString(), "", "is a file, not a folder", e);
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      throw new InputException(folder.toString(), "", "can't be written to: " + reason, e);
    }
    StoreFolder taken = new StoreFolder(folder, made, lock);
    try {
      taken.requireFree(use);
      taken.sweep();
      return taken;
    } catch (IOException | RuntimeException e) {
      taken.close();
      throw e;
    }
  }

  private void requireFree(Use use) throws IOException {
    Path manifest = folder.resolve(Manifest.NAME);
    if (Files.exists(manifest)) {
      if (use == Use.NEW) {
        throw new InputException(
            folder, "holds a store already; choose another folder or allow replacing it");
      }
      if (!Manifest.isOurs(manifest)) {
        throw new InputException(manifest, "not the metadata of a BeatWeaver store");
      }
    } else if (use != Use.REPLACE && !dataFiles().isEmpty()) {
      throw new InputException(
          folder,
          "holds Parquet files without "
              + Manifest.NAME
              + ", of another program; choose another folder or allow replacing them");
    }
  }

  private void sweep() throws IOException {
    List<Path> left =
        list(name -> name.startsWith(TEMPORARY_PREFIX) || AtomicFiles.isLeftover(Path.of(name)));
    for (Path file : left) {
      Files.deleteIfExists(file);
    }
    if (!left.isEmpty()) {
      LOG.info("{}: removed {} files that an interrupted writer left", folder, left.size());
    }
  }

  /** The folder. */
  Path path() {
    return folder;
  }

  /** A new name that no reader looks at. */
  synchronized Path temporary() {
    return folder.resolve(TEMPORARY_PREFIX + temporaries++);
  }

  /** The number behind those of all files of a table that are there, whoseever they are. */
  int nextNumber(StoreSchema table) throws IOException {
    int next = 0;
    for (Path file : dataFiles()) {
      Matcher name = DATA_FILE.matcher(file.getFileName().toString());
      if (name.matches() && name.group(1).equals(table.tableName())) {
        next = Math.max(next, Integer.parseInt(name.group(2)) + 1);
      }
    }
    return next;
  }

  /** Moves a finished file to its final name, which must be free. */
  void place(Path temporary, String name) throws IOException {
    Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Makes sure that the names of files are on the disk. */
  void force() {
    AtomicFiles.forceFolder(folder);
  }

  /** Whether there is no file of any table, whoseever it may be. */
  boolean hasNoTables() throws IOException {
    return dataFiles().isEmpty();
  }

  /** Removes files of tables that a manifest doesn't name. */
  void removeOthers(Set<String> named) throws IOException {
    for (Path file : dataFiles()) {
      if (!named.contains(file.getFileName().toString())) {
        try {
          Files.delete(file);
        } catch (IOException e) {
          LOG.warn("{}: a file that is no longer part of the store can't be removed", file, e);
        }
      }
    }
  }

  /** Removes what was not placed and gives the folder free; one that was made and is empty goes. */
  @Override
  public void close() throws IOException {
    try {
      for (Path file : list(name -> name.startsWith(TEMPORARY_PREFIX))) {
        Files.deleteIfExists(file);
      }
    } finally {
      lock.close();
    }
    if (made && list(name -> true).isEmpty()) {
      Files.delete(folder);
    }
  }

  private List<Path> dataFiles() throws IOException {
    return list(name -> DATA_FILE.matcher(name).matches());
  }

  private List<Path> list(Predicate<String> wanted) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(
          files.filter(file -> wanted.test(file.getFileName().toString())).sorted().toList());
    }
  }
}
