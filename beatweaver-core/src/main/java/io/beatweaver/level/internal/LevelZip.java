package io.beatweaver.level.internal;

import io.beatweaver.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Unpacks levels' zips from outside. */
public final class LevelZip {
  /** The most bytes that a level may unpack to. */
  public static final long MAX_BYTES = 1L << 30;

  private static final int MAX_NAME_BYTES = 1000;
  private static final int MAX_PART_BYTES = 255;

  /** Characters, ends and names of devices that some file system refuses. */
  private static final Pattern UNUSABLE =
      Pattern.compile(
          "[<>:\"|?*\\p{Cntrl}]|[. ](/|$)"
              + "|(^|/)(con|prn|aux|nul|com\\d|lpt\\d) *(\\.[^/]*)?(/|$)",
          Pattern.CASE_INSENSITIVE);

  private LevelZip() {}

  /**
   * Unpacks a zip; what lies below the folder of the info file is the level.
   *
   * @param zip the zip
   * @param folder an empty folder
   * @param mostBytes the most bytes that all files may have together, fewer if the zip is small
   * @throws InputException if the zip is damaged, an entry leads out of the level, names collide,
   *     or there is more in it than allowed; the folder may then hold some files
   * @throws IOException if the disk fails
   */
  public static void unpack(Path zip, Path folder, long mostBytes) throws IOException {
    try (ZipFiles files = ZipFiles.open(zip)) {
      if (files.refused() > 0) {
        throw new InputException(zip, files.refused() + " entries lead out of the level");
      }
      if (files.clashing() > 0) {
        throw new InputException(
            zip, "the names of " + files.clashing() + " files differ from others in case at most");
      }
      long most = Expansion.most(Files.size(zip), mostBytes);
      long left = most;
      byte[] chunk = new byte[1 << 16];
      List<String> names = files.names();
      requireUsable(names, zip);
      for (String name : names) {
        try (InputStream in = files.open(name);
            OutputStream out = create(folder, name)) {
          for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            left -= n;
            if (left < 0) {
              throw new InputException(
                  zip.toString(), name, "unpacks to more than " + most + " bytes");
            }
            out.write(chunk, 0, n);
          }
        }
      }
    }
  }

  /** What a system would refuse, or take for something else, must not look like its failure. */
  private static void requireUsable(List<String> names, Path zip) throws InputException {
    Set<String> keys = names.stream().map(References::key).collect(Collectors.toSet());
    for (String name : names) {
      boolean tooLong =
          bytes(name) > MAX_NAME_BYTES
              || Arrays.stream(name.split("/")).anyMatch(part -> bytes(part) > MAX_PART_BYTES);
      if (tooLong || UNUSABLE.matcher(name).find()) {
        throw new InputException(zip.toString(), name, "no name of a file on all systems");
      }
      for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
        if (keys.contains(References.key(name.substring(0, end)))) {
          throw new InputException(zip.toString(), name, "lies in what is a file in the zip");
        }
      }
    }
  }

  private static int bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }

  private static OutputStream create(Path folder, String name) throws IOException {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new InputException(name, "", "has the same name as another file on this system", e);
    } catch (InvalidPathException e) {
      throw new InputException(name, "", "no name of a file on this system", e);
    }
  }
}
