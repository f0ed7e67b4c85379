package io.beatweaver.level.internal;

import io.beatweaver.InputException;
import io.beatweaver.level.ReadWarning;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A level in a zip. Its files belong at the root; a zip whose info file is in one folder further
 * down is read from there, with a warning. Entries whose names climb out are ignored with a
 * warning.
 */
final class ZipFiles implements LevelFiles {
  private static final String INFO = "info.dat";
  private static final String V1_INFO = "info.json";

  /** What names are in that are no UTF-8: the DOS code page, where this Java has it. */
  static final Charset OLD_NAMES =
      Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;

  private final Path file;
  private final ZipFile zip;
  private final Map<String, ZipEntry> exact = new HashMap<>();
  private final Map<String, String> byKey = new HashMap<>();
  private final List<ReadWarning> warnings;
  private final int refused;
  private final int clashing;
  private final String base;

  private ZipFiles(Path file, ZipFile zip) throws IOException {
    this.file = file;
    this.zip = zip;
    if (zip.size() == 0) {
      throw new InputException(file, "the zip is empty");
    }
    if (zip.size() > ZipDirectory.MAX_ENTRIES) {
      throw new InputException(file, "more than " + ZipDirectory.MAX_ENTRIES + " files in the zip");
    }
    int refusedEntries = 0;
    int named = 0;
    for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
      ZipEntry entry = entries.nextElement();
      Optional<String> clean = References.clean(entry.getName());
      if (clean.isEmpty()) {
        refusedEntries++;
      } else if (!entry.isDirectory()) {
        exact.putIfAbsent(clean.get(), entry);
        byKey.merge(References.key(clean.get()), clean.get(), ZipFiles::first);
        named++;
      }
    }
    refused = refusedEntries;
    clashing = named - byKey.size();
    base = base(byKey.values());
    warnings = warnings(file.getFileName().toString(), refused, base);
  }

  /**
   * What is to be said of a zip that isn't as levels are zipped.
   *
   * @param zip its name
   * @param refused how many entries lead out of the level
   * @param base the level's folder, empty for the root
   */
  static List<ReadWarning> warnings(String zip, int refused, String base) {
    List<ReadWarning> warnings = new ArrayList<>();
    if (refused > 0) {
      warnings.add(
          new ReadWarning(zip, "", refused + " entries lead out of the level and are ignored"));
    }
    if (!base.isEmpty()) {
      warnings.add(new ReadWarning(base, "", "the level is not at the root of the zip but here"));
    }
    return List.copyOf(warnings);
  }

  static ZipFiles open(Path file) throws IOException {
    ZipDirectory.requireSmall(file);
    ZipFile zip;
    try {
      zip = zip(file);
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      String reason =
          Files.size(file) == 0 ? "the file is empty" : "neither a level folder nor a zip file";
      throw new InputException(file.toString(), "", reason, e);
    }
    try {
      return new ZipFiles(file, zip);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** Names are UTF-8 as a rule; old packers write them in the DOS code page. */
  private static ZipFile zip(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException e) {
      return new ZipFile(file.toFile(), OLD_NAMES);
    }
  }

  private static String first(String a, String b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /** The folder of the only info file that is nearest to the root; empty for the root. */
  static String base(Collection<String> names) {
    String base = base(names, INFO);
    return base == null ? Objects.requireNonNullElse(base(names, V1_INFO), "") : base;
  }

  /** The folder of a file, empty if there are several nearest ones; null if there is none. */
  private static String base(Collection<String> names, String wanted) {
    String best = null;
    long bestDepth = Long.MAX_VALUE;
    boolean alone = false;
    for (String name : names) {
      String key = References.key(name);
      if (key.equals(wanted)) {
        return "";
      }
      if (key.endsWith("/" + wanted)) {
        long depth = key.chars().filter(c -> c == '/').count();
        alone = depth < bestDepth || alone && depth > bestDepth;
        if (depth < bestDepth) {
          bestDepth = depth;
          best = name.substring(0, name.length() - wanted.length());
        }
      }
    }
    return best == null || alone ? best : "";
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public Optional<String> lookUp(String clean) {
    if (exact.containsKey(base + clean)) {
      return Optional.of(clean);
    }
    return Optional.ofNullable(byKey.get(References.key(base + clean)))
        .map(found -> found.substring(base.length()));
  }

  @Override
  public InputStream open(String found) throws IOException {
    ZipEntry entry = exact.get(base + found);
    if (entry == null) {
      throw new FileNotFoundException(found);
    }
    try {
      return new Checked(zip.getInputStream(entry), found, entry.getCrc());
    } catch (ZipException e) {
      throw damaged(found, e);
    }
  }

  @Override
  public long most(String found, long bound) {
    ZipEntry entry = exact.get(base + found);
    return Expansion.most(entry == null ? 0 : Math.max(0, entry.getCompressedSize()), bound);
  }

  private static InputException damaged(String found, IOException e) {
    return new InputException(found, "", "damaged in the zip: " + e.getMessage(), e);
  }

  /** Says which file is damaged. The JDK's zip file doesn't look at the CRC-32. */
  private static final class Checked extends CheckedInputStream {
    private final String name;
    private final long crc;

    /**
     * @param crc what the CRC-32 of it all must be, -1 if that isn't known
     */
    Checked(InputStream in, String name, long crc) {
      super(in, new CRC32());
      this.name = name;
      this.crc = crc;
    }

    @Override
    public int read() throws IOException {
      try {
        return requireIntact(super.read());
      } catch (ZipException | EOFException e) {
        throw damaged(name, e);
      }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return requireIntact(super.read(target, offset, length));
      } catch (ZipException | EOFException e) {
        throw damaged(name, e);
      }
    }

    private int requireIntact(int read) throws ZipException {
      if (read < 0 && crc >= 0 && crc != getChecksum().getValue()) {
        throw new ZipException("its CRC-32 is another");
      }
      return read;
    }
  }

  /** How many entries lead out of the level. */
  int refused() {
    return refused;
  }

  /** How many files have the name of another, in whatever case. */
  int clashing() {
    return clashing;
  }

  /** The names of all files of the level, no two the same in another case. */
  List<String> names() {
    return byKey.values().stream()
        .filter(name -> name.startsWith(base))
        .map(name -> name.substring(base.length()))
        .sorted()
        .toList();
  }

  @Override
  public List<ReadWarning> warnings() {
    return warnings;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
