package io.beatweaver.audio.internal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Places beats to the millisecond. Around beats that are known to about 40 ms the flux is measured
 * finely (23 ms every 2.9 ms, 40 mel bands, low ones counting most); the straight line of beat
 * times on which most of it lies gives the tempo and the first beat. What sets in elsewhere isn't
 * looked at, so that a song costs no more than some thousand small transforms.
 */
final class BeatFit {
  /** Samples a frame at about the base rate; fewer at lower ones, so that time is seen alike. */
  private static final int N_FFT = SpectralFlux.N_FFT;

  /** Higher rates are brought near this one by means of neighbours: aliases set in when they do. */
  private static final int BASE_RATE = 22_050;

  private static final int HOPS_A_FRAME = 8;
  private static final int BANDS = SpectralFlux.BANDS;
  private static final double REACH_SECONDS = 0.048;

  /** Beats that are measured, of more that there are. */
  private static final int MAX_BEATS = 144;

  private static final double SPREAD = 0.6;

  /** Sounds of one beat that lie this close together are heard as one, in seconds. */
  private static final double BLUR_SECONDS = 0.005;

  /** How much the ends of the stretch may be off the tempo that is given. */
  private static final double MAX_LEAN_SECONDS = 0.036;

  private static final double STEP_SECONDS = 0.002;

  /**
   * How far the flux peaks before the sound begins, in lengths of the frame: a frame hears what its
   * window's end reaches.
   */
  private static final double LEAD_FRAMES = 0.25;

  /**
   * Beats on a line.
   *
   * @param beatSeconds one of them
   * @param period seconds from one to the next
   */
  record Line(double beatSeconds, double period) {
    double bpm() {
      return 60 / period;
    }

    /** The first beat at or after a time. */
    double firstAfter(double seconds) {
      double beat = beatSeconds + Math.ceil((seconds - beatSeconds) / period) * period;
      return beat - seconds < period ? beat : beat - period;
    }
  }

  private final float[] samples;
  private final int factor;
  private final double rate;
  private final int nFft;
  private final int hop;
  private final MelBank bank;
  private final Queue<BandPower> kernels = new ConcurrentLinkedQueue<>();
  private final Parallel parallel;
  private final int lowBands;

  /**
   * @param samples of the song
   * @param rate their rate, any
   * @param parallel who does the work
   */
  BeatFit(float[] samples, int rate, Parallel parallel) {
    this.samples = samples;
    this.parallel = parallel;
    factor = Math.max(1, Math.round((float) rate / BASE_RATE));
    this.rate = (double) rate / factor;
    nFft = Integer.highestOneBit((int) (N_FFT * 1.5 * this.rate / BASE_RATE));
    hop = nFft / HOPS_A_FRAME;
    bank = new MelBank((int) this.rate, nFft, BANDS);
    lowBands = SpectralFlux.lowBands(bank);
  }

  /**
   * @param guess the beats, to about 40 ms
   * @param from where the stretch begins, in seconds
   * @param to where it ends
   * @return the beats as they sound; the guess if nothing sounds near them
   */
  Line fit(Line guess, double from, double to) {
    double period = guess.period();
    double first = guess.firstAfter(from);
    int beats = (int) Math.max(0, Math.floor((to - first) / period) + 1);
    int rows = Math.min(MAX_BEATS, beats);
    int columns = 2 * (int) Math.round(REACH_SECONDS * rate / hop) + 1;
    float[][] levels = new float[rows][];
    double[] places = new double[rows];
    for (int row = 0; row < rows; row++) {
      long beat = beat(row, rows, beats);
      places[row] = beats == 1 ? 0 : 2.0 * beat / (beats - 1) - 1;
    }
    parallel.run(
        rows, row -> levels[row] = levels(first + beat(row, rows, beats) * period, columns));
    double[][] flux = blurredRises(levels, columns);
    double[] best = line(flux, places, columns);
    if (best == null) {
      return guess;
    }
    // At places -1 and 1, the first and the last beat, the line is off by shift -/+ lean.
    double drift = beats > 1 ? 2 * best[1] / (beats - 1) : 0;
    return new Line(first + best[0] - best[1] + LEAD_FRAMES * nFft / rate, period + drift);
  }

  /** Some of many beats, more of them towards the ends, where they say most about the tempo. */
  private static long beat(int row, int rows, int beats) {
    if (rows == beats) {
      return row;
    }
    double place = 2.0 * row / (rows - 1) - 1;
    double outwards = Math.copySign(Math.pow(Math.abs(place), SPREAD), place);
    return Math.round((outwards + 1) / 2 * (beats - 1));
  }

