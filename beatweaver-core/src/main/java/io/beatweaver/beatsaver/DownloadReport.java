package io.beatweaver.beatsaver;

import java.util.List;
import java.util.Map;

/**
 * What a download did.
 *
 * @param downloaded levels that are new in the folder
 * @param replaced levels whose older version made place for the published one
 * @param present levels of the search that were there already, in the published version
 * @param skipped levels of the search that were passed over, by reason
 * @param failures levels that were tried in vain
 */
public record DownloadReport(
    int downloaded,
    int replaced,
    int present,
    Map<String, Integer> skipped,
    List<Failure> failures) {
  /**
   * A level that could not be had.
   *
   * @param id the server's key
   * @param reason why, one line
   */
  public record Failure(String id, String reason) {}

  /** Copies the collections. */
  public DownloadReport {
    skipped = Map.copyOf(skipped);
    failures = List.copyOf(failures);
  }
}
