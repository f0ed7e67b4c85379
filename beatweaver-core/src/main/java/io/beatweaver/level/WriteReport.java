package io.beatweaver.level;

import java.nio.file.Path;
import java.util.List;

/**
 * What was written, and what the format could not hold.
 *
 * @param target the folder or zip
 * @param format its format
 * @param files the level's files by name, in the order of writing
 * @param losses what was lost, one entry a kind and detail; empty if everything was kept
 */
public record WriteReport(
    Path target, LevelFormat format, List<String> files, List<WriteLoss> losses) {
  /** Copies the lists. */
  public WriteReport {
    files = List.copyOf(files);
    losses = List.copyOf(losses);
  }

  /**
   * Whether everything was kept.
   *
   * @return true if reading the level gives the same objects at the same times
   */
  public boolean lossless() {
    return losses.isEmpty();
  }

  /**
   * How much was lost of a kind.
   *
   * @param kind the kind
   * @return 0 if nothing was
   */
  public long count(WriteLoss.Kind kind) {
    return losses.stream().filter(l -> l.kind() == kind).mapToLong(WriteLoss::count).sum();
  }
}
