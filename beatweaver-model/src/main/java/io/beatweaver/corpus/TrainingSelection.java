package io.beatweaver.corpus;

import io.beatweaver.level.Characteristic;
import io.beatweaver.storage.BeatmapFilter;
import io.beatweaver.storage.SongEntry;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Which songs of a store are learned from, and how often.
 *
 * @param filter which beatmaps; the model isn't told of characteristics, so that mixing them
 *     teaches a mixture
 * @param officialShare share, between 0 and 1, of what is learned from that is of the game's own
 *     levels, where there are both these and others; empty leaves it as it comes
 * @param score what the community thinks of a song, 0..1; NaN where that is not known
 */
public record TrainingSelection(
    BeatmapFilter filter, OptionalDouble officialShare, ToDoubleFunction<SongEntry> score) {
  /** The source of the game's own levels, as {@link CorpusOptions#source} names it. */
  public static final String OFFICIAL = "official";

  /** Standard beatmaps of every difficulty, a fifth of them official, by the community's scores. */
  public static final TrainingSelection DEFAULT =
      new TrainingSelection(
          BeatmapFilter.ALL.withCharacteristics(Characteristic.STANDARD),
          OptionalDouble.of(0.2),
          song -> song.rating().score());

  /** Refuses a share that would leave one kind out. */
  public TrainingSelection {
    Objects.requireNonNull(filter, "filter");
    Objects.requireNonNull(score, "score");
    double share = officialShare.orElse(0.5);
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "the official share lies between 0 and 1 (filter by source to leave one out): " + share);
    }
  }

  /**
   * The same with another filter.
   *
   * @param newFilter which beatmaps
   * @return changed selection
   */
  public TrainingSelection withFilter(BeatmapFilter newFilter) {
    return new TrainingSelection(newFilter, officialShare, score);
  }

  /**
   * The same with another share of the game's own levels.
   *
   * @param share between 0 and 1, or empty
   * @return changed selection
   */
  public TrainingSelection withOfficialShare(OptionalDouble share) {
    return new TrainingSelection(filter, share, score);
  }

  /**
   * The same with other scores.
   *
   * @param newScore of a song, 0..1, or NaN
   * @return changed selection
   */
  public TrainingSelection withScore(ToDoubleFunction<SongEntry> newScore) {
    return new TrainingSelection(filter, officialShare, newScore);
  }
}
