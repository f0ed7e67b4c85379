package io.beatweaver.model;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.Beatmap;
import io.beatweaver.quality.MapQuality;
import io.beatweaver.quality.OnsetMatch;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How well onsets fit a chart that nobody listened for: what an onset F1 has to be held against.
 * Both floors are laid over the whole song and know something of the chart: which metronome fits
 * it, and how many onsets it has.
 *
 * @param metronome an onset every so many beats
 * @param metronomeBeats how many: of 4, 2, 1, 1/2 and 1/4 the one whose F1 is the best
 * @param random as many onsets as the chart has, at different 1/16 beats drawn by lot
 */
public record OnsetFloors(OnsetMatch metronome, double metronomeBeats, OnsetMatch random) {
  private static final double[] METRONOMES = {4, 2, 1, 0.5, 0.25};

  /**
   * The floors under a chart.
   *
   * @param chart the chart
   * @param rows the song's length in steps of 1/16 beat, at least 0
   * @param seed draws the lots
   * @return the floors
   */
  public static OnsetFloors of(Beatmap chart, int rows, long seed) {
    double[] reference = MapQuality.onsets(chart);
    OnsetMatch best = null;
    double bestBeats = 0;
    for (double beats : METRONOMES) {
      int step = (int) (beats * BeatGrid.STEPS_PER_BEAT);
      int[] ticks = new int[(rows + step - 1) / step];
      Arrays.setAll(ticks, i -> i * step);
      OnsetMatch match = match(ticks, chart, reference);
      if (best == null || match.f1() > best.f1()) {
        best = match;
        bestBeats = beats;
      }
    }
    int[] drawn = draw(Math.min(reference.length, rows), rows, seed);
    return new OnsetFloors(best, bestBeats, match(drawn, chart, reference));
  }

  private static int[] draw(int count, int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] steps = new int[rows];
    Arrays.setAll(steps, i -> i);
    for (int i = 0; i < count; i++) {
      int j = i + random.nextInt(rows - i);
      int step = steps[j];
      steps[j] = steps[i];
      steps[i] = step;
    }
    int[] drawn = Arrays.copyOf(steps, count);
    Arrays.sort(drawn);
    return drawn;
  }

  private static OnsetMatch match(int[] steps, Beatmap chart, double[] reference) {
    double[] seconds =
        Arrays.stream(steps)
            .mapToDouble(step -> chart.tempo().secondsAt(BeatGrid.beatOf(step)))
            .toArray();
    return OnsetMatch.of(seconds, reference, OnsetMatch.TOLERANCE_SECONDS);
  }
}
