package io.beatweaver.audio.internal;

import org.jtransforms.fft.DoubleFFT_1D;

/** Frame by frame with JTransforms, in double precision; bands are summed for a few at once. */
public final class PlainBandPower implements BandPower {
  private final double[] window;
  private final int hop;
  private final MelBank[] banks;
  private final DoubleFFT_1D fft;
  private final double[] frame;
  private final double[] power;
  private final double[] sums = new double[MelBank.TOGETHER];

  /**
   * @param window one weight a sample of a frame, an even number of them
   * @param hop samples between frames
   * @param banks what to sum the power in
   */
  public PlainBandPower(double[] window, int hop, MelBank... banks) {
    this.window = window;
    this.hop = hop;
    this.banks = banks;
    fft = new DoubleFFT_1D(window.length);
    frame = new double[window.length];
    power = new double[(window.length / 2 + 1) * MelBank.TOGETHER];
  }

  @Override
  public void analyse(float[] samples, int start, int frames, float[][] out, int at) {
    for (int t = 0; t < frames; t += MelBank.TOGETHER) {
      int count = Math.min(MelBank.TOGETHER, frames - t);
      for (int i = 0; i < count; i++) {
        power(samples, start + (t + i) * hop, i);
      }
      for (int b = 0; b < banks.length; b++) {
        int bands = banks[b].bands();
        for (int band = 0; band < bands; band++) {
          banks[b].apply(band, power, sums);
          for (int i = 0; i < count; i++) {
            out[b][(at + t + i) * bands + band] = (float) Decibels.of(sums[i]);
          }
        }
      }
    }
  }

  /** The power spectrum of a frame, into every fourth place from {@code to} on. */
  private void power(float[] samples, int from, int to) {
    for (int i = 0; i < frame.length; i++) {
      frame[i] = window[i] * samples[from + i];
    }
    fft.realForward(frame);
    // The packed layout keeps the real parts of the first and the last bin in front.
    int last = frame.length / 2;
    power[to] = frame[0] * frame[0];
    power[last * MelBank.TOGETHER + to] = frame[1] * frame[1];
    for (int bin = 1, i = MelBank.TOGETHER + to; bin < last; bin++, i += MelBank.TOGETHER) {
      double re = frame[2 * bin];
      double im = frame[2 * bin + 1];
      power[i] = re * re + im * im;
    }
  }
}
