package io.beatweaver.corpus;

import io.beatweaver.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * Levels that were found, not read yet: what {@link CorpusProcessor} works on. Who has a corpus
 * processed in parts, by several processes or machines, finds it {@linkplain #in once} and hands
 * each its share of the {@link #paths}, which it {@linkplain #at looks at} for itself. Immutable.
 */
public final class FoundLevels {
  private final List<Path> roots;
  private final SortedMap<Path, Long> fingerprints;
  private final List<CorpusReport.Failure> failures;

  private FoundLevels(
      List<Path> roots, SortedMap<Path, Long> fingerprints, List<CorpusReport.Failure> failures) {
    this.roots = List.copyOf(roots);
    this.fingerprints = Collections.unmodifiableSortedMap(fingerprints);
    this.failures = List.copyOf(failures);
  }

  /**
   * Finds all levels below some inputs: every folder with an info file, and every zip. Links are
   * followed.
   *
   * @param inputs level folders, zips and folders of these, at any depth
   * @return what is there; a folder that can't be entered is among the failures
   * @throws InputException if an input doesn't exist or is a file that is no zip, or if there is no
   *     level in any
   * @throws IOException if the disk fails
   */
  public static FoundLevels in(List<Path> inputs) throws IOException {
    List<CorpusReport.Failure> failures = new ArrayList<>();
    return new FoundLevels(inputs, LevelFinder.find(inputs, failures), failures);
  }

  /**
   * Looks at levels that were found before, and at nothing below them.
   *
   * @param levels some {@link #paths}
   * @return those that are still there; the others are among the failures
   */
  public static FoundLevels at(List<Path> levels) {
    List<CorpusReport.Failure> failures = new ArrayList<>();
    return new FoundLevels(List.of(), LevelFinder.look(levels, failures), failures);
  }

  /**
   * The levels' folders and zips.
   *
   * @return in their order, in which they are processed
   */
  public List<Path> paths() {
    return List.copyOf(fingerprints.keySet());
  }

  /**
   * What could not be looked at.
   *
   * @return folders and levels, each with its reason
   */
  public List<CorpusReport.Failure> failures() {
    return failures;
  }

  /** Where all that is there was looked for. */
  List<Path> roots() {
    return roots;
  }

  /** By path, what says whether a level has changed. */
  SortedMap<Path, Long> fingerprints() {
    return fingerprints;
  }
}
