package io.beatweaver.corpus;

import io.beatweaver.InputException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Finds levels below folders: every folder that holds an info file, and every zip. */
public final class LevelFinder {
  private static final int MAX_DEPTH = 32;

  private LevelFinder() {}

  /**
   * Levels of several inputs, sorted by path, each once. An input may be a level folder, a zip, or
   * a folder that holds levels at any depth (links are followed). A folder that can't be entered is
   * left out and named.
   *
   * @param inputs folders and zips
   * @param unreadable receives what could not be entered, a line each
   * @return paths for {@code LevelReader}
   * @throws InputException if an input doesn't exist or is a file that is no zip
   */
  public static List<Path> find(List<Path> inputs, List<String> unreadable) throws IOException {
    TreeSet<Path> found = new TreeSet<>();
    for (Path input : inputs) {
      if (Files.isDirectory(input)) {
        walk(input, found, unreadable);
      } else if (!Files.exists(input)) {
        throw new InputException(input, "no such file or folder");
      } else if (isZip(input)) {
        found.add(input);
      } else {
        throw new InputException(input, "neither a folder nor a zip of a level");
      }
    }
    return new ArrayList<>(found);
  }

  private static void walk(Path root, TreeSet<Path> found, List<String> unreadable)
      throws IOException {
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        MAX_DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && isInfo(file)) {
              found.add(file.getParent());
            } else if (attributes.isRegularFile() && isZip(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            unreadable.add(file + ": " + failure);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isInfo(Path file) {
    return file.getFileName().toString().equalsIgnoreCase("info.dat");
  }

  private static boolean isZip(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip");
  }
}
