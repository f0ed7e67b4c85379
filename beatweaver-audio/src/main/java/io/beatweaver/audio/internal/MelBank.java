package io.beatweaver.audio.internal;

/**
 * Triangular filters on Slaney's mel scale (linear to 1 kHz, logarithmic above: 200/3 Hz and a
 * factor of 6.4^(1/27) a mel), each of area 1 in Hz, from 0 to half the sample rate. Immutable.
 */
public final class MelBank {
  /** Spectra that are summed at once. */
  static final int TOGETHER = 4;

  private static final double HZ_PER_MEL = 200.0 / 3;
  private static final double BREAK_HZ = 1000;
  private static final double BREAK_MEL = BREAK_HZ / HZ_PER_MEL;
  private static final double LOG_STEP = Math.log(6.4) / 27;

  private final int bands;
  private final int[] first;
  private final double[][] weights;
  private final double[] centres;

  /**
   * @param sampleRate samples a second
   * @param nFft samples a frame
   * @param bands how many filters
   */
  public MelBank(int sampleRate, int nFft, int bands) {
    this.bands = bands;
    first = new int[bands];
    weights = new double[bands][];
    centres = new double[bands];
    double top = mel(sampleRate / 2.0);
    for (int band = 0; band < bands; band++) {
      double low = hertz(top * band / (bands + 1));
      double centre = hertz(top * (band + 1) / (bands + 1));
      double high = hertz(top * (band + 2) / (bands + 1));
      double binHz = (double) sampleRate / nFft;
      int from = (int) Math.floor(low / binHz) + 1;
      int to = Math.min(nFft / 2, (int) Math.ceil(high / binHz) - 1);
      centres[band] = centre;
      first[band] = from;
      weights[band] = new double[Math.max(0, to - from + 1)];
      for (int i = 0; i < weights[band].length; i++) {
        double hz = (from + i) * binHz;
        double height = Math.min((hz - low) / (centre - low), (high - hz) / (high - centre));
        weights[band][i] = Math.max(0, height) * 2 / (high - low);
      }
    }
  }

  private static double mel(double hertz) {
    return hertz < BREAK_HZ
        ? hertz / HZ_PER_MEL
        : BREAK_MEL + Math.log(hertz / BREAK_HZ) / LOG_STEP;
  }

  private static double hertz(double mel) {
    return mel < BREAK_MEL ? mel * HZ_PER_MEL : BREAK_HZ * Math.exp(LOG_STEP * (mel - BREAK_MEL));
  }

  /** How many bands. */
  public int bands() {
    return bands;
  }

  /** The frequency of a band's peak, in Hz. */
  public double centre(int band) {
    return centres[band];
  }

  /** How many bands have their peaks below a frequency. */
  int bandsBelow(double hertz) {
    int below = 0;
    while (below < bands && centre(below) < hertz) {
      below++;
    }
    return below;
  }

  /** A band's weight of a bin of the spectrum. */
  public double weight(int band, int bin) {
    int i = bin - first[band];
    return i < 0 || i >= weights[band].length ? 0 : weights[band][i];
  }

  /** The first bin that a band has weights of. */
  public int first(int band) {
    return first[band];
  }

  /** A band's weights from {@link #first} on; not to be written to. */
  public double[] weights(int band) {
    return weights[band];
  }

  /**
   * The power in a band of {@value #TOGETHER} power spectra, which cost little more than one.
   *
   * @param band which
   * @param power bin after bin, {@value #TOGETHER} values each
   * @param sums receives {@value #TOGETHER} values
   */
  void apply(int band, double[] power, double[] sums) {
    double[] weight = weights[band];
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int i = 0, at = first[band] * TOGETHER; i < weight.length; i++, at += TOGETHER) {
      a += weight[i] * power[at];
      b += weight[i] * power[at + 1];
      c += weight[i] * power[at + 2];
      d += weight[i] * power[at + 3];
    }
    sums[0] = a;
    sums[1] = b;
    sums[2] = c;
    sums[3] = d;
  }
}
