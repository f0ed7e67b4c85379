package io.beatweaver.audio.internal;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Scores tempi by the spectrum X of the flux at the tempo's frequency f and at its musical
 * relatives: {@code |X(f)| + |X(2f)| + .7 |X(4f)| + .4 |X(f/2)| + .3 |X(f/4)| - .3 (|X(f/3)| +
 * |X(2f/3)| + |X(4f/3)|)}, times a wide bell around 135 beats a minute.
 */
public final class SpectralComb {
  private static final int MIN_POINTS = 1 << 16;
  private static final int PADDING = 4;
  private static final double STEP_BPM = 0.02;
  private static final double FINE_STEP_BPM = 0.001;
  private static final double CENTRE_BPM = 135;
  private static final double OCTAVES = 0.9;

  /** Weights of the harmonics, the first one in front. */
  private static final double[] MUSICAL = {1, 1, 0, .7};

  private static final double[] ALIKE = {1, 1, 1, 1, 1, 1, 1, 1};

  private final double framesPerSecond;
  private final double[] flux;
  private final double[] magnitudes;
  private final double binsPerHertz;

  /**
   * @param flux of the song
   */
  public SpectralComb(SpectralFlux flux) {
    framesPerSecond = flux.framesPerSecond();
    this.flux = flux.withoutTrend();
    int points = MIN_POINTS;
    while (points < PADDING * this.flux.length) {
      points *= 2;
    }
    double[] spectrum = new double[points];
    System.arraycopy(this.flux, 0, spectrum, 0, this.flux.length);
    new DoubleFFT_1D(points).realForward(spectrum);
    magnitudes = new double[points / 2];
    for (int i = 1; i < magnitudes.length; i++) {
      magnitudes[i] = Math.hypot(spectrum[2 * i], spectrum[2 * i + 1]);
    }
    binsPerHertz = points / framesPerSecond;
  }

  /**
   * The best tempo in a range.
   *
   * @param minBpm the slowest
   * @param maxBpm the fastest
   * @return beats a minute, to a thousandth
   */
  public double best(double minBpm, double maxBpm) {
    double best = minBpm;
    double bestScore = Double.NEGATIVE_INFINITY;
    int steps = (int) Math.round((maxBpm - minBpm) / STEP_BPM);
    for (int i = 0; i <= steps; i++) {
      double bpm = minBpm + i * STEP_BPM;
      double score = score(bpm / 60) * prior(bpm);
      if (score > bestScore) {
        bestScore = score;
        best = bpm;
      }
    }
    return refine(best);
  }

  /**
   * The best tempo next to a given one: first by the harmonics that music has most, then by the
   * first eight alike, which tell close tempi apart better in short clips.
   *
   * @param bpm beats a minute, known to about 0.04
   * @return beats a minute, to a thousandth
   */
  public double refine(double bpm) {
    double coarse = refine(bpm, 2 * STEP_BPM, STEP_BPM / 4, MUSICAL);
    double reach = Math.max(STEP_BPM, framesPerSecond / flux.length);
    double fine = refine(coarse, reach, reach / 20, ALIKE);
    return refine(fine, reach / 20, FINE_STEP_BPM, ALIKE);
  }

  private double score(double f) {
    double for_ = at(f) + at(2 * f) + .7 * at(4 * f) + .4 * at(f / 2) + .3 * at(f / 4);
    return for_ - .3 * (at(f / 3) + at(2 * f / 3) + at(4 * f / 3));
  }

  private static double prior(double bpm) {
    double octaves = Math.log(bpm / CENTRE_BPM) / Math.log(2) / OCTAVES;
    return Math.exp(-.5 * octaves * octaves);
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

  private double refine(double around, double reach, double step, double[] harmonics) {
    double best = around;
    double bestScore = Double.NEGATIVE_INFINITY;
    int steps = (int) Math.round(reach / step);
    for (int i = -steps; i <= steps; i++) {
      double bpm = around + i * step;
      double score = 0;
      for (int k = 0; k < harmonics.length; k++) {
        score += harmonics[k] == 0 ? 0 : harmonics[k] * exactly((k + 1) * bpm / 60);
      }
      if (score > bestScore) {
        bestScore = score;
        best = bpm;
      }
    }
    return best;
  }

  /** |X| at a frequency by the transform's definition, the phase advanced by rotation. */
  private double exactly(double hertz) {
    double angle = 2 * Math.PI * hertz / framesPerSecond;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double c = 1;
    double s = 0;
    double re = 0;
    double im = 0;
    for (double value : flux) {
      re += value * c;
      im += value * s;
      double next = c * cos - s * sin;
      s = c * sin + s * cos;
      c = next;
    }
    return Math.hypot(re, im);
  }
}
