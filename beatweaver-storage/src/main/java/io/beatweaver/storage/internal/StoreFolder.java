package io.beatweaver.storage.internal;

import io.beatweaver.InputException;
import io.beatweaver.storage.StoreSchema;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store's folder while a store is built in it: temporary names, the lock that keeps a second
 * writer out, and the moves that put a finished store in place, manifest last.
 */
public final class StoreFolder implements AutoCloseable {
  /** The manifest's name. */
  public static final String MANIFEST = "metadata.json";

  static final String TEMPORARY_PREFIX = ".building-";
  static final String LOCK = ".writer.lock";

  private static final Logger LOG = LoggerFactory.getLogger(StoreFolder.class);
  private static final Pattern DATA_FILE =
      Pattern.compile("(notes|bombs|obstacles)_[0-9]{4,9}\\.parquet");

  private final Path folder;
  private final FileChannel lockChannel;
  private final Set<Path> moved = new HashSet<>();
  private boolean committed;

  private StoreFolder(Path folder, FileChannel lockChannel) {
    this.folder = folder;
    this.lockChannel = lockChannel;
  }

  /**
   * Takes a folder for a new store and sweeps what a killed writer left there.
   *
   * @param folder made if it isn't there
   * @param replace whether a store in it may be replaced
   * @return the folder, locked until closed
   * @throws InputException if the folder can't be used, another writer is at work in it, or it
   *     holds a store that may not be replaced
   */
  public static StoreFolder open(Path folder, boolean replace) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new InputException(folder.toString(), "", "is a file, not a folder", e);
    }
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!locked(channel)) {
        throw new InputException(folder, "another writer is building a store here");
      }
      StoreFolder taken = new StoreFolder(folder, channel);
      taken.requireFree(replace);
      taken.sweep();
      return taken;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private void requireFree(boolean replace) throws IOException {
    Path manifest = folder.resolve(MANIFEST);
    if (Files.exists(manifest)) {
      if (!replace) {
        throw new InputException(
            folder, "holds a store already; choose another folder or allow replacing it");
      }
      ManifestReader.requireOurs(manifest);
    } else if (!replace && !dataFiles().isEmpty()) {
      throw new InputException(
          folder,
          "holds Parquet files without "
              + MANIFEST
              + ", of an interrupted writer or another program; choose another folder or allow"
              + " replacing them");
    }
  }

  private void sweep() throws IOException {
    List<Path> left = list(name -> name.startsWith(TEMPORARY_PREFIX));
    for (Path file : left) {
      Files.delete(file);
    }
    if (!left.isEmpty()) {
      LOG.info("{}: removed {} files that an interrupted writer left", folder, left.size());
    }
  }

  /** Where a file is built before the store is committed. */
  Path temporary(String name) {
    return folder.resolve(TEMPORARY_PREFIX + name);
  }

  /**
   * The number of a table's first file: 0, unless files of the store that is being replaced have
   * these names; those stay as they are until the new manifest is in place.
   */
  int firstNumber(StoreSchema table, int count) throws IOException {
    Set<String> taken = new HashSet<>();
    for (Path file : dataFiles()) {
      taken.add(file.getFileName().toString());
    }
    int first = 0;
    for (int number = 0; number < first + count; number++) {
      if (taken.contains(table.fileName(number))) {
        first = number + 1;
      }
    }
    return first;
  }

  /** Moves a finished file to its final name, which must be free. */
  void place(String temporaryName, String name) throws IOException {
    Path target = folder.resolve(name);
    moved.add(target);
    DurableFiles.moveInPlace(temporary(temporaryName), target);
  }

  /** Puts the manifest in place, which makes the new store the one that is read. */
  void commit() throws IOException {
    DurableFiles.forceFolder(folder);
    DurableFiles.moveInPlace(temporary(MANIFEST), folder.resolve(MANIFEST));
    committed = true;
    DurableFiles.forceFolder(folder);
    for (Path file : dataFiles()) {
      if (!moved.contains(file)) {
        deleteOld(file);
      }
    }
  }

  private static void deleteOld(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      LOG.warn("{}: a file of the replaced store could not be removed", file, e);
    }
  }

  /** Removes what was not committed and gives the folder free. */
  @Override
  public void close() throws IOException {
    try {
      if (!committed) {
        for (Path file : moved) {
          Files.deleteIfExists(file);
        }
        for (Path file : list(name -> name.startsWith(TEMPORARY_PREFIX))) {
          Files.deleteIfExists(file);
        }
      }
    } finally {
      lockChannel.close();
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
