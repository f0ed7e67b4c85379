package io.beatweaver.level;

import io.beatweaver.InputException;
import io.beatweaver.level.internal.FolderFiles;
import io.beatweaver.level.internal.LevelFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The song of a level that was read, and its picture: {@link #file} where a decoder wants a file,
 * {@link #open} where a stream will do. Stateless and safe to call from any thread.
 */
public final class LevelSong {
  /** The most bytes of a song that are unpacked from a zip. */
  public static final long MAX_BYTES = 1L << 30;

  /** Longer ones are no suffixes. */
  private static final int MOST_SUFFIX = 16;

  private LevelSong() {}

  /**
   * The song as a file. In a folder that is the level's own file, which must not be changed; out of
   * a zip it is a new file in the caller's folder, which is the caller's to delete.
   *
   * @param level a level that was read
   * @param temporaryFolder an existing folder for what has to be unpacked
   * @return the song's file
   * @throws InputException if the level has no song, or one that is too large: of more than {@link
   *     #MAX_BYTES} bytes, or packed so small that it is made to fill the disk
   * @throws IOException if the disk fails
   */
  public static Path file(Level level, Path temporaryFolder) throws IOException {
    Path location = location(level);
    try (LevelFiles files = LevelFiles.open(location)) {
      String found = find(level, files);
      if (files instanceof FolderFiles folder) {
        return folder.path(found);
      }
      return unpack(files, found, temporaryFolder);
    }
  }

  /**
   * The level's picture as a file, as {@link #file} gives the song.
   *
   * @param level a level that was read
   * @param temporaryFolder an existing folder for what has to be unpacked
   * @return the picture's file; empty if the level names none, or one that isn't there
   * @throws InputException if its name leads out of the level, or it is too large
   * @throws IOException if the disk fails
   */
  public static Optional<Path> cover(Level level, Path temporaryFolder) throws IOException {
    try (LevelFiles files = LevelFiles.open(location(level))) {
      Optional<String> found = files.find(level.info().coverFile());
      if (found.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          files instanceof FolderFiles folder
              ? folder.path(found.get())
              : unpack(files, found.get(), temporaryFolder));
    }
  }

  private static Path location(Level level) {
    return level
        .location()
        .orElseThrow(() -> new IllegalArgumentException("the level was not read from anywhere"));
  }

  private static String find(Level level, LevelFiles files) throws IOException {
    String song = level.info().songFile();
    if (song.isBlank()) {
      throw new InputException(files.name(), "", "the level names no song file");
    }
    return files
        .find(song)
        .orElseThrow(() -> new InputException(files.name() + "/" + song, "", "no such file"));
  }

  private static Path unpack(LevelFiles files, String found, Path folder) throws IOException {
    int dot = found.lastIndexOf('.');
    boolean named = dot >= 0 && found.length() - dot <= MOST_SUFFIX;
    String suffix = named ? found.substring(dot).replaceAll("[^A-Za-z0-9.]", "") : "";
    long most = files.most(found, MAX_BYTES);
    Path target = Files.createTempFile(folder, "unpacked", suffix);
    boolean done = false;
    try (InputStream in = files.open(found);
        OutputStream out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[1 << 16];
      long total = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        total += n;
        if (total > most) {
          throw new InputException(files.name() + "/" + found, "", "more than " + most + " bytes");
        }
        out.write(buffer, 0, n);
      }
      done = true;
    } finally {
      if (!done) {
        Files.deleteIfExists(target);
      }
    }
    return target;
  }
}
