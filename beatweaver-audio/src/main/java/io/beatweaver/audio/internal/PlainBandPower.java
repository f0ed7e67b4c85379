package io.beatweaver.audio.internal;

import org.jtransforms.fft.DoubleFFT_1D;

/** Frame by frame with JTransforms, in double precision. */
public final class PlainBandPower implements BandPower {
  private final double[] window;
  private final int hop;
  private final MelBank[] banks;
  private final DoubleFFT_1D fft;
  private final double[] frame;
  private final double[] power;

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
    power = new double[window.length / 2 + 1];
  }

  @Override
  public void analyse(float[] samples, int start, int frames, float[][] out, int at) {
    for (int t = 0; t < frames; t++) {
      int from = start + t * hop;
      for (int i = 0; i < frame.length; i++) {
        frame[i] = window[i] * samples[from + i];
      }
      fft.realForward(frame);
      // The packed layout keeps the real parts of the first and the last bin in front.
      int last = frame.length / 2;
      power[0] = frame[0] * frame[0];
      power[last] = frame[1] * frame[1];
      for (int bin = 1; bin < last; bin++) {
        double re = frame[2 * bin];
        double im = frame[2 * bin + 1];
        power[bin] = re * re + im * im;
      }
      for (int b = 0; b < banks.length; b++) {
        MelBank bank = banks[b];
        for (int band = 0, i = (at + t) * bank.bands(); band < bank.bands(); band++, i++) {
          out[b][i] = (float) Decibels.of(bank.apply(band, power));
        }
      }
    }
  }
}
