package io.beatweaver.tempo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Converts beats to seconds of audio and back, through any number of tempo changes.
 *
 * <p>A beat is counted at the tempo in force where it is (local beats). Seconds are positions in
 * the audio file: the song's time offset is inside the map, so a note at beat b sounds at {@code
 * secondsAt(b)} of the file. Before the first anchor and after the last one the nearest tempo goes
 * on. Immutable; both directions take O(log changes).
 *
 * <pre>{@code
 * TempoMap map = TempoMap.ofChanges(120, List.of(new TempoChange(8, 60)), 0);
 * map.secondsAt(10); // 6.0: eight beats at 120, two at 60
 * }</pre>
 */
public final class TempoMap {
  /** The slowest tempo that is taken, beats a minute. */
  public static final double MIN_BPM = 1e-3;

  /** The fastest tempo that is taken, beats a minute. */
  public static final double MAX_BPM = 1e6;

  private final double[] beats;
  private final double[] seconds;
  private final double[] bpms;

  private TempoMap(double[] beats, double[] seconds, double[] bpms) {
    this.beats = beats;
    this.seconds = seconds;
    this.bpms = bpms;
  }

  /**
   * One tempo for the whole song.
   *
   * @param bpm beats a minute
   * @param beatZeroSeconds where beat 0 is in the audio, may be negative
   * @return the map
   */
  public static TempoMap constant(double bpm, double beatZeroSeconds) {
    return ofChanges(bpm, List.of(), beatZeroSeconds);
  }

  /**
   * One tempo for the whole song, beat 0 at the start of the audio.
   *
   * @param bpm beats a minute
   * @return the map
   */
  public static TempoMap constant(double bpm) {
    return constant(bpm, 0);
  }

  /**
   * A base tempo from beat 0 with changes, as v2 and v3 beatmaps have them.
   *
   * @param baseBpm tempo until the first change; a change at beat 0 or before replaces it
   * @param changes in any order; of several at one beat the last in the list counts
   * @param songTimeOffset seconds of audio before beat 0, may be negative
   * @return the map
   */
  public static TempoMap ofChanges(
      double baseBpm, List<TempoChange> changes, double songTimeOffset) {
    requireBpm(baseBpm);
    if (!Double.isFinite(songTimeOffset)) {
      throw new IllegalArgumentException("song time offset must be finite: " + songTimeOffset);
    }
    List<TempoChange> sorted = new ArrayList<>(changes);
    sorted.sort(Comparator.comparingDouble(TempoChange::beat));
    double[] beats = new double[sorted.size() + 1];
    double[] seconds = new double[beats.length];
    double[] bpms = new double[beats.length];
    seconds[0] = songTimeOffset;
    bpms[0] = baseBpm;
    int last = 0;
    for (TempoChange change : sorted) {
      double beat = Math.max(0, change.beat());
      if (beat > beats[last]) {
        double at = seconds[last] + (beat - beats[last]) * 60 / bpms[last];
        last++;
        beats[last] = beat;
        seconds[last] = at;
      }
      bpms[last] = change.bpm();
    }
    return compact(beats, seconds, bpms, last + 1);
  }

  /**
   * Regions that tie beats to audio positions, as v4 audio data has them. Inside a region beats run
   * linearly; after the last region {@code bpmAfter} holds. A gap goes on at the tempo before it
   * until the next region begins, in whichever of the two that comes first: where a region begins
   * later in beats than in seconds, the beats between sound at its beginning, all at once; where it
   * begins later in seconds, the audio between stays on its first beat. So neither direction ever
   * falls.
   *
   * @param regions at least one, in any order, not overlapping in beats or seconds
   * @param bpmAfter tempo after the last region
   * @param songTimeOffset seconds added to every audio position
   * @return the map
   * @throws IllegalArgumentException if regions overlap or there is none
   */
  public static TempoMap ofRegions(
      List<TempoRegion> regions, double bpmAfter, double songTimeOffset) {
    requireBpm(bpmAfter);
    if (regions.isEmpty()) {
      throw new IllegalArgumentException("no tempo region");
    }
    List<TempoRegion> sorted = new ArrayList<>(regions);
    sorted.sort(Comparator.comparingDouble(TempoRegion::startBeat));
    int n = sorted.size();
    double[] beats = new double[n + 1];
    double[] seconds = new double[n + 1];
    double[] bpms = new double[n + 1];
    for (int i = 0; i < n; i++) {
      TempoRegion region = sorted.get(i);
      if (i > 0) {
        if (sorted.get(i - 1).overlaps(region)) {
          throw new IllegalArgumentException("tempo regions overlap at beat " + region.startBeat());
        }
      }
      beats[i] = region.startBeat();
      seconds[i] = region.startSeconds() + songTimeOffset;
      // A region of the song's own tempo says it in samples and beats, to the rounding of doubles.
      bpms[i] = isSame(region.bpm(), bpmAfter) ? bpmAfter : region.bpm();
      requireBpm(bpms[i]);
    }
    TempoRegion lastRegion = sorted.get(n - 1);
    beats[n] = lastRegion.endBeat();
    seconds[n] = lastRegion.endSeconds() + songTimeOffset;
    bpms[n] = bpmAfter;
    return withoutContinuations(beats, seconds, bpms);
  }

  private static boolean isSame(double bpm, double other) {
    return Math.abs(bpm - other) <= 1e-12 * bpm;
  }

