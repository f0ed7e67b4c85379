package io.beatweaver.official.internal;

import io.beatweaver.InputException;
import io.beatweaver.official.ExtractionReport.Finding;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Finds the bundles of a game by the places that the game gives them. */
final class GameFolder {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_BUNDLES = 20_000;

  /** What a place says about the bundle there. */
  enum Place {
    /** Levels; also given by name, where anything may come. */
    GIVEN,
    LEVELS,
    PACKS
  }

  private GameFolder() {}

  /**
   * All bundles of some inputs.
   *
   * @param inputs folders of games, and bundles
   * @param findings takes what can't be looked into
   * @return the bundles by path, each once
   */
  static Map<Path, Place> find(List<Path> inputs, List<Finding> findings) throws IOException {
    Map<Path, Place> found = new TreeMap<>();
    for (Path input : inputs) {
      if (!Files.exists(input)) {
        throw new InputException(input, "no such file or folder");
      }
      Path absolute = input.toAbsolutePath().normalize();
      if (Files.isRegularFile(absolute)) {
        found.put(absolute, Place.GIVEN);
        continue;
      }
      int before = found.size();
      walk(absolute, found, findings);
      if (found.size() == before) {
        throw new InputException(
            input, "no game folder: neither BeatmapLevelsData nor DLC/Levels is in it");
      }
    }
    return found;
  }

  private static void walk(Path folder, Map<Path, Place> found, List<Finding> findings)
      throws IOException {
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        MAX_DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Place place = attributes.isRegularFile() ? place(file) : null;
            if (place != null) {
              found.putIfAbsent(file, place);
              if (found.size() > MAX_BUNDLES) {
                throw new InputException(folder, "more than " + MAX_BUNDLES + " bundles");
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            findings.add(new Finding(file.toString(), "", "can't be looked into: " + e));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** What a file's path says, null if it's none of the game's level files. */
  private static Place place(Path file) {
    String name = name(file);
    if (name.startsWith(".")) {
      return null;
    }
    if (name.contains("_pack_assets_all") && name.endsWith(".bundle")) {
      return Place.PACKS;
    }
    Path parent = file.getParent();
    if (name(parent).equals("beatmaplevelsdata")) {
      return Place.LEVELS;
    }
    Path levels = parent.getParent();
    boolean dlc =
        levels != null
            && name(levels).equals("levels")
            && levels.getParent() != null
            && name(levels.getParent()).equals("dlc");
    return dlc ? Place.LEVELS : null;
  }

  private static String name(Path path) {
    return path.getFileName() == null ? "" : path.getFileName().toString().toLowerCase(Locale.ROOT);
  }
}
