package io.beatweaver.audio.internal;

/**
 * Finds the beat on which one tempo becomes another: the frames before it are more like the bars of
 * the first section, those after it more like the second's, and there the two have a beat in
 * common.
 */
final class TempoBorder {
  private static final int STEPS = 16;
  private static final int BINS = 4 * STEPS;

  /** How far from the guess the change may be. */
  private static final double REACH_SECONDS = 10;

  /** Two beats so far apart speak as much against a place as half a second of sound does. */
  private static final double APART_SECONDS = 0.008;

  /** How good the guess is. */
  private static final double GUESS_SECONDS = 4;

  private TempoBorder() {}

  /**
   * @param onsets of the song
   * @param a beats of the first section
   * @param start where the first section begins, in seconds
   * @param b beats of the second
   * @param end where the second ends
   * @param guess about where the change is
   * @return a beat of the first section
   */
  static double find(
      OnsetFrames onsets, BeatFit.Line a, double start, BeatFit.Line b, double end, double guess) {
    double rate = onsets.framesPerSecond();
    double from = Math.max(start, guess - REACH_SECONDS);
    double to = Math.min(end, guess + REACH_SECONDS);
    int first = (int) Math.max(0, from * rate);
    int last = (int) Math.min(onsets.frames(), to * rate);
    int middle = (int) Math.max(first, Math.min(last, guess * rate));
    float[] barOfA = bar(onsets, a, (int) (start * rate), middle);
    float[] barOfB = bar(onsets, b, middle, (int) Math.min(onsets.frames(), end * rate));
    // How much better the first section explains all frames before this one, less those after.
    double[] gain = new double[last - first + 1];
    int best = 0;
    for (int t = first; t < last; t++) {
      double x = onsets.all()[t];
      double asA = barOfA[bin(a, t / rate)];
      double asB = barOfB[bin(b, t / rate)];
      gain[t - first + 1] = gain[t - first] + asA * (x - asA / 2) - asB * (x - asB / 2);
      best = gain[t - first + 1] > gain[best] ? t - first + 1 : best;
    }
    double rise = (gain[best] - gain[0]) + (gain[best] - gain[gain.length - 1]);
    double aSecond = Math.max(1e-9, rise / (to - from));
    double found = guess;
    double least = Double.MAX_VALUE;
    for (double beat = a.firstAfter(from); beat < to; beat += a.period()) {
      double apart = b.firstAfter(beat - b.period() / 2) - beat;
      int at = (int) Math.max(0, Math.min(gain.length - 1, Math.round(beat * rate) - first));
      double lost = (gain[best] - gain[at]) / aSecond;
      double away = (beat - guess) / GUESS_SECONDS;
      double cost =
          lost
              + .5 * away * away
              + .5 * Math.min(16, apart * apart / (APART_SECONDS * APART_SECONDS));
      if (cost < least) {
        least = cost;
        found = beat;
      }
    }
    return found;
  }

  /** The mean flux of a section over four beats. */
  private static float[] bar(OnsetFrames onsets, BeatFit.Line line, int from, int to) {
    float[] bar = new float[BINS];
    int[] counts = new int[BINS];
    for (int t = from; t < to; t++) {
      int bin = bin(line, t / onsets.framesPerSecond());
      bar[bin] += onsets.all()[t];
      counts[bin]++;
    }
    for (int bin = 0; bin < BINS; bin++) {
      bar[bin] /= Math.max(1, counts[bin]);
    }
    return bar;
  }

  private static int bin(BeatFit.Line line, double seconds) {
    double beats = (seconds - line.beatSeconds()) / line.period();
    return Math.floorMod((int) Math.floor(beats * STEPS), BINS);
  }
}
