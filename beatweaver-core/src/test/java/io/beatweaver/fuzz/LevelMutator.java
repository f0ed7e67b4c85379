package io.beatweaver.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Damages whole levels: the JSON of their files, the files' bytes, names and number. */
public final class LevelMutator {
  private final List<Map<String, byte[]>> seeds = LevelSeeds.levels();
  private final List<byte[]> texts = new ArrayList<>();
  private final JsonMutator json;

  /** Learns the seeds' keys and branches. */
  public LevelMutator() {
    for (Map<String, byte[]> seed : seeds) {
      seed.values().stream()
          .filter(bytes -> bytes.length > 0 && bytes[0] == '{')
          .forEach(texts::add);
    }
    json = new JsonMutator(texts);
  }

  /**
   * A damaged level.
   *
   * @param random the source of chance
   * @return files by name
   */
  public Map<String, byte[]> level(Random random) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>(any(seeds, random));
    for (int i = 1 + random.nextInt(3); i > 0 && !files.isEmpty(); i--) {
      damage(files, random);
    }
    return files;
  }

  private void damage(Map<String, byte[]> files, Random random) throws IOException {
    String name = any(List.copyOf(files.keySet()), random);
    byte[] bytes = files.get(name);
    boolean text = bytes.length > 0 && bytes[0] == '{';
    switch (random.nextInt(16)) {
      case 0 -> files.put(name, ByteMutator.mutate(bytes, any(texts, random), random));
      case 1 -> files.put(name, gzip(bytes));
      case 2 -> files.put(name, ByteMutator.mutate(gzip(bytes), gzip(bytes), random));
      case 3 -> files.put(name, encoded(bytes, random));
      case 4 -> files.put(name, any(texts, random));
      case 5 -> rename(files, name, random);
      default -> files.put(name, text ? mutatedJson(bytes, random) : bytes);
    }
  }

  /** Seeds are valid, damaged files as a rule aren't. */
  private byte[] mutatedJson(byte[] bytes, Random random) {
    try {
      return json.mutate(bytes, random);
    } catch (IllegalArgumentException e) {
      return ByteMutator.mutate(bytes, any(texts, random), random);
    }
  }

  private static void rename(Map<String, byte[]> files, String name, Random random) {
    byte[] bytes = files.remove(name);
    switch (random.nextInt(4)) {
      case 0 -> files.put(name.toUpperCase(Locale.ROOT), bytes);
      case 1 -> files.put("folder/" + name, bytes);
      case 2 -> {
        files.put(name, bytes);
        files.put(name.toLowerCase(Locale.ROOT), ByteMutator.mutate(bytes, bytes, random));
      }
      default -> {}
    }
  }

  private static byte[] encoded(byte[] bytes, Random random) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return switch (random.nextInt(4)) {
      case 0 -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
      case 1 -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE);
      case 2 -> text.getBytes(StandardCharsets.UTF_16BE);
      default -> text.replace("Song", "S\u00f6ng").getBytes(Charset.forName("ISO-8859-1"));
    };
  }

  /**
   * Packs bytes.
   *
   * @param bytes any
   * @return gzip of them
   */
  public static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
