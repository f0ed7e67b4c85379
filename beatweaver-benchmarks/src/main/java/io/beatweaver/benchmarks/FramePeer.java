package io.beatweaver.benchmarks;

import io.beatweaver.audio.internal.MelBank;
import org.jtransforms.fft.DoubleFFT_1D;

/** The plain use of JTransforms: a frame at a time, each step by its definition. */
final class FramePeer {
  private static final int SIZE = 2048;
  private static final int HOP = 512;

  private FramePeer() {}

  /** Power in mel bands in dB, [frames][bands]. */
  static float[] mel(float[] samples, int bands) {
    MelBank bank = new MelBank(22_050, SIZE, bands);
    DoubleFFT_1D fft = new DoubleFFT_1D(SIZE);
    int frames = 1 + samples.length / HOP;
    float[] out = new float[frames * bands];
    double[] frame = new double[SIZE];
    double[] power = new double[SIZE / 2 + 1];
    double[] window = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      window[i] = .5 - .5 * Math.cos(2 * Math.PI * i / SIZE);
    }
    for (int t = 0; t < frames; t++) {
      for (int i = 0; i < SIZE; i++) {
        int at = t * HOP - SIZE / 2 + i;
        frame[i] = at < 0 || at >= samples.length ? 0 : window[i] * samples[at];
      }
      fft.realForward(frame);
      power[0] = frame[0] * frame[0];
      power[SIZE / 2] = frame[1] * frame[1];
      for (int bin = 1; bin < SIZE / 2; bin++) {
        power[bin] = frame[2 * bin] * frame[2 * bin] + frame[2 * bin + 1] * frame[2 * bin + 1];
      }
      for (int band = 0; band < bands; band++) {
        double[] weights = bank.weights(band);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
          sum += weights[i] * power[bank.first(band) + i];
        }
        out[t * bands + band] = (float) (10 * Math.log10(Math.max(1e-10, sum)));
      }
    }
    return out;
  }
}
