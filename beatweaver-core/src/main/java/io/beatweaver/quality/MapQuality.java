package io.beatweaver.quality;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Note;
import io.beatweaver.quality.internal.Parity;
import io.beatweaver.quality.internal.Patterns;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a beatmap is like, in figures. Immutable.
 *
 * <p>The figures named in {@link #metrics()} keep the definitions that earlier generators of maps
 * publish, so that they compare. One of them has a better one beside it: {@code
 * parity_violation_rate} takes the notes of a stack for a row of swings and knows no sideways cuts,
 * {@link #resets} does not.
 *
 * @param notes notes
 * @param nps notes a second of song
 * @param onsets distinct note times; those less than a millisecond apart are one
 * @param doublesShare share of the onsets at which both hands cut, 0..1
 * @param dotsShare share of the notes that are dots, 0..1
 * @param parityPairs pairs of consecutive notes of a hand that both cut up or down
 * @param parityViolations those of the pairs that cut the same way twice; a dot in between takes
 *     the pair apart
 * @param swings swings: notes of a hand less than 50 ms apart that go one way are one
 * @param resets swings that go within 90 degrees of the hand's last one, so that it has to come
 *     back first; a dot goes either way
 * @param beatAlignment mean distance of notes to the 1/16 beat grid, beats, 0..1/32
 * @param patternDiversity share of distinct ones among all runs of 4 notes, 0..1; 0 for less than 4
 *     notes
 */
public record MapQuality(
    int notes,
    double nps,
    int onsets,
    double doublesShare,
    double dotsShare,
    int parityPairs,
    int parityViolations,
    int swings,
    int resets,
    double beatAlignment,
    double patternDiversity) {
  private static final double ONE_ONSET_SECONDS = 1e-3;

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
    long dots = notes.stream().filter(note -> note.direction() == 8).count();
    double distance = 0;
    for (Note note : notes) {
      distance += Math.abs(note.beat() - BeatGrid.beatOf(BeatGrid.nearestStep(note.beat())));
    }
    int onsets = onsets(map).length;
    Parity parity = Parity.of(map);
    return new MapQuality(
        n,
        n / songSeconds,
        onsets,
        onsets == 0 ? 0 : doubles(map) / (double) onsets,
        n == 0 ? 0 : dots / (double) n,
        parity.pairs(),
        parity.violations(),
        parity.swings(),
        parity.resets(),
        n == 0 ? 0 : distance / n,
        Patterns.diversity(notes));
  }

  /**
   * The distinct times of a map's notes.
   *
   * @param map the beatmap
   * @return seconds of audio, rising; notes less than a millisecond after an onset belong to it
   */
  public static double[] onsets(Beatmap map) {
    double[] onsets = new double[map.notes().size()];
    int count = 0;
    for (Note note : map.notes()) {
      double second = map.tempo().secondsAt(note.beat());
      if (count == 0 || second - onsets[count - 1] >= ONE_ONSET_SECONDS) {
        onsets[count++] = second;
      }
    }
    return Arrays.copyOf(onsets, count);
  }

  private static int doubles(Beatmap map) {
    int doubles = 0;
    int hands = 0;
    double onset = Double.NEGATIVE_INFINITY;
    for (Note note : map.notes()) {
      double second = map.tempo().secondsAt(note.beat());
      if (second - onset >= ONE_ONSET_SECONDS) {
        onset = second;
        hands = 0;
      }
      int before = hands;
      hands |= 1 << note.hand().color();
      doubles += hands == 3 && before != 3 ? 1 : 0;
    }
    return doubles;
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
    return parityPairs == 0 ? 0 : parityViolations / (double) parityPairs;
  }

  /**
   * The figures that stand alone under the names by which they are published. {@code onset_f1} (see
   * {@link OnsetMatch}) and {@code nps_accuracy} need something to compare with.
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
   * All six figures of a map against another of the same song.
   *
   * @param map the map
   * @param reference what it is held against, with at least one note
   * @param songSeconds the song's length, above 0
   * @return {@link #metrics()} of the map, with {@code onset_f1} and {@code nps_accuracy}
   */
  public static Map<String, Double> compare(Beatmap map, Beatmap reference, double songSeconds) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(
        "onset_f1", OnsetMatch.f1(onsets(map), onsets(reference), OnsetMatch.TOLERANCE_SECONDS));
    MapQuality quality = of(map, songSeconds);
    metrics.put("nps_accuracy", npsAccuracy(quality.nps, reference.notes().size() / songSeconds));
    metrics.putAll(quality.metrics());
    return metrics;
  }
}
