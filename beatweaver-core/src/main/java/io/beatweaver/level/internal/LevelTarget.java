package io.beatweaver.level.internal;

import io.beatweaver.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The place a level goes to: written beside it, then moved there in one step. */
final class LevelTarget {
  private final Path target;
  private final boolean replace;
  private final boolean zip;

  private LevelTarget(Path target, boolean replace) {
    this.target = target.toAbsolutePath().normalize();
    this.replace = replace;
    this.zip = target.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  static LevelTarget of(Path target, boolean replace) {
    return new LevelTarget(target, replace);
  }

  void write(Map<String, byte[]> files, Map<String, Path> copies) throws IOException {
    requireFree();
    Files.createDirectories(target.getParent());
    Path fresh = sibling("new");
    try {
      if (zip) {
        writeZip(fresh, files, copies);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      } else {
        writeFolder(fresh, files, copies);
        moveFolder(fresh);
      }
    } finally {
      delete(fresh);
    }
  }

  private void requireFree() throws IOException {
    if (target.getFileName() == null) {
      throw new InputException(target, "no place for a level");
    }
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (zip != Files.isRegularFile(target)) {
      throw new InputException(target, zip ? "there, and no file" : "there, and no folder");
    }
    if (zip ? !replace : !isEmpty() && !replace) {
      throw new InputException(target, "there already; ask to replace it or name another place");
    }
    if (!zip && !isEmpty() && new FolderFiles(target).find("Info.dat").isEmpty()) {
      throw new InputException(target, "not replaced, for it holds other things than a level");
    }
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> children = Files.list(target)) {
      return children.findAny().isEmpty();
    }
  }

  private Path sibling(String what) {
    return target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + "." + what);
  }

  private static void writeFolder(Path folder, Map<String, byte[]> files, Map<String, Path> copies)
      throws IOException {
    Files.createDirectory(folder);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue(), StandardOpenOption.CREATE_NEW);
    }
    for (Map.Entry<String, Path> copy : copies.entrySet()) {
      // Not Files.copy to a path: that one hands on the source's permissions, a temporary file's
      // for the owner alone among them.
      try (OutputStream out =
          Files.newOutputStream(folder.resolve(copy.getKey()), StandardOpenOption.CREATE_NEW)) {
        Files.copy(copy.getValue(), out);
      }
    }
  }

  private static void writeZip(Path file, Map<String, byte[]> files, Map<String, Path> copies)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : files.entrySet()) {
        zip.putNextEntry(entry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
      for (Map.Entry<String, Path> copy : copies.entrySet()) {
        zip.putNextEntry(entry(copy.getKey()));
        Files.copy(copy.getValue(), zip);
        zip.closeEntry();
      }
    }
  }

  /** The same level makes the same zip, whenever it is written. */
  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
    return entry;
  }

  /** Folders can't be swapped in one step: the old one steps aside and comes back on failure. */
  private void moveFolder(Path fresh) throws IOException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path old = sibling("old");
    Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
    delete(old);
  }

  /** Deletes a file or a folder with all that is in it; links are deleted, not followed. */
  private static void delete(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            if (e != null) {
              throw e;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
