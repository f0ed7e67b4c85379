package io.beatweaver.unity.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The names that type trees share, by their offset in the engine's table. It only ever grew at its
 * end, so that one serves all versions: a new engine's names are added as further lines, each at
 * the offset after the name before it and one more byte (a bundle that has them names the offset in
 * its type tree; the name stands in any type tree dump of that engine).
 */
final class CommonStrings {
  private static final String RESOURCE = "common-strings.tsv";
  private static final Map<Integer, String> BY_OFFSET = load();

  private CommonStrings() {}

  /** The name at an offset, null if there is none. */
  static String at(int offset) {
    return BY_OFFSET.get(offset);
  }

  static int size() {
    return BY_OFFSET.size();
  }

  private static Map<Integer, String> load() {
    Map<Integer, String> names = new HashMap<>();
    try (InputStream in = CommonStrings.class.getResourceAsStream(RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        names.put(Integer.parseInt(line, 0, tab, 10), line.substring(tab + 1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " can't be read", e);
    }
    return names;
  }
}
