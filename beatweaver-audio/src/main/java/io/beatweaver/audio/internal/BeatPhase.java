package io.beatweaver.audio.internal;

/**
 * Finds the beats of a known tempo: the flux of all beats laid over each other peaks a little
 * before them.
 */
public final class BeatPhase {
  private static final double STEP_SECONDS = 0.001;
  private static final int SMOOTHING = 2;

  /**
   * How far the flux peaks before the sound begins, in seconds: a frame hears what its window's end
   * reaches.
   */
  private static final double LEAD_SECONDS = 0.0055;

  private BeatPhase() {}

  /**
   * @param flux of the song
   * @param period seconds a beat
   * @return the first beat, from 0 to less than the period; 0 if nothing sets in
   */
  public static double firstBeat(SpectralFlux flux, double period) {
    double[] folded = fold(flux, period);
    int bins = folded.length;
    double[] smooth = new double[bins];
    int best = 0;
    for (int i = 0; i < bins; i++) {
      for (int k = -SMOOTHING; k <= SMOOTHING; k++) {
        smooth[i] += folded[Math.floorMod(i + k, bins)];
      }
      if (smooth[i] > smooth[best]) {
        best = i;
      }
    }
    if (smooth[best] == 0) {
      return 0;
    }
    double left = smooth[Math.floorMod(best - 1, bins)];
    double right = smooth[(best + 1) % bins];
    double between = Peak.vertex(left, smooth[best], right);
    double first = ((best + between) * period / bins + LEAD_SECONDS) % period;
    return first < 0 ? first + period : first < period ? first : 0;
  }

  /** The mean over all beats of the flux, in steps of about a millisecond. */
  private static double[] fold(SpectralFlux flux, double period) {
    int frames = flux.full().length;
    double rate = flux.framesPerSecond();
    int bins = Math.max(8, (int) Math.round(period / STEP_SECONDS));
    int beats = Math.max(1, (int) ((frames - 1) / rate / period));
    double[] folded = new double[bins];
    for (int beat = 0; beat < beats; beat++) {
      for (int i = 0; i < bins; i++) {
        double place = (beat + (double) i / bins) * period * rate;
        int before = (int) place;
        if (before + 1 < frames) {
          double part = place - before;
          folded[i] += (1 - part) * (flux.full()[before] + flux.low()[before]);
          folded[i] += part * (flux.full()[before + 1] + flux.low()[before + 1]);
        }
      }
    }
    return folded;
  }
}
