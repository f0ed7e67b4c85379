package io.beatweaver.level.internal;

import io.beatweaver.InputException;
import io.beatweaver.level.ReadWarning;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of one level, wherever they are: a folder, a zip or memory. References are those of
 * info files; they never lead out of the level.
 */
public interface LevelFiles extends Closeable {
  /** The most bytes of one file that are read into memory, as stored. */
  int MAX_FILE_BYTES = 128 << 20;

  /**
   * Opens a level's files.
   *
   * @param location a folder or a zip
   * @return the files, to be closed
   * @throws InputException if there is nothing, or something else
   */
  static LevelFiles open(Path location) throws IOException {
    if (Files.isDirectory(location)) {
      return new FolderFiles(location);
    }
    if (!Files.exists(location)) {
      throw new InputException(location, "no such file or folder");
    }
    if (!Files.isRegularFile(location)) {
      throw new InputException(location, "neither a folder nor a zip file");
    }
    return ZipFiles.open(location);
  }

  /**
   * What to call the level in messages.
   *
   * @return its path, or a name
   */
  String name();

  /**
   * Finds a file, in any case; an exact match goes before others.
   *
   * @param reference a file name as an info file gives it, relative to the level
   * @return the name to {@link #open} it by, empty if there is no such file
   * @throws InputException if the reference leads out of the level
   */
  default Optional<String> find(String reference) throws IOException {
    if (reference.isBlank()) {
      return Optional.empty();
    }
    return lookUp(
        References.clean(reference)
            .orElseThrow(() -> new InputException(reference, "", "leads out of the level")));
  }

  /**
   * Finds a file of a clean name.
   *
   * @param clean a relative name with forward slashes that stays inside the level
   * @return as {@link #find}
   */
  Optional<String> lookUp(String clean) throws IOException;

  /**
   * Opens a file.
   *
   * @param found what {@link #find} gave
   * @return its bytes, to be closed
   */
  InputStream open(String found) throws IOException;

  /**
   * What was wrong with the container itself.
   *
   * @return warnings, may be empty
   */
  default List<ReadWarning> warnings() {
    return List.of();
  }

  /**
   * Reads a whole file as it is stored.
   *
   * @param found what {@link #find} gave
   * @return its bytes
   * @throws InputException if it has more than {@link #most} of {@link #MAX_FILE_BYTES}
   */
  default byte[] read(String found) throws IOException {
    return read(found, (int) most(found, MAX_FILE_BYTES));
  }

  /**
   * How many bytes a file may have: where it is packed, fewer than one may have anyway.
   *
   * @param found what {@link #find} gave
   * @param bound what a file may have
   * @return at most the bound
   */
  default long most(String found, long bound) {
    return bound;
  }

  /**
   * Reads a whole file as it is stored.
   *
   * @param found what {@link #find} gave
   * @param most how many bytes it may have
   * @return its bytes
   * @throws InputException if it has more
   */
  default byte[] read(String found, int most) throws IOException {
    try (InputStream in = open(found)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new InputException(found, "", "more than " + most + " bytes");
      }
      return bytes;
    }
  }

  @Override
  default void close() throws IOException {}
}
