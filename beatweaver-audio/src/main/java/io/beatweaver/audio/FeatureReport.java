package io.beatweaver.audio;

import io.beatweaver.level.ReadWarning;
import java.util.List;

/**
 * What became of the songs of a {@link FeatureBatch}.
 *
 * @param songs songs that were taken up: those measured, skipped and failed
 * @param measured songs whose features were all handed over
 * @param skipped songs that no features were wanted of
 * @param failures songs that could not be measured, in the order in which that was found out
 * @param warnings what was passed over in songs that were measured, such as a cut end, and which of
 *     them were laid on a default tempo for want of a beat; each song's stand together
 */
public record FeatureReport(
    long songs, long measured, long skipped, List<Failure> failures, List<ReadWarning> warnings) {
  /** Copies the lists. */
  public FeatureReport {
    failures = List.copyOf(failures);
    warnings = List.copyOf(warnings);
  }

  /**
   * A song that could not be measured.
   *
   * @param id the song's name in the batch
   * @param reason why, one line
   */
  public record Failure(String id, String reason) {}
}
