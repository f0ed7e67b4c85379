package io.beatweaver.corpus;

import io.beatweaver.InputException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds levels below folders: every folder that holds an info file, and every zip. Each comes with
 * a fingerprint of the names, sizes and times of its files, which says later whether it has to be
 * read again.
 */
final class LevelFinder {
  private static final Logger LOG = LoggerFactory.getLogger(LevelFinder.class);

  private static final int MAX_DEPTH = 32;

  private final SortedMap<Path, Long> found = new TreeMap<>();
  private final List<CorpusReport.Failure> failures;

  private LevelFinder(List<CorpusReport.Failure> failures) {
    this.failures = failures;
  }

  /**
   * Levels of several inputs, sorted by path, each once. An input may be a level folder, a zip, or
   * a folder that holds levels at any depth (links are followed). A folder that can't be entered is
   * left out and named.
   *
   * @param inputs folders and zips
   * @param failures receives what could not be entered
   * @return paths for {@code LevelReader} with their fingerprints, at least one
   * @throws InputException if an input doesn't exist or is a file that is no zip, or if there is no
   *     level in any
   */
  static SortedMap<Path, Long> find(List<Path> inputs, List<CorpusReport.Failure> failures)
      throws IOException {
    LevelFinder finder = new LevelFinder(failures);
    for (Path input : inputs) {
      if (Files.isDirectory(input)) {
        finder.walk(input);
      } else if (!Files.exists(input)) {
        throw new InputException(input, "no such file or folder");
      } else if (isZip(input)) {
        BasicFileAttributes attributes = Files.readAttributes(input, BasicFileAttributes.class);
        finder.found.put(input, fingerprint(input, attributes));
      } else {
        throw new InputException(input, "neither a folder nor a zip of a level");
      }
    }
    if (finder.found.isEmpty()) {
      String names = inputs.stream().map(Path::toString).collect(Collectors.joining(", "));
      throw new InputException(
          names, "", "no level (a folder with an Info.dat or info.json, or a zip) in there");
    }
    return finder.found;
  }

  /**
   * Levels whose paths are known, each once, looked at anew; what is no level any more is left out
   * and named.
   */
  static SortedMap<Path, Long> look(List<Path> levels, List<CorpusReport.Failure> failures) {
    LevelFinder finder = new LevelFinder(failures);
    for (Path level : levels) {
      try {
        BasicFileAttributes attributes = Files.readAttributes(level, BasicFileAttributes.class);
        if (!attributes.isDirectory()) {
          finder.found.put(level, fingerprint(level, attributes));
        } else if (!finder.put(level)) {
          finder.fail(level, "holds no info file any more");
        }
      } catch (IOException | DirectoryIteratorException e) {
        finder.fail(level, "can't be looked at: " + e);
      }
    }
    return finder.found;
  }

  /** Adds a folder, if it is a level. */
  private boolean put(Path level) throws IOException {
    Folder folder = new Folder();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(level)) {
      for (Path file : files) {
        try {
          folder.add(file, Files.readAttributes(file, BasicFileAttributes.class));
        } catch (NoSuchFileException e) {
          LOG.debug("{} is gone, or a link to nothing", file, e);
        }
      }
    }
    if (folder.level) {
      found.put(level, folder.sum);
    }
    return folder.level;
  }

  /** A folder on the way down: what its files sum up to, and whether it is a level. */
  private static final class Folder {
    private long sum;
    private boolean level;

    void add(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        // A sum, for folders list their files in no order.
        sum += fingerprint(file, attributes);
        level |= isInfo(file);
      }
    }
  }

  private void walk(Path root) throws IOException {
    Deque<Folder> folders = new ArrayDeque<>();
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        MAX_DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            folders.push(new Folder());
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isDirectory()) {
              fail(file, "is more than " + MAX_DEPTH + " folders deep");
            } else if (attributes.isRegularFile()) {
              folders.element().add(file, attributes);
              if (isZip(file)) {
                found.put(file, fingerprint(file, attributes));
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            fail(file, "can't be entered: " + failure);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path path, IOException failure) {
            if (failure != null) {
              fail(path, "can't be listed to its end: " + failure);
            }
            Folder folder = folders.pop();
            if (folder.level) {
              found.put(path, folder.sum);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void fail(Path file, String reason) {
    failures.add(new CorpusReport.Failure(file.toString(), reason));
  }

  private static long fingerprint(Path file, BasicFileAttributes attributes) {
    long hash = 0xCBF29CE484222325L;
    String name = file.getFileName().toString();
    for (int i = 0; i < name.length(); i++) {
      hash = mix(hash ^ name.charAt(i));
    }
    hash = mix(hash ^ attributes.size());
    return mix(hash ^ attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
  }

  /** The finisher of SplitMix64. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** Level files of version 1 have another name; a folder with both is one level. */
  private static boolean isInfo(Path file) {
    String name = file.getFileName().toString();
    return name.equalsIgnoreCase("info.dat") || name.equalsIgnoreCase("info.json");
  }

  private static boolean isZip(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip");
  }
}
