package io.beatweaver.dressing.internal;

import io.beatweaver.grid.BeatGrid;
import java.util.Arrays;

/** The onset envelope on a scale of its own: 0 what the song's quiet parts have, 1 its accents. */
public final class Loudness {
  private static final double QUIET_QUANTILE = 0.2;
  private static final double ACCENT_QUANTILE = 0.98;
  private static final double MIN_RANGE = 1e-6;

  private final float[] value;

  /**
   * @param onsetPerStep one value a 1/16 beat, on any scale; not kept
   */
  public Loudness(float[] onsetPerStep) {
    value = onsetPerStep.clone();
    if (value.length == 0) {
      return;
    }
    float[] sorted = value.clone();
    Arrays.sort(sorted);
    float low = sorted[(int) (QUIET_QUANTILE * (sorted.length - 1))];
    float high = sorted[(int) (ACCENT_QUANTILE * (sorted.length - 1))];
    boolean flat = !(high - low > MIN_RANGE);
    for (int i = 0; i < value.length; i++) {
      value[i] = flat ? 0 : Math.max(0, Math.min(1, (value[i] - low) / (high - low)));
    }
  }

  /** Steps of a 1/16 beat. */
  int steps() {
    return value.length;
  }

  /** The song's length in beats. */
  double beats() {
    return BeatGrid.beatOf(value.length);
  }

  /** At a step, 0..1; 0 outside the song. */
  double at(long step) {
    return step >= 0 && step < value.length ? value[(int) step] : 0;
  }

  /** The loudest at a beat, give or take a step. */
  double near(double beat) {
    long step = BeatGrid.nearestStep(beat);
    return Math.max(at(step), Math.max(at(step - 1), at(step + 1)));
  }

  /** The loudest of some steps. */
  double peak(long from, long to) {
    double peak = 0;
    for (long step = Math.max(0, from); step < Math.min(to, value.length); step++) {
      peak = Math.max(peak, value[(int) step]);
    }
    return peak;
  }

  /** The mean of some steps, 0 for none. */
  double mean(long from, long to) {
    double sum = 0;
    long first = Math.max(0, from);
    long last = Math.min(to, value.length);
    for (long step = first; step < last; step++) {
      sum += value[(int) step];
    }
    return last > first ? sum / (last - first) : 0;
  }

  /** Whether a step is louder than the steps around it and than some least value. */
  boolean accent(long step, double least) {
    double here = at(step);
    return here >= least && here >= at(step - 1) && here > at(step + 1);
  }
}
