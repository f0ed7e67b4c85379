package io.beatweaver.corpus;

import java.util.List;

/**
 * What became of a corpus.
 *
 * @param found levels found
 * @param stored levels in the store
 * @param duplicates levels left out because the same level was stored already
 * @param notes notes in the store
 * @param songsWithFeatures levels whose features are cached
 * @param warnings parts of stored levels that could not be read
 * @param failures levels, folders and songs that could not be used, each with its reason
 */
public record CorpusReport(
    int found,
    int stored,
    int duplicates,
    long notes,
    int songsWithFeatures,
    int warnings,
    List<Failure> failures) {
  /** Copies the list. */
  public CorpusReport {
    failures = List.copyOf(failures);
  }

  /**
   * Something that could not be used.
   *
   * @param path the level, folder or song
   * @param reason why, one line
   */
  public record Failure(String path, String reason) {}
}
