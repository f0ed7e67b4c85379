package io.beatweaver.corpus;

import io.beatweaver.audio.FeatureReport;
import io.beatweaver.level.ReadWarning;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What became of the songs that a {@link FeatureWarmer} was given.
 *
 * @param songs songs taken up: those computed, present and failed
 * @param computed songs with something that the cache did not have, and now has
 * @param present songs that the cache had
 * @param failures songs that could not be used, each with its reason
 * @param warnings what was passed over in the songs computed, as {@link FeatureReport#warnings}
 */
public record WarmReport(
    long songs,
    long computed,
    long present,
    List<FeatureReport.Failure> failures,
    List<ReadWarning> warnings) {
  private static final Pattern EXCEPTION = Pattern.compile("[\\w.$]+(Exception|Error)");

  /** Copies the lists. */
  public WarmReport {
    failures = List.copyOf(failures);
    warnings = List.copyOf(warnings);
  }

  /**
   * How often which reason came up. Reasons are told apart without the file's name and without
   * numbers, each of which counts as {@code #}; of an exception that isn't the input's fault, its
   * kind alone counts.
   *
   * @return counts by reason, in the reasons' order
   */
  public Map<String, Integer> failuresByReason() {
    Map<String, Integer> counts = new TreeMap<>();
    for (FeatureReport.Failure failure : failures) {
      String reason = failure.reason();
      // "exception: details", "file: reason" or "file at place: reason".
      int at = reason.indexOf(": ");
      boolean named = at > 0 && EXCEPTION.matcher(reason.substring(0, at)).matches();
      String what = named ? reason.substring(0, at) : reason.substring(at < 0 ? 0 : at + 2);
      counts.merge(what.replaceAll("\\d+([.,]\\d+)*", "#"), 1, Integer::sum);
    }
    return counts;
  }
}
