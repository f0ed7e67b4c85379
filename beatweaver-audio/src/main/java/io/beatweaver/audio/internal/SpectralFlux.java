package io.beatweaver.audio.internal;

/**
 * How much sound sets in from frame to frame, finely: frames of 512 samples every 128, 40 mel bands
 * in dB, the mean of their rises; over all bands and over those below {@value #LOW_HZ} Hz alone.
 *
 * @param framesPerSecond frames a second, frame t is centred at {@code t / framesPerSecond}
 * @param full mean rise of all bands in dB, one value a frame
 * @param low mean rise of the low bands
 */
public record SpectralFlux(double framesPerSecond, float[] full, float[] low) {
  static final int N_FFT = 512;
  private static final int HOP = 128;
  static final int BANDS = 40;
  private static final double LOW_HZ = 200;

  /** What is quieter than this below the loudest is no onset, in dB. */
  static final float RANGE_DB = 60;

  /**
   * @param samples mono audio
   * @param sampleRate its rate
   */
  public static SpectralFlux of(float[] samples, int sampleRate) {
    MelBank bank = new MelBank(sampleRate, N_FFT, BANDS);
    float[] decibels = Spectra.decibels(samples, N_FFT, HOP, 1, bank)[0];
    int lowBands = lowBands(bank);
    int frames = decibels.length / BANDS;
    float floor = Math.max(Spectra.MIN_DB, Spectra.max(decibels) - RANGE_DB);
    float[] full = new float[frames];
    float[] low = new float[frames];
    for (int t = 1; t < frames; t++) {
      float sum = 0;
      for (int band = 0, now = t * BANDS; band < BANDS; band++, now++) {
        float rise = Math.max(floor, decibels[now]) - Math.max(floor, decibels[now - BANDS]);
        sum += Math.max(0, rise);
        if (band == lowBands - 1) {
          low[t] = sum / lowBands;
        }
      }
      full[t] = sum / BANDS;
    }
    return new SpectralFlux((double) sampleRate / HOP, full, low);
  }

  /** How many bands are low ones, at least one. */
  static int lowBands(MelBank bank) {
    return Math.max(1, bank.bandsBelow(LOW_HZ));
  }
}
