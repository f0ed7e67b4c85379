package io.beatweaver.official.internal;

import io.beatweaver.file.PortableName;
import java.util.regex.Pattern;

/** Names out of bundles as names of files: nothing in them can lead anywhere or mean a device. */
final class SafeName {
  private static final int MAX_LENGTH = 80;
  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._ -]");
  private static final Pattern EDGES = Pattern.compile("^[. ]+|[. ]+$");

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
    return PortableName.of(safe);
  }
}
