package io.beatweaver.level.internal;

import io.beatweaver.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A level in a zip in memory: all its files but songs and pictures, unpacked within bounds. */
public final class MemoryZip {
  /** The most bytes that all files together may unpack to. */
  private static final long MAX_BYTES = 512L << 20;

  private static final Set<String> PASSED_OVER =
      Set.of("ogg", "egg", "wav", "mp3", "png", "jpg", "jpeg", "gif", "mp4");

  private MemoryZip() {}

  /**
   * Unpacks a zip.
   *
   * @param name what to call the level in messages
   * @param zip its bytes
   * @return the files, with a warning of entries that lead out of the level; where the info file is
   *     in one folder further down, those of that folder
   * @throws InputException if it is no zip, damaged or too much
   */
  public static LevelFiles open(String name, byte[] zip) throws InputException {
    try {
      return open(name, zip, StandardCharsets.UTF_8);
    } catch (InputException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      // Names in the DOS code page are no UTF-8.
      try {
        return open(name, zip, ZipFiles.OLD_NAMES);
      } catch (InputException f) {
        throw f;
      } catch (IOException | IllegalArgumentException f) {
        throw new InputException(name, "", "damaged zip: " + e.getMessage(), e);
      }
    }
  }

  private static LevelFiles open(String name, byte[] zip, Charset names) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    long most = Expansion.most(zip.length, MAX_BYTES);
    long left = most;
    long songs = Expansion.most(zip.length, LevelZip.MAX_BYTES);
    int entries = 0;
    int refused = 0;
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), names)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (++entries > ZipDirectory.MAX_ENTRIES) {
          throw new InputException(name, "", "more than " + ZipDirectory.MAX_ENTRIES + " files");
        }
        String clean = References.clean(entry.getName()).orElse("");
        refused += clean.isEmpty() ? 1 : 0;
        boolean wanted = !entry.isDirectory() && !clean.isEmpty();
        if (!wanted || PASSED_OVER.contains(suffix(clean))) {
          songs -= in.skip(songs + 1);
          if (songs < 0) {
            throw new InputException(name, clean, "the zip unpacks to more than is reasonable");
          }
          continue;
        }
        byte[] bytes = in.readNBytes((int) left + 1);
        left -= bytes.length;
        if (left < 0) {
          throw new InputException(name, clean, "the zip unpacks to more than " + most + " bytes");
        }
        files.putIfAbsent(clean, bytes);
      }
    }
    if (entries == 0) {
      throw new InputException(name, "", "no zip, or one without files");
    }
    String base = ZipFiles.base(files.keySet());
    return new MemoryFiles(name, below(base, files), ZipFiles.warnings(name, refused, base));
  }

  private static Map<String, byte[]> below(String base, Map<String, byte[]> files) {
    Map<String, byte[]> rooted = new HashMap<>();
    files.forEach(
        (file, bytes) -> {
          if (file.startsWith(base)) {
            rooted.put(file.substring(base.length()), bytes);
          }
        });
    return rooted;
  }

  private static String suffix(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