  /** Levels in dB around a time, {@code [columns + 1][BANDS]}, flat. */
  private float[] levels(double seconds, int columns) {
    float[] around = new float[columns * hop + nFft];
    long start = Math.round(seconds * rate) - (1L + columns / 2) * hop - nFft / 2;
    for (int i = 0; i < around.length; i++) {
      long first = (start + i) * factor;
      if (first >= 0 && first + factor <= samples.length) {
        float sum = 0;
        for (int k = 0; k < factor; k++) {
          sum += samples[(int) first + k];
        }
        around[i] = sum / factor;
      }
    }
    float[] out = new float[(columns + 1) * BANDS];
    BandPower power = kernels.poll();
    if (power == null) {
      power = KernelChoice.bandPower(Spectra.hann(nFft), hop, bank);
    }
    power.analyse(around, 0, columns + 1, new float[][] {out}, 0);
    kernels.add(power);
    return out;
  }

  /** The flux of each row of levels, {@code [columns]}. */
  private double[][] blurredRises(float[][] rows, int columns) {
    double top = Spectra.MIN_DB;
    for (float[] row : rows) {
      top = Math.max(top, Spectra.max(row));
    }
    double[][] flux = new double[rows.length][];
    double floor = Math.max(Spectra.MIN_DB, top - SpectralFlux.RANGE_DB);
    double[] blur = blur();
    for (int r = 0; r < rows.length; r++) {
      double[] rises = new double[columns];
      for (int column = 0; column < columns; column++) {
        double sum = 0;
        double low = 0;
        int now = (column + 1) * BANDS;
        for (int band = 0; band < BANDS; band++, now++) {
          double rise = Math.max(floor, rows[r][now]) - Math.max(floor, rows[r][now - BANDS]);
          sum += Math.max(0, rise);
          low = band == lowBands - 1 ? sum : low;
        }
        rises[column] = sum / BANDS + low / lowBands;
      }
      flux[r] = blurred(rises, blur);
    }
    return flux;
  }

  private double[] blur() {
    int reach = (int) Math.ceil(3 * BLUR_SECONDS * rate / hop);
    double[] blur = new double[2 * reach + 1];
    double sum = 0;
    for (int i = 0; i < blur.length; i++) {
      double x = (i - reach) * hop / (BLUR_SECONDS * rate);
      blur[i] = Math.exp(-.5 * x * x);
      sum += blur[i];
    }
    for (int i = 0; i < blur.length; i++) {
      blur[i] /= sum;
    }
    return blur;
  }

  private static double[] blurred(double[] values, double[] blur) {
    double[] out = new double[values.length];
    int reach = blur.length / 2;
    for (int i = 0; i < values.length; i++) {
      for (int k = Math.max(0, i - reach); k <= Math.min(values.length - 1, i + reach); k++) {
        out[i] += blur[k - i + reach] * values[k];
      }
    }
    return out;
  }

  /** The shift and the lean in seconds of the line along which most flux lies, or null if none. */
  private double[] line(double[][] flux, double[] places, int columns) {
    int reach = (int) (REACH_SECONDS / STEP_SECONDS);
    int lean = flux.length > 2 ? (int) (MAX_LEAN_SECONDS / STEP_SECONDS) : 0;
    double most = 0;
    int shiftAt = 0;
    int leanAt = 0;
    for (int l = -lean; l <= lean; l++) {
      for (int s = -reach + Math.abs(l); s <= reach - Math.abs(l); s++) {
        double sum = along(flux, places, columns, s * STEP_SECONDS, l * STEP_SECONDS);
        if (sum > most) {
          most = sum;
          shiftAt = s;
          leanAt = l;
        }
      }
    }
    if (most == 0) {
      return null;
    }
    double shift = shiftAt * STEP_SECONDS;
    double leaning = leanAt * STEP_SECONDS;
    double h = STEP_SECONDS;
    for (int round = 0; round < 3; round++) {
      double at = along(flux, places, columns, shift, leaning);
      shift +=
          h
              * vertex(
                  along(flux, places, columns, shift - h, leaning),
                  at,
                  along(flux, places, columns, shift + h, leaning));
      if (lean > 0) {
        at = along(flux, places, columns, shift, leaning);
        leaning +=
            h
                * vertex(
                    along(flux, places, columns, shift, leaning - h),
                    at,
                    along(flux, places, columns, shift, leaning + h));
      }
    }
    return new double[] {shift, leaning};
  }

  /** No further than a step: what is measured along a line need not have its peak at the middle. */
  private static double vertex(double left, double at, double right) {
    return Math.max(-1, Math.min(1, Peak.vertex(left, at, right)));
  }

  private double along(double[][] flux, double[] places, int columns, double shift, double lean) {
    double columnsPerSecond = rate / hop;
    double sum = 0;
    for (int row = 0; row < flux.length; row++) {
      double place = columns / 2 + (shift + lean * places[row]) * columnsPerSecond;
      int before = (int) Math.floor(place);
      if (before >= 0 && before + 1 < columns) {
        double part = place - before;
        sum += (1 - part) * flux[row][before] + part * flux[row][before + 1];
      }
    }
    return sum;
  }
}
