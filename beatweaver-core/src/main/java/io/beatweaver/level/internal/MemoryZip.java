package io.beatweaver.level.internal;

import io.beatweaver.InputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
    Map<String, byte[]> files = new HashMap<>();
    long most = Expansion.most(zip.length, MAX_BYTES);
    long left = most;
    int entries = 0;
    int refused = 0;
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (++entries > ZipDirectory.MAX_ENTRIES) {
          throw new InputException(name, "", "more than " + ZipDirectory.MAX_ENTRIES + " files");
        }
        String clean = References.clean(entry.getName()).orElse("");
        refused += clean.isEmpty() ? 1 : 0;
        if (entry.isDirectory() || clean.isEmpty() || PASSED_OVER.contains(suffix(clean))) {
          continue;
        }
        byte[] bytes = in.readNBytes((int) left + 1);
        left -= bytes.length;
        if (left < 0) {
          throw new InputException(name, clean, "the zip unpacks to more than " + most + " bytes");
        }
        files.putIfAbsent(clean, bytes);
      }
    } catch (InputException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(name, "", "damaged zip: " + e.getMessage(), e);
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
