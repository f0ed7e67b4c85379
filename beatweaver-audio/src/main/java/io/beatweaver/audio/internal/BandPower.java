package io.beatweaver.audio.internal;

/**
 * The hot part of {@link Spectra}: window, transform, power, sums over bands, dB. {@link
 * PlainBandPower} says what is right. Holds buffers: for one thread at a time.
 */
public interface BandPower {
  /**
   * Analyses neighbouring frames.
   *
   * @param samples the first frame is at {@code start}, the next one {@code hop} samples later
   * @param start where in the samples
   * @param frames how many; all their samples must be there
   * @param out for each bank {@code [frames][bands]} in dB, flat
   * @param at the first frame's index in {@code out}
   */
  void analyse(float[] samples, int start, int frames, float[][] out, int at);
}
