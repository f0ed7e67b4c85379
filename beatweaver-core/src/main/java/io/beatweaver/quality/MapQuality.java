package io.beatweaver.quality;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.quality.internal.Onsets;
import io.beatweaver.quality.internal.Patterns;
import io.beatweaver.quality.internal.Swings;
import io.beatweaver.quality.internal.VerticalPairs;
import io.beatweaver.quality.internal.VisionBlocks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a beatmap is like, in figures. Immutable.
 *
 * <p>{@link #metrics()} and {@link #compare} keep the definitions that earlier generators of maps
 * publish, so that figures compare. {@link #measures()} and {@link #compareMeasures} hold better
 * ones: {@code parity_violation_rate} takes the notes of a stack for a row of swings and knows
 * neither sideways cuts nor bombs nor what a dot in between leads to, {@link HandQuality} does;
 * {@code pattern_diversity} mixes the hands, so that two hands that each repeat themselves look
 * inventive; {@code onset_f1} matches greedily, {@link OnsetMatch#of} as well as can be.
 *
 * @param notes notes
 * @param nps notes a second of song
 * @param bandExcess how far {@code nps} is outside the human band of the beatmap's difficulty, see
 *     {@link HumanBand#excess}
 * @param onsets distinct note times; those less than a millisecond apart are one
 * @param doublesShare share of the onsets at which both hands cut, 0..1
 * @param dotsShare share of the notes that are dots, 0..1
 * @param visionBlocks notes hidden behind one in the middle row of the inner column of their half
 *     of the grid that comes more than 1/8 beat and at most 250 ms before
 * @param left what the left hand has to do
 * @param right what the right hand has to do
 * @param parityPairs pairs of consecutive notes of a hand that both cut up or down
 * @param parityViolations those of the pairs that cut the same way twice; a dot or a sideways cut
 *     in between takes the pair apart
 * @param beatAlignment mean distance of notes to the 1/16 beat grid, beats, 0..1/32
 * @param patternDiversity share of distinct ones among all runs of 4 notes (x, y, hand, direction),
 *     0..1; 0 for less than 4 notes
 */
public record MapQuality(
    int notes,
    double nps,
    double bandExcess,
    int onsets,
    double doublesShare,
    double dotsShare,
    int visionBlocks,
    HandQuality left,
    HandQuality right,
    int parityPairs,
    int parityViolations,
    double beatAlignment,
    double patternDiversity) {
  /** The {@link #penalty} of a beatmap without notes, more than any other can have. */
  public static final double EMPTY_PENALTY = 100;

  /**
   * Measures a beatmap.
   *
   * @param map the beatmap
   * @param songSeconds the song's length, above 0
   * @return its figures
   */
  public static MapQuality of(Beatmap map, double songSeconds) {
    if (!(songSeconds > 0) || !Double.isFinite(songSeconds)) {
      throw new IllegalArgumentException("a song has a length: " + songSeconds);
    }
    List<Note> notes = map.notes();
    int n = notes.size();
    double nps = n / songSeconds;
    long dots = notes.stream().filter(note -> note.direction() == 8).count();
    double distance = 0;
    for (Note note : notes) {
      distance += Math.abs(note.beat() - BeatGrid.beatOf(BeatGrid.nearestStep(note.beat())));
    }
    double[] seconds = Onsets.noteSeconds(map);
    Onsets onsets = Onsets.of(notes, seconds);
    VerticalPairs pairs = VerticalPairs.of(map);
    return new MapQuality(
        n,
        nps,
        HumanBand.of(map.difficulty()).excess(nps),
        onsets.seconds().length,
        share(onsets.doubles(), onsets.seconds().length),
        share(dots, n),
        VisionBlocks.count(notes, seconds),
        Swings.of(map, Hand.LEFT),
        Swings.of(map, Hand.RIGHT),
        pairs.pairs(),
        pairs.violations(),
        share(distance, n),
        Patterns.diversity(notes));
  }

  private static double share(double part, int whole) {
    return whole == 0 ? 0 : part / whole;
  }

  /**
   * The distinct times of a map's notes.
   *
   * @param map the beatmap
   * @return seconds of audio, rising; notes less than a millisecond after an onset belong to it
   */
  public static double[] onsets(Beatmap map) {
    return Onsets.of(map.notes(), Onsets.noteSeconds(map)).seconds();
  }

  /**
   * How near a density comes to another, {@code nps_accuracy}.
   *
   * @param nps notes a second
   * @param referenceNps notes a second that are wanted, above 0
   * @return {@code max(0, 1 - |a - b| / b)}
   */
  public static double npsAccuracy(double nps, double referenceNps) {
    if (!(referenceNps > 0)) {
      throw new IllegalArgumentException("the reference must be above 0: " + referenceNps);
    }
    return Math.max(0, 1 - Math.abs(nps - referenceNps) / referenceNps);
  }

  /**
   * The share of the pairs that violate parity.
   *
   * @return 0..1, 0 without pairs
   */
  public double parityViolationRate() {
    return share(parityViolations, parityPairs);
  }

  /**
   * The share of both hands' swings that break parity.
   *
   * @return 0..1, 0 without swings
   */
  public double parityBreakRate() {
    return share(left.parityBreaks() + right.parityBreaks(), left.swings() + right.swings());
  }

  /**
   * How far the map is from what people play, in one number to choose among maps of one song by:
   * the sum of
   *
   * <ul>
   *   <li>{@link #parityBreakRate()};
   *   <li>swings that hold an arrow against their direction, as a share of all swings;
   *   <li>{@code visionBlocks} as a share of the notes;
   *   <li>the distance of {@code nps} from the band of its difficulty, {@code ln(nps / high)} above
   *       and {@code ln(low / nps)} below;
   *   <li>{@code dotsShare} beyond {@value HumanBand#HIGH_DOTS_SHARE};
   *   <li>the distance of {@code doublesShare} from {@value HumanBand#LOW_DOUBLES_SHARE}..{@value
   *       HumanBand#HIGH_DOUBLES_SHARE}.
   * </ul>
   *
   * <p>Every one is 0 within human habits, and each weighs one: all are shares, the distance of
   * density is nearly one. The bands are those of {@link HumanBand}.
   *
   * @return 0 or more; {@link #EMPTY_PENALTY} without notes
   */
  public double penalty() {
    if (notes == 0) {
      return EMPTY_PENALTY;
    }
    int contradictions = left.contradictions() + right.contradictions();
    double doubles =
        Math.max(
            HumanBand.LOW_DOUBLES_SHARE - doublesShare,
            doublesShare - HumanBand.HIGH_DOUBLES_SHARE);
    // An excess is the ratio to the edge that was passed, less one.
    return parityBreakRate()
        + share(contradictions, left.swings() + right.swings())
        + share(visionBlocks, notes)
        + Math.min(Math.abs(Math.log1p(bandExcess)), EMPTY_PENALTY / 2)
        + Math.max(0, dotsShare - HumanBand.HIGH_DOTS_SHARE)
        + Math.max(0, doubles);
  }

  /**
   * The figures that stand alone under the names by which they are published. {@code onset_f1} and
   * {@code nps_accuracy} need something to compare with, see {@link #compare}.
   *
   * @return {@code nps}, {@code beat_alignment}, {@code parity_violation_rate}, {@code
   *     pattern_diversity}
   */
  public Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("nps", nps);
    metrics.put("beat_alignment", beatAlignment);
    metrics.put("parity_violation_rate", parityViolationRate());
    metrics.put("pattern_diversity", patternDiversity);
    return metrics;
  }

  /**
   * The better figures that stand alone.
   *
   * @return {@code nps_band_excess}, {@code doubles_share}, {@code dots_share}, {@code
   *     vision_block_share}, {@code parity_break_rate} (of swings), {@code contradictory_swings},
   *     {@code pattern_diversity_left}, {@code pattern_diversity_right}
   */
  public Map<String, Double> measures() {
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("nps_band_excess", bandExcess);
    measures.put("doubles_share", doublesShare);
    measures.put("dots_share", dotsShare);
    measures.put("vision_block_share", share(visionBlocks, notes));
    measures.put("parity_break_rate", parityBreakRate());
    measures.put("contradictory_swings", (double) (left.contradictions() + right.contradictions()));
    measures.put("pattern_diversity_left", left.patternDiversity());
    measures.put("pattern_diversity_right", right.patternDiversity());
    return measures;
  }

  /**
   * All six published figures of a map against another of the same song.
   *
   * @param map the map
   * @param reference what it is held against, with at least one note
   * @param songSeconds the song's length, above 0
   * @return {@code onset_f1} ({@link OnsetMatch#greedy} within {@link
   *     OnsetMatch#TOLERANCE_SECONDS}), {@code nps_accuracy}, {@link #metrics()} of the map
   */
  public static Map<String, Double> compare(Beatmap map, Beatmap reference, double songSeconds) {
    MapQuality quality = of(map, songSeconds);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(
        "onset_f1",
        OnsetMatch.greedy(onsets(map), onsets(reference), OnsetMatch.TOLERANCE_SECONDS).f1());
    metrics.put("nps_accuracy", npsAccuracy(quality.nps, reference.notes().size() / songSeconds));
    metrics.putAll(quality.metrics());
    return metrics;
  }

  /**
   * The better figures of a map against another of the same song.
   *
   * @param map the map
   * @param reference what it is held against
   * @param songSeconds the song's length, above 0
   * @return {@code onset_f1_optimal}, {@code onset_precision}, {@code onset_recall} ({@link
   *     OnsetMatch#of} within {@link OnsetMatch#TOLERANCE_SECONDS}), {@link #measures()} of the map
   */
  public static Map<String, Double> compareMeasures(
      Beatmap map, Beatmap reference, double songSeconds) {
    OnsetMatch match = OnsetMatch.of(onsets(map), onsets(reference), OnsetMatch.TOLERANCE_SECONDS);
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("onset_f1_optimal", match.f1());
    measures.put("onset_precision", match.precision());
    measures.put("onset_recall", match.recall());
    measures.putAll(of(map, songSeconds).measures());
    return measures;
  }
}
