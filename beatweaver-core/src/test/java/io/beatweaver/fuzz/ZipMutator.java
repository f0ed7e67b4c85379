package io.beatweaver.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;

/** Packs levels into zips that are sound, odd or damaged. */
final class ZipMutator {
  private static final List<String> ODD_NAMES =
      List.of(
          "../Info.dat",
          "/Info.dat",
          "..\\Info.dat",
          "C:\\Info.dat",
          "a/../../Info.dat",
          "./Info.dat",
          "a//b",
          "info.dat/",
          "folder/Info.dat",
          "Folder/info.dat",
          "__MACOSX/._Info.dat",
          " ",
          "nul\u0000",
          "\ud83d\ude00.dat",
          "INFO.DAT",
          "BPMInfo.dat",
          "con",
          "x".repeat(300));

  private ZipMutator() {}

  static byte[] zip(Map<String, byte[]> files, Random random) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      String base = random.nextInt(8) == 0 ? "folder/" : "";
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        add(zip, base + file.getKey(), file.getValue(), random);
      }
      for (int i = random.nextInt(3) == 0 ? random.nextInt(6) : 0; i > 0; i--) {
        add(zip, ODD_NAMES.get(random.nextInt(ODD_NAMES.size())), new byte[] {'{', '}'}, random);
      }
    }
    byte[] packed = bytes.toByteArray();
    return switch (random.nextInt(4)) {
      case 0 -> packed;
      case 1 -> twice(packed, random);
      case 2 -> header(packed, random);
      default -> ByteMutator.mutate(packed, packed, random);
    };
  }

  static byte[] plain(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, byte[] content, Random random)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    if (random.nextInt(4) == 0) {
      CRC32 crc = new CRC32();
      crc.update(content);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(crc.getValue());
    }
    try {
      zip.putNextEntry(entry);
    } catch (ZipException e) {
      // That name is there already.
      return;
    }
    zip.write(content);
    zip.closeEntry();
  }

  /** Gives an entry another's name, of the same length so that nothing else moves. */
  private static byte[] twice(byte[] zip, Random random) {
    byte[] from = "Hard.dat".getBytes(StandardCharsets.UTF_8);
    byte[] to = (random.nextBoolean() ? "Info.dat" : "../a.dat").getBytes(StandardCharsets.UTF_8);
    byte[] result = zip.clone();
    for (int at = 0; at + from.length <= zip.length; at++) {
      if (Arrays.equals(zip, at, at + from.length, from, 0, from.length)) {
        System.arraycopy(to, 0, result, at, to.length);
      }
    }
    return result;
  }

  /** Lies in a local header, the central directory or its end: sizes, counts, offsets, methods. */
  private static byte[] header(byte[] zip, Random random) {
    byte[] result = zip.clone();
    for (int tries = 0; tries < 64; tries++) {
      int at = random.nextInt(zip.length - 4);
      int from = at;
      while (from > 0 && !(zip[from] == 'P' && zip[from + 1] == 'K' && zip[from + 2] < 8)) {
        from--;
      }
      int field = from + 4 + random.nextInt(42);
      if (field + 4 < zip.length) {
        byte[] lies = ByteMutator.mutate(new byte[4], new byte[] {1}, random);
        System.arraycopy(lies, 0, result, field, Math.min(4, lies.length));
        return result;
      }
    }
    return result;
  }
}
