package io.beatweaver.official.internal;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names out of bundles as names of files: nothing in them can lead anywhere or mean a device. */
final class SafeName {
  private static final int MAX_LENGTH = 80;
  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._ -]");
  private static final Pattern EDGES = Pattern.compile("^[. ]+|[. ]+$");
  private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");
  private static final Pattern PORT = Pattern.compile("(com|lpt)\\d");

  private SafeName() {}

  /** Whether a name is that of a file in a folder, and nothing else. */
  static boolean isSafe(String name) {
    return !name.isEmpty() && !UNSAFE.matcher(name).find() && !EDGES.matcher(name).find();
  }

  /**
   * A name that can be used everywhere.
   *
   * @param name any text
   * @param otherwise what to call it if nothing of it can be used
   */
  static String of(String name, String otherwise) {
    String safe = UNSAFE.matcher(name).replaceAll("_");
    safe = safe.length() > MAX_LENGTH ? safe.substring(0, MAX_LENGTH) : safe;
    safe = EDGES.matcher(safe).replaceAll("");
    if (safe.replace("_", "").isEmpty()) {
      return otherwise;
    }
    String stem = safe.split("\\.", 2)[0].strip().toLowerCase(Locale.ROOT);
    return DEVICES.contains(stem) || PORT.matcher(stem).matches() ? "_" + safe : safe;
  }
}
