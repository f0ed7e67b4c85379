package io.beatweaver.model.internal.decode;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.tempo.TempoMap;

/**
 * Where a song is so loud or so quiet that one shift for all of it leaves walls of notes here and
 * long holes there: how much less or more those parts are to be shifted. People map a quiet verse
 * thinner than a chorus, but not empty, so nothing changes while the onsets expected in a part are
 * {@value #LEAST} to {@value #MOST} times the song's mean. Silence is never raised.
 */
final class DensityLevels {
  /** The thinnest part that is left as it is, of the song's mean. */
  static final double LEAST = 0.5;

  /** The densest part that is left as it is, of the song's mean. */
  static final double MOST = 1.75;

  /** The furthest that a part is shifted. */
  private static final double MAX_LEVEL = 6;

  /** A part's density is looked at every so many bars, over as many more on both sides. */
  private static final int STRIDE_BARS = 4;

  /** A part of which less than this sounds stays as it is. */
  private static final int LEAST_ROWS = BeatGrid.STEPS_PER_BAR;

  /** Halvings of the interval in which a level is looked for: to a thousandth. */
  private static final int HALVINGS = 14;

  private final OnsetDensity density;
  private final TempoMap tempo;
  private final double shift;
  private final double onsetsPerSecond;

  private DensityLevels(
      OnsetDensity density, TempoMap tempo, double shift, double onsetsPerSecond) {
    this.density = density;
    this.tempo = tempo;
    this.shift = shift;
    this.onsetsPerSecond = onsetsPerSecond;
  }

  /**
   * Evens a song out.
   *
   * @param density the onset head's view of the song
   * @param tempo rows to seconds
   * @param rows the song's
   * @param seconds that sound, above 0
   * @param onsets that are wanted in all of the song
   * @return the same view if no part is off, else one that shifts those parts by more or less
   */
  static OnsetDensity level(
      OnsetDensity density, TempoMap tempo, int rows, double seconds, double onsets) {
    double shift = density.shiftFor(0, onsets, MAX_LEVEL);
    DensityLevels levels = new DensityLevels(density, tempo, shift, onsets / seconds);
    int stride = STRIDE_BARS * BeatGrid.STEPS_PER_BAR;
    float[] knots = new float[(rows + stride - 1) / stride];
    boolean any = false;
    for (int i = 0; i < knots.length; i++) {
      int from = Math.max(0, (i - 1) * stride);
      int to = Math.min(rows, (i + 2) * stride);
      knots[i] = (float) levels.of(from, to);
      any |= knots[i] != 0;
    }
    return any ? density.levelled(rows(knots, stride, rows)) : density;
  }

  /** From the middle of each stretch to that of the next in a straight line. */
  private static float[] rows(float[] knots, int stride, int rows) {
    float[] levels = new float[rows];
    for (int row = 0; row < rows; row++) {
      float at = (row + 0.5f) / stride - 0.5f;
      int left = Math.max(0, (int) Math.floor(at));
      int right = Math.min(knots.length - 1, left + 1);
      float part = Math.max(0, at - left);
      levels[row] = knots[left] + part * (knots[right] - knots[left]);
    }
    return levels;
  }

  private double of(int from, int to) {
    double wanted = 0;
    int counted = 0;
    for (int bar = from; bar < to; bar += BeatGrid.STEPS_PER_BAR) {
      int end = Math.min(to, bar + BeatGrid.STEPS_PER_BAR);
      int rows = density.countedRows(bar, end);
      double seconds =
          tempo.secondsAt(BeatGrid.beatOf(end)) - tempo.secondsAt(BeatGrid.beatOf(bar));
      wanted += onsetsPerSecond * seconds * rows / (end - bar);
      counted += rows;
    }
    if (counted < LEAST_ROWS) {
      return 0;
    }
    double expected = density.expected(from, to, shift);
    if (expected < LEAST * wanted) {
      return level(from, to, LEAST * wanted);
    }
    return expected > MOST * wanted ? level(from, to, MOST * wanted) : 0;
  }

  private double level(int from, int to, double onsets) {
    double low = -MAX_LEVEL;
    double high = MAX_LEVEL;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (density.expected(from, to, shift + middle) < onsets) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
