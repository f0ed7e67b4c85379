package io.beatweaver.audio.internal;

import java.util.Arrays;

/**
 * All beats of a stretch laid over four: what sounds on beats, between them and on which of them,
 * for one tempo. What tempi and the places of their beats are judged by is read from it.
 */
final class BeatProfile {
  /** How many numbers {@link #features} are. */
  static final int FEATURES = 39;

  private static final int BEATS = 4;
  private static final int STEPS = 24;
  private static final int BINS = BEATS * STEPS;
  private static final int MAX_PEAKS = 3;
  private static final int MAX_PHASES = MAX_PEAKS + 3;

  /** How the ranges of pitch vote on where the beat is: what is low counts most. */
  private static final float[] VOTES = {3, 1, .5f, 0};

  /** How far accents are seen before the sound begins, in seconds: a frame hears half a window. */
  private static final double LEAD_SECONDS = 0.010;

  private static final double CENTRE_HERTZ = 2.1;

  private final double period;
  private final int ranges;

  /** For each range the level relative to its mean, 0 throughout if it is silent. */
  private final float[][] levels;

  private final double[] votes = new double[STEPS];

  /**
   * @param onsets of the song
   * @param from first frame
   * @param to after the last frame
   * @param bpm tempo
   */
  BeatProfile(OnsetFrames onsets, int from, int to, double bpm) {
    period = 60 / bpm;
    ranges = onsets.accents().length;
    levels = new float[ranges][BINS];
    fold(onsets, from, to);
    for (int step = 0; step < STEPS; step++) {
      for (int range = 0; range < ranges; range++) {
        votes[step] += VOTES[range] * mean(range, step);
      }
    }
  }

  private void fold(OnsetFrames onsets, int from, int to) {
    double binsPerFrame = STEPS / (period * onsets.framesPerSecond());
    int reach = Math.max(1, (int) Math.round(binsPerFrame / 2));
    int[] counts = new int[BINS];
    double place = 0;
    for (int t = from; t < to; t++) {
      int centre = (int) place;
      for (int k = centre - reach; k <= centre + reach; k++) {
        int bin = k < 0 ? k + BINS : k >= BINS ? k - BINS : k;
        counts[bin]++;
        for (int range = 0; range < ranges; range++) {
          levels[range][bin] += onsets.accents()[range][t];
        }
      }
      place += binsPerFrame;
      place -= place >= BINS ? BINS : 0;
    }
    for (float[] level : levels) {
      double mean = 0;
      for (int bin = 0; bin < BINS; bin++) {
        level[bin] /= Math.max(1, counts[bin]);
        mean += level[bin] / BINS;
      }
      for (int bin = 0; bin < BINS; bin++) {
        level[bin] = mean > 0 ? (float) (level[bin] / mean) : 0;
      }
    }
  }

  /** Where in the beat it may begin, the best guess first: at most three steps. */
  int[] phases() {
    int[] phases = new int[MAX_PHASES];
    int count = 0;
    boolean[] taken = new boolean[STEPS];
    while (count < MAX_PEAKS) {
      int best = -1;
      for (int step = 0; step < STEPS; step++) {
        boolean peak =
            votes[step] >= votes[(step + 1) % STEPS]
                && votes[step] >= votes[(step + STEPS - 1) % STEPS];
        if (!taken[step] && peak && (best < 0 || votes[step] > votes[best])) {
          best = step;
        }
      }
      if (best < 0) {
        break;
      }
      phases[count++] = best;
      for (int k = -2; k <= 2; k++) {
        taken[Math.floorMod(best + k, STEPS)] = true;
      }
    }
    for (int quarter = 1; quarter < 4 && count > 0; quarter++) {
      int step = (phases[0] + quarter * STEPS / 4) % STEPS;
      if (!taken[step]) {
        phases[count++] = step;
      }
    }
    return Arrays.copyOf(phases, count);
  }

  /** Seconds from the first frame to a beat, the beats beginning at a step; may be negative. */
  double beatSeconds(int phase) {
    double left = votes[(phase + STEPS - 1) % STEPS];
    double right = votes[(phase + 1) % STEPS];
    double between = Peak.vertex(left, votes[phase], right);
    return (phase + .5 + between) * period / STEPS + LEAD_SECONDS;
  }

  /** What tells a beat from half, double or another one, the beats beginning at a step. */
  double[] features(int phase) {
    double[] out = new double[FEATURES];
    double[][] parity = new double[ranges][2];
    int n = 0;
    for (int range = 0; range < ranges; range++) {
      double least = Double.MAX_VALUE;
      double most = 0;
      for (int beat = 0; beat < BEATS; beat++) {
        double level = level(range, beat * STEPS + phase);
        least = Math.min(least, level);
        most = Math.max(most, level);
        parity[range][beat % 2] += level / 2;
      }
      out[n++] = squash(mean(range, phase));
      out[n++] = squash(mean(range, phase + STEPS / 2));
      out[n++] = squash((mean(range, phase + STEPS / 4) + mean(range, phase + STEPS * 3 / 4)) / 2);
      out[n++] = squash((mean(range, phase + STEPS / 3) + mean(range, phase + STEPS * 2 / 3)) / 2);
      out[n++] = squash(Math.min(parity[range][0], parity[range][1]));
      out[n++] = squash(Math.max(parity[range][0], parity[range][1]));
      out[n++] = squash(least);
      out[n++] = squash(most);
    }
    // A kick on one beat and a snare on the next have the low and the middle range alternate.
    double low = squash(parity[0][0]) - squash(parity[0][1]);
    double middle = squash(parity[1][1]) - squash(parity[1][0]);
    out[n++] = low * middle;
    out[n++] = squash(mean(0, phase + STEPS / 4)) - squash(mean(0, phase + STEPS * 3 / 4));
    out[n++] = squash(mean(1, phase + STEPS / 4)) - squash(mean(1, phase + STEPS * 3 / 4));
    double octaves = Math.log(1 / (CENTRE_HERTZ * period)) / Math.log(2);
    out[n++] = octaves;
    out[n++] = octaves * octaves;
    out[n++] = contrast();
    out[n] = squash(mean(0, phase)) * squash(mean(1, phase + STEPS / 2));
    return out;
  }

  private double level(int range, int bin) {
    return levels[range][Math.floorMod(bin, BINS)];
  }

  /** Mean over the beats of a range's level at a part of the beat. */
  private double mean(int range, int step) {
    double sum = 0;
    for (int beat = 0; beat < BEATS; beat++) {
      sum += level(range, beat * STEPS + step);
    }
    return sum / BEATS;
  }

  private static double squash(double level) {
    return level / (1 + level);
  }

  /** How uneven the profile is, over all ranges, 0 to less than 1. */
  private double contrast() {
    double sum = 0;
    for (float[] level : levels) {
      double squares = 0;
      for (float value : level) {
        squares += value == 0 ? 0 : (value - 1.) * (value - 1.) / BINS;
      }
      sum += squash(squares) / ranges;
    }
    return sum;
  }
}
