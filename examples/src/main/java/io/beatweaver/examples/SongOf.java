package io.beatweaver.examples;

import io.beatweaver.level.Level;
import io.beatweaver.level.LevelSong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A level's song as a file, unpacked for a while where the level is a zip. */
final class SongOf implements AutoCloseable {
  private final Path folder;
  private final Path file;

  SongOf(Level level) throws IOException {
    folder = Files.createTempDirectory("beatweaver");
    boolean found = false;
    try {
      file = LevelSong.file(level, folder);
      found = true;
    } finally {
      if (!found) {
        Files.delete(folder);
      }
    }
  }

  Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    if (file.startsWith(folder)) {
      Files.deleteIfExists(file);
    }
    Files.delete(folder);
  }
}
