package io.beatweaver.level.internal;

import io.beatweaver.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A level in a folder. */
public final class FolderFiles implements LevelFiles {
  private final Path folder;
  private final Path realFolder;

  FolderFiles(Path folder) throws IOException {
    this.folder = folder;
    this.realFolder = folder.toRealPath();
  }

  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public Optional<String> lookUp(String clean) throws IOException {
    Path at = realFolder;
    StringBuilder found = new StringBuilder();
    String[] parts = clean.split("/");
    for (int i = 0; i < parts.length; i++) {
      Path next = child(at, parts[i], i == parts.length - 1);
      if (next == null) {
        return Optional.empty();
      }
      found.append(i == 0 ? "" : "/").append(next.getFileName());
      at = next;
    }
    if (!at.toRealPath().startsWith(realFolder)) {
      throw new InputException(clean, "", "leads out of the level");
    }
    return Optional.of(found.toString());
  }

  /** The child of a name: exactly, else the first in name order that differs in case alone. */
  private static Path child(Path parent, String name, boolean wantsFile) throws IOException {
    try {
      Path exact = parent.resolve(name);
      if (fits(exact, wantsFile)) {
        return exact;
      }
    } catch (InvalidPathException e) {
      return null;
    }
    Path best = null;
    try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
      for (Path child : children) {
        String childName = child.getFileName().toString();
        if (References.key(childName).equals(References.key(name))
            && fits(child, wantsFile)
            && (best == null || childName.compareTo(best.getFileName().toString()) < 0)) {
          best = child;
        }
      }
    } catch (DirectoryIteratorException | UncheckedIOException e) {
      throw new IOException(parent + " can't be listed", e);
    }
    return best;
  }

  private static boolean fits(Path path, boolean wantsFile) {
    return wantsFile ? Files.isRegularFile(path) : Files.isDirectory(path);
  }

  /**
   * Where a file is.
   *
   * @param found what {@link #find} gave
   * @return its path below the folder as it was given
   */
  public Path path(String found) {
    return folder.resolve(found);
  }

  @Override
  public InputStream open(String found) throws IOException {
    return Files.newInputStream(path(found));
  }

  /** In one piece, as long as the file has the size that it is said to have. */
  @Override
  public byte[] read(String found, int most) throws IOException {
    long size = Files.size(path(found));
    if (size <= most) {
      try (InputStream in = open(found)) {
        byte[] bytes = new byte[(int) size];
        if (in.readNBytes(bytes, 0, bytes.length) == size && in.read() < 0) {
          return bytes;
        }
      }
    }
    return LevelFiles.super.read(found, most);
  }
}
