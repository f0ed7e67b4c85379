package io.beatweaver.corpus;

import io.beatweaver.audio.FeatureReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the songs that a {@link FeatureWarmer} was given.
 *
 * @param songs songs taken up: those computed, present and failed
 * @param computed songs with something that the cache did not have, and now has
 * @param present songs that the cache had
 * @param failures songs that could not be used, each with its reason
 */
public record WarmReport(
    long songs, long computed, long present, List<FeatureReport.Failure> failures) {
  /** Copies the list. */
  public WarmReport {
    failures = List.copyOf(failures);
  }

  /**
   * How often which reason came up. Reasons are told apart without the file's name and without
   * numbers, each of which counts as {@code #}.
   *
   * @return counts by reason, in the reasons' order
   */
  public Map<String, Integer> failuresByReason() {
    Map<String, Integer> counts = new TreeMap<>();
    for (FeatureReport.Failure failure : failures) {
      String reason = failure.reason();
      // "file: reason" or "file at place: reason"; a file's name may hold a colon, not one and a
      // space as a rule.
      int at = reason.indexOf(": ");
      String what = at < 0 ? reason : reason.substring(at + 2);
      counts.merge(what.replaceAll("\\d+([.,]\\d+)*", "#"), 1, Integer::sum);
    }
    return counts;
  }
}
