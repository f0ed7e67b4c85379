package io.beatweaver.level.internal;

import io.beatweaver.InputException;
import io.beatweaver.file.AtomicFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The place a level goes to: written beside it, then moved there in one step. */
public final class LevelTarget {
  private final Path target;
  private final boolean replace;
  private final boolean zip;

  private LevelTarget(Path target, boolean replace) {
    this.target = target.toAbsolutePath().normalize();
    this.replace = replace;
    this.zip = target.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  /**
   * A place, not yet looked at.
   *
   * @param target a folder, or a zip by its name
   * @param replace whether a level that is there may be replaced
   * @return the place
   */
  public static LevelTarget of(Path target, boolean replace) {
    return new LevelTarget(target, replace);
  }

  void write(Map<String, byte[]> files, Map<String, Path> copies) throws IOException {
    require();
    if (zip) {
      AtomicFiles.write(target, out -> writeZip(out, files, copies));
    } else {
      AtomicFiles.writeFolder(target, folder -> writeFolder(folder, files, copies));
    }
  }

  /**
   * Refuses a target that is taken, or in a folder that isn't one or can't be written to.
   *
   * @throws InputException if a level can't go there
   * @throws IOException if the disk fails
   */
  public void require() throws IOException {
    if (target.getFileName() == null) {
      throw new InputException(target, "no place for a level");
    }
    requireFree();
    Path folder = target.getParent();
    while (!Files.exists(folder) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    if (!Files.isDirectory(folder)) {
      throw new InputException(target, "can't be written: " + folder + " is no folder");
    }
    if (!Files.isWritable(folder)) {
      throw new InputException(target, "can't be written: no permission in " + folder);
    }
  }

  private void requireFree() throws IOException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (zip ? !Files.isRegularFile(target) : !Files.isDirectory(target)) {
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

  private static void writeFolder(Path folder, Map<String, byte[]> files, Map<String, Path> copies)
      throws IOException {
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

  private static void writeZip(
      OutputStream out, Map<String, byte[]> files, Map<String, Path> copies) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out))) {
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
}
