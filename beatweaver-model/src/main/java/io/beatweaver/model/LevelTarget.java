package io.beatweaver.model;

import io.beatweaver.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where a level is to go. The writer would refuse it too, but after all the work. */
final class LevelTarget {
  private LevelTarget() {}

  /** Refuses a target that is taken, or in a folder that isn't one or can't be written to. */
  static void require(Path target, boolean replace) throws IOException {
    requireFree(target, replace);
    Path folder = target.toAbsolutePath().getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw new InputException(target, "can't be written: " + folder + " is no folder");
    }
    if (folder != null && !Files.isWritable(folder)) {
      throw new InputException(target, "can't be written: no permission in " + folder);
    }
  }

  private static void requireFree(Path target, boolean replace) throws IOException {
    if (!Files.isDirectory(target)) {
      if (Files.exists(target) && !replace) {
        throw new InputException(target, "is there already");
      }
      return;
    }
    try (Stream<Path> files = Files.list(target)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      if (!names.isEmpty() && !replace) {
        throw new InputException(target, "is there already");
      }
      if (!names.isEmpty() && names.stream().noneMatch("Info.dat"::equalsIgnoreCase)) {
        throw new InputException(target, "not replaced, for it holds other things than a level");
      }
    }
  }
}
