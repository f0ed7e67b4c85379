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
import java.util.stream.Collectors;

/** Finds levels below folders: every folder that holds an info file, and every zip. */
final class LevelFinder {
  private static final int MAX_DEPTH = 32;

  private LevelFinder() {}

  /**
   * Levels of several inputs, sorted by path, each once. An input may be a level folder, a zip, or
   * a folder that holds levels at any depth (links are followed). A folder that can't be entered is
   * left out and named.
   *
   * @param inputs folders and zips
   * @param failures receives what could not be entered
   * @return paths for {@code LevelReader}, at least one
   * @throws InputException if an input doesn't exist or is a file that is no zip, or if there is no
   *     level in any
   */
  static List<Path> find(List<Path> inputs, List<CorpusReport.Failure> failures)
      throws IOException {
    TreeSet<Path> found = new TreeSet<>();
    for (Path input : inputs) {
      if (Files.isDirectory(input)) {
        walk(input, found, failures);
      } else if (!Files.exists(input)) {
        throw new InputException(input, "no such file or folder");
      } else if (isZip(input)) {
        found.add(input);
      } else {
        throw new InputException(input, "neither a folder nor a zip of a level");
      }
    }
    if (found.isEmpty()) {
      String names = inputs.stream().map(Path::toString).collect(Collectors.joining(", "));
      throw new InputException(
          names, "", "no level (a folder with an Info.dat, or a zip) in there");
    }
    return new ArrayList<>(found);
  }

  private static void walk(Path root, TreeSet<Path> found, List<CorpusReport.Failure> failures)
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
            } else if (attributes.isDirectory()) {
              fail(file, "is more than " + MAX_DEPTH + " folders deep");
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            fail(file, "can't be entered: " + failure);
            return FileVisitResult.CONTINUE;
          }

          private void fail(Path file, String reason) {
            failures.add(new CorpusReport.Failure(file.toString(), reason));
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
