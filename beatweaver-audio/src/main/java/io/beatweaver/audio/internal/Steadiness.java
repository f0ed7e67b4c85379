package io.beatweaver.audio.internal;

/**
 * Whether beats on one line hold for a whole stretch: its parts, laid over a beat each, must look
 * like the whole where they are and not somewhat earlier or later.
 */
final class Steadiness {
  private static final int STEPS = 48;
  private static final int BEATS_A_PART = 16;

  /** A part that fits best when moved by more than this isn't on the line, in seconds. */
  private static final double TOLERANCE_SECONDS = 0.03;

  private Steadiness() {}

  /**
   * @param onsets of the song
   * @param line its beats
   * @param from seconds from which they are said to hold
   * @param to seconds up to which they are
   * @return the share of what sounds that is on the line, 0 to 1
   */
  static double of(OnsetFrames onsets, BeatFit.Line line, double from, double to) {
    int parts = (int) ((to - from) / (BEATS_A_PART * line.period()));
    if (parts < 2) {
      return 1;
    }
    double[][] profiles = new double[parts][];
    double[] whole = new double[STEPS];
    for (int part = 0; part < parts; part++) {
      double start = from + (to - from) * part / parts;
      profiles[part] = profile(onsets, line, start, start + (to - from) / parts);
      for (int step = 0; step < STEPS; step++) {
        whole[step] += profiles[part][step];
      }
    }
    int reach = (int) Math.round(TOLERANCE_SECONDS * STEPS / line.period());
    double held = 0;
    double all = 0;
    for (double[] profile : profiles) {
      double energy = 0;
      for (double value : profile) {
        energy += value * value;
      }
      energy = Math.sqrt(energy);
      all += energy;
      held += Math.abs(shift(whole, profile)) <= reach ? energy : 0;
    }
    return all > 0 ? held / all : 1;
  }

  /** The flux over one beat, without its mean. */
  private static double[] profile(OnsetFrames onsets, BeatFit.Line line, double from, double to) {
    double rate = onsets.framesPerSecond();
    double[] sums = new double[STEPS];
    double mean = 0;
    int last = (int) Math.min(onsets.frames(), to * rate);
    for (int t = (int) (from * rate); t < last; t++) {
      double beats = (t / rate - line.beatSeconds()) / line.period();
      double place = (beats - Math.floor(beats)) * STEPS;
      int step = (int) place % STEPS;
      double part = place - Math.floor(place);
      sums[step] += (1 - part) * onsets.all()[t];
      sums[(step + 1) % STEPS] += part * onsets.all()[t];
      mean += onsets.all()[t] / STEPS;
    }
    for (int step = 0; step < STEPS; step++) {
      sums[step] -= mean;
    }
    return sums;
  }

  /** By how many steps, at most a quarter of a beat, the one is later than the other. */
  private static int shift(double[] whole, double[] profile) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int shift = -STEPS / 4; shift <= STEPS / 4; shift++) {
      double sum = 0;
      for (int step = 0; step < STEPS; step++) {
        sum += whole[step] * profile[Math.floorMod(step + shift, STEPS)];
      }
      if (sum > most) {
        most = sum;
        best = shift;
      }
    }
    return best;
  }
}
