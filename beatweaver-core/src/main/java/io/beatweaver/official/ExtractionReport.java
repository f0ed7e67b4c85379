package io.beatweaver.official;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of an extraction.
 *
 * @param packs levels that the packs describe
 * @param extracted level folders written, by name
 * @param upToDate level folders that were there already, checked by their content, by name
 * @param withoutSong how many of those written have no song, each with a remark that says why
 * @param bytesWritten bytes of the levels written
 * @param remarks parts that could not be used as they are, each with its reason
 * @param failures bundles of which nothing could be used, each with its reason
 */
public record ExtractionReport(
    int packs,
    List<Path> extracted,
    List<Path> upToDate,
    int withoutSong,
    long bytesWritten,
    List<Finding> remarks,
    List<Finding> failures) {
  /** Copies the lists. */
  public ExtractionReport {
    extracted = List.copyOf(extracted);
    upToDate = List.copyOf(upToDate);
    remarks = List.copyOf(remarks);
    failures = List.copyOf(failures);
  }

  /**
   * Something that could not be used.
   *
   * @param bundle the bundle's path
   * @param place where in it, may be empty
   * @param reason why, one line
   */
  public record Finding(String bundle, String place, String reason) {
    @Override
    public String toString() {
      return bundle + (place.isEmpty() ? "" : " at " + place) + ": " + reason;
    }
  }

  /**
   * How many bundles failed for each reason.
   *
   * @return by reason, in alphabetical order
   */
  public Map<String, Integer> failuresByReason() {
    Map<String, Integer> counts = new TreeMap<>();
    failures.forEach(failure -> counts.merge(failure.reason(), 1, Integer::sum));
    return counts;
  }
}
