package io.beatweaver.level.internal;

import io.beatweaver.file.PortableName;
import io.beatweaver.level.Beatmap;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The names of a new level's files; no two may differ in case alone. */
final class FileNames {
  /** File systems have room for 255 bytes, and a character takes three of them at most. */
  private static final int MOST_STEM = 60;

  private static final int MOST_SUFFIX = 16;

  private final Set<String> taken = new HashSet<>();

  String take(String name) {
    if (!taken.add(References.key(name))) {
      throw new IllegalArgumentException("two files of the level would be called " + name);
    }
    return name;
  }

  /**
   * The name of a file that is copied. What comes from outside may be of any length, and taken.
   *
   * @param wanted as the info has it; folders are dropped, what some system can't have in names
   *     becomes an underline, blank means none
   * @param source the file, whose suffix is used where there is no name
   */
  String asset(String wanted, Path source, String fallback) {
    String name = References.clean(wanted.strip()).orElse("");
    name = PortableName.of(name.substring(name.lastIndexOf('/') + 1));
    if (name.isBlank()) {
      String sourceName = source.getFileName().toString();
      int dot = sourceName.lastIndexOf('.');
      name = fallback + (dot < 0 ? "" : sourceName.substring(dot));
    }
    int dot = Math.max(name.lastIndexOf('.'), name.length() - MOST_SUFFIX);
    int end = name.lastIndexOf('.') < 0 ? name.length() : dot;
    String stem = name.substring(0, Math.min(end, MOST_STEM));
    return free(whole(stem), whole(name.substring(end)));
  }

  /** Half a character, from outside or from cutting, can't be in a path. */
  private static String whole(String text) {
    return text.replaceAll("\\p{Cs}", "_");
  }

  /** {@code ExpertPlusStandard.dat}, with a number if that is taken. */
  String difficulty(Beatmap beatmap) {
    String characteristic = beatmap.characteristic().name().replaceAll("[^A-Za-z0-9_-]", "_");
    String stem =
        beatmap.difficulty().serializedName()
            + characteristic.substring(0, Math.min(60, characteristic.length()));
    return free(stem);
  }

  /** A name that begins so, with a number if the plain one is taken. */
  String free(String stem) {
    return free(stem, ".dat");
  }

  private String free(String stem, String suffix) {
    String name = stem + suffix;
    for (int i = 2; taken.contains(References.key(name)); i++) {
      name = stem + i + suffix;
    }
    return take(name);
  }
}
