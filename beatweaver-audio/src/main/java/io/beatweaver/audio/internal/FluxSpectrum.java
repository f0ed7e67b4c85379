package io.beatweaver.audio.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jtransforms.fft.DoubleFFT_1D;

/** The spectrum of a stretch of flux, and the tempi at which it has peaks. */
final class FluxSpectrum {
  private static final int PADDING = 8;
  private static final int MIN_POINTS = 1 << 12;

  /** Weights of the harmonics of a beat, the first one in front. */
  private static final double[] HARMONICS = {1, .8, .5, .6};

  /** Tempi that go with a peak's: what it may be a multiple or a part of. */
  private static final double[] RELATIVES = {1, 2, .5, 1.5, 2 / 3., 3, 1 / 3., .75, 4 / 3., 4, .25};

  private static final int REFINEMENTS = 12;

  /** Candidates that differ by less than this share are one. */
  private static final double SAME = 0.008;

  private final double[] magnitudes;
  private final double binsPerHertz;
  private final double seconds;

  /**
   * @param onsets of the song
   * @param from first frame of the stretch
   * @param to after its last frame
   */
  FluxSpectrum(OnsetFrames onsets, int from, int to) {
    int points = MIN_POINTS;
    while (points < PADDING * (to - from)) {
      points *= 2;
    }
    double[] spectrum = new double[points];
    for (int t = from; t < to; t++) {
      spectrum[t - from] = onsets.all()[t];
    }
    new DoubleFFT_1D(points).realForward(spectrum);
    magnitudes = new double[points / 2];
    for (int i = 1; i < magnitudes.length; i++) {
      double re = spectrum[2 * i];
      double im = spectrum[2 * i + 1];
      magnitudes[i] = Math.sqrt(re * re + im * im);
    }
    binsPerHertz = points / onsets.framesPerSecond();
    seconds = (to - from) / onsets.framesPerSecond();
  }

  /** How strongly the flux pulses at a tempo. */
  double pulse(double bpm) {
    double sum = 0;
    for (int k = 0; k < HARMONICS.length; k++) {
      sum += HARMONICS[k] * at((k + 1) * bpm / 60);
    }
    return sum;
  }

  /** Tempi worth a closer look, at most {@code peaks} of them and their relatives. */
  double[] candidates(double minBpm, double maxBpm, int peaks) {
    double low = minBpm;
    double step = 60 / (seconds * PADDING);
    int count = (int) ((maxBpm - low) / step) + 1;
    double[] scores = new double[count];
    for (int i = 0; i < count; i++) {
      scores[i] = pulse(low + i * step);
    }
    int reach = Math.max(1, (int) (.03 * minBpm / step));
    List<double[]> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean peak = scores[i] > 0;
      for (int k = Math.max(0, i - reach); peak && k <= Math.min(count - 1, i + reach); k++) {
        peak = scores[k] <= scores[i];
      }
      if (peak) {
        found.add(new double[] {scores[i], low + i * step});
      }
    }
    found.sort((a, b) -> Double.compare(b[0], a[0]));
    double[] tempi = new double[found.size() * RELATIVES.length];
    int n = 0;
    for (double[] peak : found.subList(0, Math.min(peaks, found.size()))) {
      for (double ratio : RELATIVES) {
        double bpm = peak[1] * ratio;
        boolean fresh = bpm >= minBpm && bpm <= maxBpm;
        for (int i = 0; fresh && i < n; i++) {
          fresh = Math.abs(tempi[i] / bpm - 1) > SAME;
        }
        if (fresh) {
          tempi[n++] = bpm;
        }
      }
    }
    return Arrays.copyOf(tempi, n);
  }

  /** The tempo next to a given one at which the flux pulses most. */
  double refine(double bpm) {
    double step = 60 / (seconds * PADDING * 4);
    double best = bpm;
    double most = pulse(bpm);
    for (int i = -REFINEMENTS; i <= REFINEMENTS; i++) {
      double pulse = pulse(bpm + i * step);
      if (pulse > most) {
        most = pulse;
        best = bpm + i * step;
      }
    }
    return best;
  }

  /** |X| at a frequency, between the bins of the padded transform. */
  private double at(double hertz) {
    double bin = hertz * binsPerHertz;
    int lower = (int) bin;
    if (lower + 1 >= magnitudes.length) {
      return 0;
    }
    double part = bin - lower;
    return (1 - part) * magnitudes[lower] + part * magnitudes[lower + 1];
  }
}
