package io.beatweaver.audio.internal;

import java.util.stream.IntStream;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * One short-time Fourier transform that feeds any number of mel banks: for each bank the power in
 * each band of each frame in dB, {@code 10 log10(max(1e-10, power))}. Everything is computed in
 * double precision and kept as float.
 */
public final class Spectra {
  /** The least power that is told apart from silence. */
  public static final double MIN_POWER = 1e-10;

  /** {@link #MIN_POWER} in dB. */
  public static final float MIN_DB = -100;

  private static final int MIN_FRAMES_A_WORKER = 64;

  private Spectra() {}

  /**
   * Analyses a signal; frame t is centred on sample {@code t * hop}, silence is assumed outside.
   *
   * @param samples the signal
   * @param nFft samples a frame, even
   * @param hop samples between frames
   * @param workers ranges of frames that may be worked on at once; the values don't depend on it
   * @param banks what to sum the power in
   * @return for each bank {@code [frames][bands]}, flat, {@code 1 + samples / hop} frames
   * @throws IllegalArgumentException if a result would not fit an array
   */
  public static float[][] decibels(
      float[] samples, int nFft, int hop, int workers, MelBank... banks) {
    int frames = 1 + samples.length / hop;
    float[][] out = new float[banks.length][];
    for (int i = 0; i < banks.length; i++) {
      long values = (long) frames * banks[i].bands();
      if (values > Integer.MAX_VALUE - 16) {
        throw new IllegalArgumentException("audio of " + frames + " frames is too long");
      }
      out[i] = new float[(int) values];
    }
    double[] window = hann(nFft);
    int ranges = Math.max(1, Math.min(workers, frames / MIN_FRAMES_A_WORKER));
    IntStream all = IntStream.range(0, ranges);
    (ranges > 1 ? all.parallel() : all)
        .forEach(
            r -> {
              int from = (int) ((long) frames * r / ranges);
              int to = (int) ((long) frames * (r + 1) / ranges);
              analyse(samples, window, hop, from, to, banks, out);
            });
    return out;
  }

  private static void analyse(
      float[] samples, double[] window, int hop, int from, int to, MelBank[] banks, float[][] out) {
    int nFft = window.length;
    DoubleFFT_1D fft = new DoubleFFT_1D(nFft);
    double[] frame = new double[nFft];
    double[] power = new double[nFft / 2 + 1];
    for (int t = from; t < to; t++) {
      long start = (long) t * hop - nFft / 2;
      int first = (int) Math.max(0, -start);
      int last = (int) Math.max(first, Math.min(nFft, samples.length - start));
      for (int i = 0; i < first; i++) {
        frame[i] = 0;
      }
      for (int i = first; i < last; i++) {
        frame[i] = window[i] * samples[(int) (start + i)];
      }
      for (int i = last; i < nFft; i++) {
        frame[i] = 0;
      }
      fft.realForward(frame);
      // The packed layout keeps the real parts of the first and the last bin in front.
      power[0] = frame[0] * frame[0];
      power[nFft / 2] = frame[1] * frame[1];
      for (int bin = 1; bin < nFft / 2; bin++) {
        double re = frame[2 * bin];
        double im = frame[2 * bin + 1];
        power[bin] = re * re + im * im;
      }
      for (int b = 0; b < banks.length; b++) {
        int bands = banks[b].bands();
        for (int band = 0; band < bands; band++) {
          double decibels = 10 * Math.log10(Math.max(MIN_POWER, banks[b].apply(band, power)));
          out[b][t * bands + band] = (float) decibels;
        }
      }
    }
  }

  /** The periodic Hann window. */
  static double[] hann(int length) {
    double[] window = new double[length];
    for (int i = 0; i < length; i++) {
      window[i] = .5 - .5 * Math.cos(2 * Math.PI * i / length);
    }
    return window;
  }

  /** The greatest of some values, at least {@link #MIN_DB}. */
  public static float max(float[] decibels) {
    float max = MIN_DB;
    for (float value : decibels) {
      max = Math.max(max, value);
    }
    return max;
  }
}
