package io.beatweaver.level.internal;

import io.beatweaver.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Unpacks levels' zips from outside. */
public final class LevelZip {
  /** The most bytes that a level may unpack to. */
  public static final long MAX_BYTES = 1L << 30;

  private LevelZip() {}

  /**
   * Unpacks a zip; what lies below the folder of the info file is the level.
   *
   * @param zip the zip
   * @param folder an empty folder
   * @param mostBytes the most bytes that all files may have together
   * @throws InputException if the zip is damaged, an entry leads out of the level, names collide,
   *     or there is more in it than allowed; the folder may then hold some files
   * @throws IOException if the disk fails
   */
  public static void unpack(Path zip, Path folder, long mostBytes) throws IOException {
    try (ZipFiles files = ZipFiles.open(zip)) {
      if (files.refused() > 0) {
        throw new InputException(zip, files.refused() + " entries lead out of the level");
      }
      long left = mostBytes;
      byte[] chunk = new byte[1 << 16];
      for (String name : files.names()) {
        try (InputStream in = files.open(name);
            OutputStream out = create(folder, name)) {
          for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            left -= n;
            if (left < 0) {
              throw new InputException(
                  zip.toString(), name, "unpacks to more than " + mostBytes + " bytes");
            }
            out.write(chunk, 0, n);
          }
        }
      }
    }
  }

  private static OutputStream create(Path folder, String name) throws IOException {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new InputException(name, "", "is a file and a folder in the zip", e);
    } catch (InvalidPathException e) {
      throw new InputException(name, "", "no name of a file on this system", e);
    }
  }
}