  /**
   * Drops anchors that lie where the one before them leads at the same tempo, to the rounding of
   * doubles: a song cut into regions of one tempo is a song of one tempo.
   */
  private static TempoMap withoutContinuations(double[] beats, double[] seconds, double[] bpms) {
    int kept = 1;
    for (int i = 1; i < beats.length; i++) {
      double led = seconds[kept - 1] + (beats[i] - beats[kept - 1]) * 60 / bpms[kept - 1];
      boolean sameTempo = isSame(bpms[i], bpms[kept - 1]);
      if (!sameTempo || Math.abs(seconds[i] - led) > 1e-9) {
        beats[kept] = beats[i];
        seconds[kept] = seconds[i];
        bpms[kept] = bpms[i];
        kept++;
      }
    }
    return new TempoMap(
        Arrays.copyOf(beats, kept), Arrays.copyOf(seconds, kept), Arrays.copyOf(bpms, kept));
  }

  /**
   * Where a beat is in the audio.
   *
   * @param beat any beat
   * @return seconds from the start of the audio file
   */
  public double secondsAt(double beat) {
    int i = anchor(beats, beat);
    double second = seconds[i] + (beat - beats[i]) * 60 / bpms[i];
    return i + 1 < beats.length ? Math.min(second, seconds[i + 1]) : second;
  }

  /**
   * Which beat sounds at a time.
   *
   * @param second seconds from the start of the audio file
   * @return the beat
   */
  public double beatAt(double second) {
    int i = anchor(seconds, second);
    double beat = beats[i] + (second - seconds[i]) * bpms[i] / 60;
    return i + 1 < beats.length ? Math.min(beat, beats[i + 1]) : beat;
  }

  /**
   * The tempo in force at a beat.
   *
   * @param beat any beat
   * @return beats a minute
   */
  public double bpmAt(double beat) {
    return bpms[anchor(beats, beat)];
  }

  /**
   * Every stretch of one tempo, by its first beat. The first entry also holds for all that comes
   * before it.
   *
   * @return at least one change, beats rising
   */
  public List<TempoChange> changes() {
    List<TempoChange> changes = new ArrayList<>(beats.length);
    for (int i = 0; i < beats.length; i++) {
      changes.add(new TempoChange(beats[i], bpms[i]));
    }
    return List.copyOf(changes);
  }

  /**
   * Whether one tempo holds for the whole song.
   *
   * @return true without any change
   */
  public boolean isConstant() {
    return beats.length == 1;
  }

  /**
   * The anchors as numbers, for fingerprints and storage: {@code beat, seconds, bpm} for each.
   *
   * @return three values an anchor, a new array
   */
  public double[] toArray() {
    double[] flat = new double[beats.length * 3];
    for (int i = 0; i < beats.length; i++) {
      flat[i * 3] = beats[i];
      flat[i * 3 + 1] = seconds[i];
      flat[i * 3 + 2] = bpms[i];
    }
    return flat;
  }

  /**
   * The inverse of {@link #toArray()}.
   *
   * @param flat three values an anchor, beats strictly rising, seconds not falling
   * @return the map
   * @throws IllegalArgumentException if the numbers make no map
   */
  public static TempoMap fromArray(double[] flat) {
    if (flat.length == 0 || flat.length % 3 != 0) {
      throw new IllegalArgumentException("three values an anchor needed, got " + flat.length);
    }
    int n = flat.length / 3;
    double[] beats = new double[n];
    double[] seconds = new double[n];
    double[] bpms = new double[n];
    for (int i = 0; i < n; i++) {
      beats[i] = flat[i * 3];
      seconds[i] = flat[i * 3 + 1];
      bpms[i] = flat[i * 3 + 2];
      requireBpm(bpms[i]);
      if (!Double.isFinite(beats[i])
          || !Double.isFinite(seconds[i])
          || i > 0 && (beats[i] <= beats[i - 1] || seconds[i] < seconds[i - 1])) {
        throw new IllegalArgumentException("anchors must rise: anchor " + i);
      }
    }
    return new TempoMap(beats, seconds, bpms);
  }

  /** The last anchor at or before a value, or the first. */
  private static int anchor(double[] sorted, double value) {
    int i = Arrays.binarySearch(sorted, value);
    return i >= 0 ? i : Math.max(0, -i - 2);
  }

  /** Drops changes that change nothing, so that equal tempo maps are equal objects. */
  private static TempoMap compact(double[] beats, double[] seconds, double[] bpms, int count) {
    int kept = 1;
    for (int i = 1; i < count; i++) {
      if (bpms[i] != bpms[kept - 1]) {
        beats[kept] = beats[i];
        seconds[kept] = seconds[i];
        bpms[kept] = bpms[i];
        kept++;
      }
    }
    return new TempoMap(
        Arrays.copyOf(beats, kept), Arrays.copyOf(seconds, kept), Arrays.copyOf(bpms, kept));
  }

  /**
   * Whether a number can be a tempo.
   *
   * @param bpm beats a minute
   * @return true from {@link #MIN_BPM} to {@link #MAX_BPM}
   */
  public static boolean isTempo(double bpm) {
    return bpm >= MIN_BPM && bpm <= MAX_BPM;
  }

  static void requireBpm(double bpm) {
    if (!isTempo(bpm)) {
      throw new IllegalArgumentException(
          "tempo must be between " + MIN_BPM + " and " + MAX_BPM + " BPM: " + bpm);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TempoMap that
        && Arrays.equals(beats, that.beats)
        && Arrays.equals(seconds, that.seconds)
        && Arrays.equals(bpms, that.bpms);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(beats) * 31 * 31 + Arrays.hashCode(seconds) * 31 + Arrays.hashCode(bpms);
  }

  @Override
  public String toString() {
    return "TempoMap" + changes();
  }
}
