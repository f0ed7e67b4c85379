package io.beatweaver.corpus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a corpus.
 *
 * @param found levels found
 * @param unchanged levels that an earlier run has read and that are as they were
 * @param stored levels that are new in the store
 * @param replaced stored levels whose files have changed, or that come with a song now
 * @param removed levels taken out of the store because their files hold another level now
 * @param duplicates levels read and left out because the same level is stored from elsewhere
 * @param vanished levels of an earlier run that are no longer where they were; they stay in the
 *     store
 * @param notes notes of the levels that are new or replaced
 * @param songsWithFeatures levels read in this run whose features are cached
 * @param warnings parts of levels and of their songs that could not be read
 * @param failures levels, folders and songs that could not be used, each with its reason, those of
 *     earlier runs that are unchanged among them
 */
public record CorpusReport(
    int found,
    int unchanged,
    int stored,
    int replaced,
    int removed,
    int duplicates,
    int vanished,
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
  public record Failure(String path, String reason) {
    private static final int LONGEST = 120;

    /** Words with a slash are no paths unless they begin with it, have two, or have a suffix. */
    private static final String PATH = "\\S*/\\S*[./]\\S*|(?<!\\S)/\\S+";

    /**
     * The kind of reason: what this one has in common with others that differ in names and numbers.
     *
     * @return the reason with numbers as {@code #}, quoted text as {@code '...'} and paths as
     *     {@code ...}, cut to a line
     */
    public String kind() {
      String kind =
          reason
              .replaceAll("'[^']*'|\"[^\"]*\"", "'...'")
              .replaceAll(PATH, "...")
              .replaceAll("[-+]?[0-9][0-9.,]*", "#");
      return kind.length() <= LONGEST ? kind : kind.substring(0, LONGEST);
    }
  }

  /**
   * How often each kind of reason came.
   *
   * @return counts by {@link Failure#kind()}
   */
  public Map<String, Integer> failuresByKind() {
    Map<String, Integer> counts = new TreeMap<>();
    failures.forEach(failure -> counts.merge(failure.kind(), 1, Integer::sum));
    return counts;
  }

  /**
   * All of it, as it lies in {@code report.json} beside the store.
   *
   * @return numbers, a map and a list by their names, in a fixed order
   */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("found", found);
    map.put("unchanged", unchanged);
    map.put("stored", stored);
    map.put("replaced", replaced);
    map.put("removed", removed);
    map.put("duplicates", duplicates);
    map.put("vanished", vanished);
    map.put("notes", notes);
    map.put("songsWithFeatures", songsWithFeatures);
    map.put("warnings", warnings);
    map.put("failed", failures.size());
    map.put("failuresByReason", failuresByKind());
    map.put("failures", failures);
    return map;
  }
}
