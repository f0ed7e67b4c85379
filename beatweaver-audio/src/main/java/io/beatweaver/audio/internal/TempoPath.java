package io.beatweaver.audio.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a song where its tempo may become another: of all ways through a grid of tempi over windows
 * of the song, the one along which the flux pulses most, each jump costing as much as a clearly
 * better tempo gains in some windows.
 */
final class TempoPath {
  private static final double WINDOW_SECONDS = 10;
  private static final double HOP_SECONDS = 2.5;
  private static final double RATIO = 1.005;
  private static final double JUMP = 1.2;
  private static final double STEP = 0.05;

  /** Tempi that differ by less than this share are one tempo that is read unsteadily. */
  private static final double SAME = 0.012;

  private TempoPath() {}

  /**
   * @param onsets of the song
   * @param parallel who does the work
   * @return the frames at which stretches of about one tempo begin, 0 in front
   */
  static int[] cuts(OnsetFrames onsets, Parallel parallel) {
    double rate = onsets.framesPerSecond();
    int length = (int) Math.round(WINDOW_SECONDS * rate);
    int hop = (int) Math.round(HOP_SECONDS * rate);
    int windows = (onsets.frames() - length) / hop + 1;
    if (windows < 2) {
      return new int[] {0};
    }
    double[] tempi = tempi();
    double[][] pulses = new double[windows][];
    parallel.run(windows, w -> pulses[w] = pulses(onsets, w * hop, w * hop + length, tempi));
    int[][] from = new int[windows][tempi.length];
    double[] gains = new double[tempi.length];
    for (int w = 0; w < windows; w++) {
      gains = advance(gains, from[w]);
      for (int i = 0; i < tempi.length; i++) {
        gains[i] += pulses[w][i];
      }
    }
    double[] path = trace(gains, from, tempi);
    List<Integer> cuts = new ArrayList<>();
    cuts.add(0);
    double held = path[0];
    for (int w = 1; w < windows; w++) {
      if (Math.abs(path[w] / held - 1) > SAME) {
        cuts.add(w * hop + (length - hop) / 2);
        held = path[w];
      }
    }
    return cuts.stream().mapToInt(Integer::intValue).toArray();
  }

  /** How strongly a window pulses at each tempo, 1 at the one where it does most. */
  private static double[] pulses(OnsetFrames onsets, int from, int to, double[] tempi) {
    FluxSpectrum spectrum = new FluxSpectrum(onsets, from, to);
    double[] pulses = new double[tempi.length];
    double most = 0;
    for (int i = 0; i < tempi.length; i++) {
      pulses[i] = spectrum.pulse(tempi[i]);
      most = Math.max(most, pulses[i]);
    }
    for (int i = 0; i < tempi.length; i++) {
      pulses[i] = most > 0 ? pulses[i] / most : 0;
    }
    return pulses;
  }

  private static double[] tempi() {
    double range = TempoSearch.MAX_BPM / TempoSearch.MIN_BPM;
    double[] tempi = new double[(int) (Math.log(range) / Math.log(RATIO)) + 1];
    for (int i = 0; i < tempi.length; i++) {
      tempi[i] = TempoSearch.MIN_BPM * Math.pow(RATIO, i);
    }
    return tempi;
  }

  /** The most that can have been gained before each tempo, and at which tempo before. */
  private static double[] advance(double[] gains, int[] from) {
    int best = 0;
    for (int i = 0; i < gains.length; i++) {
      best = gains[i] > gains[best] ? i : best;
    }
    double[] next = new double[gains.length];
    for (int i = 0; i < gains.length; i++) {
      next[i] = gains[i];
      from[i] = i;
      for (int k = Math.max(0, i - 1); k <= Math.min(gains.length - 1, i + 1); k++) {
        if (gains[k] - STEP > next[i]) {
          next[i] = gains[k] - STEP;
          from[i] = k;
        }
      }
      if (gains[best] - JUMP > next[i]) {
        next[i] = gains[best] - JUMP;
        from[i] = best;
      }
    }
    return next;
  }

  private static double[] trace(double[] gains, int[][] from, double[] tempi) {
    int at = 0;
    for (int i = 0; i < gains.length; i++) {
      at = gains[i] > gains[at] ? i : at;
    }
    double[] path = new double[from.length];
    for (int w = from.length - 1; w >= 0; w--) {
      path[w] = tempi[at];
      at = from[w][at];
    }
    return path;
  }
}
