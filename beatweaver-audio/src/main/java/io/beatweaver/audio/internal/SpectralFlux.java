package io.beatweaver.audio.internal;

/**
 * How much sound sets in from frame to frame, finely: frames of 512 samples every 128, 40 mel bands
 * in dB, the mean of their rises; over all bands and over those below {@value #LOW_HZ} Hz alone.
 *
 * @param framesPerSecond frames a second, frame t is centred at {@code t / framesPerSecond}
 * @param full mean rise of all bands in dB, one value a frame
 * @param low mean rise of the low bands
 * @param strength sum over all bands of the rise in amplitude: how loud what sets in is
 */
public record SpectralFlux(double framesPerSecond, float[] full, float[] low, float[] strength) {
  private static final int N_FFT = 512;
  private static final int HOP = 128;
  private static final int BANDS = 40;
  private static final double LOW_HZ = 200;

  /** What is quieter than this below the loudest is no onset, in dB. */
  private static final float RANGE_DB = 60;

  private static final double TREND_SECONDS = 0.4;

  /** Onsets closer than this count as the same place when repetition is measured. */
  private static final double TOLERANCE_SECONDS = 0.025;

  /**
   * @param samples mono audio
   * @param sampleRate its rate
   */
  public static SpectralFlux of(float[] samples, int sampleRate) {
    MelBank bank = new MelBank(sampleRate, N_FFT, BANDS);
    float[] decibels = Spectra.decibels(samples, N_FFT, HOP, 1, bank)[0];
    int lowBands = 1;
    while (lowBands < BANDS && bank.centre(lowBands) < LOW_HZ) {
      lowBands++;
    }
    int frames = decibels.length / BANDS;
    float floor = Math.max(Spectra.MIN_DB, Spectra.max(decibels) - RANGE_DB);
    float[] full = new float[frames];
    float[] low = new float[frames];
    float[] strength = new float[frames];
    float[] amplitudes = new float[BANDS];
    for (int t = 1; t < frames; t++) {
      float sum = 0;
      for (int band = 0, now = t * BANDS; band < BANDS; band++, now++) {
        float rise = Math.max(floor, decibels[now]) - Math.max(floor, decibels[now - BANDS]);
        sum += Math.max(0, rise);
        float amplitude = (float) Math.pow(10, decibels[now] / 20);
        strength[t] += Math.max(0, amplitude - amplitudes[band]);
        amplitudes[band] = amplitude;
        if (band == lowBands - 1) {
          low[t] = sum / lowBands;
        }
      }
      full[t] = sum / BANDS;
    }
    return new SpectralFlux((double) sampleRate / HOP, full, low, strength);
  }

  /** The flux of all bands less its moving average over 0.4 s, one value a frame. */
  double[] withoutTrend() {
    int reach = (int) Math.round(TREND_SECONDS / 2 * framesPerSecond);
    double[] smooth = movingAverage(full, reach);
    for (int t = 0; t < smooth.length; t++) {
      smooth[t] = full[t] - smooth[t];
    }
    return smooth;
  }

  /**
   * How alike the flux is to itself a whole number of beats later: the mean autocorrelation at 1, 2
   * and 4 beats, after smoothing that forgives small deviations.
   *
   * @param beat seconds
   * @return at most 1; about 0 or below for noise
   */
  public double repetition(double beat) {
    double[] trendless = withoutTrend();
    float[] rough = new float[trendless.length];
    for (int t = 0; t < rough.length; t++) {
      rough[t] = (float) trendless[t];
    }
    double[] x = movingAverage(rough, (int) Math.round(TOLERANCE_SECONDS * framesPerSecond / 2));
    double sum = 0;
    int count = 0;
    for (int beats = 1; beats <= 4; beats *= 2) {
      int lag = (int) Math.round(beats * beat * framesPerSecond);
      if (lag < x.length / 2) {
        sum += correlation(x, lag);
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  private static double correlation(double[] x, int lag) {
    double product = 0;
    double before = 0;
    double after = 0;
    for (int t = lag; t < x.length; t++) {
      product += x[t] * x[t - lag];
      before += x[t - lag] * x[t - lag];
      after += x[t] * x[t];
    }
    double energy = Math.sqrt(before * after);
    return energy > 0 ? product / energy : 0;
  }

  private static double[] movingAverage(float[] values, int reach) {
    double[] average = new double[values.length];
    double sum = 0;
    int from = 0;
    int to = 0;
    for (int t = 0; t < values.length; t++) {
      while (to < values.length && to <= t + reach) {
        sum += values[to++];
      }
      while (from < t - reach) {
        sum -= values[from++];
      }
      average[t] = sum / (to - from);
    }
    return average;
  }
}
