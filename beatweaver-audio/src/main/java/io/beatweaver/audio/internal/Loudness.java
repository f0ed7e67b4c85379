package io.beatweaver.audio.internal;

/** What is made of the dB values of {@link Spectra}: mel features and the onset envelope. */
public final class Loudness {
  /** How far below the loudest value the floor lies, in dB. */
  public static final float RANGE_DB = 80;

  private Loudness() {}

  /**
   * Makes values relative to the loudest one, in place, floored {@value #RANGE_DB} dB below it.
   *
   * @param decibels any shape
   * @return false if nothing is above {@link Decibels#MIN_POWER}: then all values are 0
   */
  public static boolean relativeToPeak(float[] decibels) {
    float max = Spectra.max(decibels);
    for (int i = 0; i < decibels.length; i++) {
      decibels[i] = Math.max(-RANGE_DB, decibels[i] - max);
    }
    return max > Spectra.MIN_DB;
  }

  /**
   * The onset envelope: the mean over bands of what each has risen since the frame before, in dB,
   * values floored {@value #RANGE_DB} dB below the loudest, moved later by {@code lag} frames in
   * all.
   *
   * @param decibels {@code [frames][bands]}, flat; left alone
   * @param bands bands a frame
   * @param delay zeros in front
   * @return one value a frame, at least 0
   */
  public static float[] onsets(float[] decibels, int bands, int delay) {
    int frames = decibels.length / bands;
    float floor = Spectra.max(decibels) - RANGE_DB;
    float[] onsets = new float[frames];
    for (int t = 1; t + delay - 1 < frames; t++) {
      double sum = 0;
      for (int now = t * bands, end = now + bands; now < end; now++) {
        float rise = Math.max(floor, decibels[now]) - Math.max(floor, decibels[now - bands]);
        sum += Math.max(0, rise);
      }
      onsets[t + delay - 1] = (float) (sum / bands);
    }
    return onsets;
  }
}
