package io.beatweaver.examples.spark;

import io.beatweaver.Progress;
import io.beatweaver.corpus.CorpusOptions;
import io.beatweaver.corpus.CorpusProcessor;
import io.beatweaver.corpus.FoundLevels;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A slice of a corpus, on its way to an executor.
 *
 * @param levels absolute paths, as text that can be sent
 * @param part absolute path of the slice's store
 * @param features whether songs' features are wanted
 */
record Slice(ArrayList<String> levels, String part, boolean features) implements Serializable {
  /**
   * Slices levels by their paths, so that a level that comes or goes moves no other. Slices of
   * another number have folders of their own.
   */
  static List<Slice> of(List<Path> levels, int count, Path parts, boolean features) {
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path part = parts.resolve("of-" + count).resolve("part-" + i);
      slices.add(new Slice(new ArrayList<>(), part.toString(), features));
    }
    for (Path level : levels) {
      String path = level.toString();
      slices.get(Math.floorMod(path.hashCode(), count)).levels.add(path);
    }
    return slices;
  }

  /** Into how many slices an earlier run has sliced, the most if there were several. */
  static OptionalInt numberIn(Path parts) throws IOException {
    if (!Files.isDirectory(parts)) {
      return OptionalInt.empty();
    }
    try (Stream<Path> folders = Files.list(parts)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> name.matches("of-[1-9][0-9]{0,8}"))
          .mapToInt(name -> Integer.parseInt(name.substring("of-".length())))
          .max();
    }
  }

  /** The slice's store. */
  Path folder() {
    return Path.of(part);
  }

  /** What a task does: one thread, for Spark runs as many tasks as there are cores. */
  void process() throws IOException {
    CorpusProcessor.process(
        FoundLevels.at(levels.stream().map(Path::of).toList()),
        folder(),
        CorpusOptions.defaults().withWorkers(1).withFeatures(features),
        Progress.NONE);
  }
}
