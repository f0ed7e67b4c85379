package io.beatweaver.audio.internal;

/**
 * Guesses which of four beats begins a bar: the one where chords change and the kick is strongest,
 * the snare being on the beats between.
 *
 * @param beat which of the first four beats, 0 to 3
 * @param confidence about how often such a guess is right, 0 to 1
 */
record BarPhase(int beat, double confidence) {
  private static final int BEATS = 4;
  private static final int LOW = 0;
  private static final int MIDDLE = 1;

  private static final double KICK = 1;
  private static final double KICK_IN_THE_MIDDLE = 0.5;
  private static final double SNARE = 0.4;
  private static final double CHANGE = 6;

  /** A mean change of this much over four beats, in dB, is nothing. */
  private static final double FAINT_DB = 6;

  /** How fast belief grows with the score. */
  private static final double SHARPNESS = 3;

  /** Fewer bars than this tell nothing. */
  private static final int MIN_BARS = 4;

  /**
   * @param onsets of the song
   * @param line its beats
   * @param to seconds up to which they hold
   */
  static BarPhase of(OnsetFrames onsets, BeatFit.Line line, double to) {
    double first = line.firstAfter(0);
    int beats = (int) Math.max(0, (to - first) / line.period());
    if (beats < MIN_BARS * BEATS) {
      return new BarPhase(0, 0);
    }
    double[][] sums = new double[2][BEATS];
    for (int beat = 0; beat < beats / BEATS * BEATS; beat++) {
      int centre = (int) Math.round((first + beat * line.period()) * onsets.framesPerSecond());
      for (int range = 0; range < sums.length; range++) {
        float[] accents = onsets.accents()[range];
        float most = 0;
        for (int t = Math.max(0, centre - 2); t <= Math.min(accents.length - 1, centre + 1); t++) {
          most = Math.max(most, accents[t]);
        }
        sums[range][beat % BEATS] += most;
      }
    }
    double[] changes = changes(onsets, line, first, beats);
    double[] scores = new double[BEATS];
    int best = 0;
    for (int beat = 0; beat < BEATS; beat++) {
      scores[beat] =
          KICK * share(sums[LOW], beat)
              + KICK_IN_THE_MIDDLE * share(sums[LOW], beat + 2)
              - SNARE * (share(sums[MIDDLE], beat) + share(sums[MIDDLE], beat + 2))
              + CHANGE * share(changes, beat);
      best = scores[beat] > scores[best] ? beat : best;
    }
    double all = 0;
    for (double score : scores) {
      all += Math.exp(SHARPNESS * (score - scores[best]));
    }
    // One in four is right by chance: that is no knowledge.
    return new BarPhase(best, Math.max(0, (1 / all - .25) / .75));
  }

  /**
   * How much four beats differ from the four before them, summed over every fourth beat. What
   * repeats itself every bar cancels out, so that chords are what counts.
   */
  private static double[] changes(OnsetFrames onsets, BeatFit.Line line, double first, int beats) {
    int bands = onsets.bands();
    double[][] sums = new double[beats + 1][bands];
    for (int beat = 0; beat < beats; beat++) {
      double start = (first + beat * line.period()) * onsets.framesPerSecond();
      int from = (int) Math.round(start);
      int to = (int) Math.round(start + line.period() * onsets.framesPerSecond());
      for (int band = 0; band < bands; band++) {
        double sum = 0;
        for (int t = from; t < Math.min(to, onsets.frames()); t++) {
          sum += onsets.decibels()[t * bands + band];
        }
        sums[beat + 1][band] = sums[beat][band] + sum / Math.max(1, to - from);
      }
    }
    double[] changes = new double[BEATS];
    for (int beat = BEATS; beat + BEATS <= beats; beat++) {
      for (int band = 0; band < bands; band++) {
        double twice = 2 * sums[beat][band];
        double change = Math.abs(sums[beat + BEATS][band] + sums[beat - BEATS][band] - twice);
        changes[beat % BEATS] += change / bands;
      }
    }
    for (int beat = 0; beat < BEATS; beat++) {
      changes[beat] += (beats / BEATS) * FAINT_DB;
    }
    return changes;
  }

  /** A beat's sum relative to the mean of all. */
  private static double share(double[] sums, int beat) {
    double all = 0;
    for (double sum : sums) {
      all += sum / sums.length;
    }
    return all > 0 ? sums[beat % BEATS] / all : 0;
  }
}
