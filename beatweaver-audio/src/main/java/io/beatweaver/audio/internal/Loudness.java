package io.beatweaver.audio.internal;

/** What is made of the dB values of {@link Spectra}: mel features and the onset envelope. */
public final class Loudness {
  /** How far below the loudest value the floor lies, in dB. */
  public static final float RANGE_DB = 80;

  /**
   * Where sound begins, in dB of mel power: a sine a hundred thousandth of full scale, more than
   * the dither and coding noise of silent files of 16 bits.
   */
  public static final float SOUND_DB = -60;

  private Loudness() {}

  /**
   * Makes values relative to the loudest one, in place, floored {@value #RANGE_DB} dB below it.
   *
   * @param decibels any shape
   * @return false if nothing is above {@link #SOUND_DB}: then there is nothing to hear
   */
  public static boolean relativeToPeak(float[] decibels) {
    float max = Spectra.max(decibels);
    for (int i = 0; i < decibels.length; i++) {
      float relative = decibels[i] - max;
      decibels[i] = relative > -RANGE_DB ? relative : -RANGE_DB;
    }
    return max > SOUND_DB;
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
      // Two sums, so that no addition waits for the one before.
      double even = 0;
      double odd = 0;
      int now = t * bands;
      int end = now + bands;
      for (; now + 1 < end; now += 2) {
        even += rise(decibels[now - bands], decibels[now], floor);
        odd += rise(decibels[now + 1 - bands], decibels[now + 1], floor);
      }
      if (now < end) {
        even += rise(decibels[now - bands], decibels[now], floor);
      }
      onsets[t + delay - 1] = (float) ((even + odd) / bands);
    }
    return onsets;
  }

  private static float rise(float before, float now, float floor) {
    float from = before > floor ? before : floor;
    return now > from ? now - from : 0;
  }
}
