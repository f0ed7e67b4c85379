package io.beatweaver.audio.internal.vector;

import static io.beatweaver.audio.internal.vector.LaneFft.LANES;
import static io.beatweaver.audio.internal.vector.LaneFft.SPECIES;

import io.beatweaver.audio.internal.BandPower;
import io.beatweaver.audio.internal.MelBank;
import jdk.incubator.vector.DoubleVector;

/** A frame a lane. */
final class LaneBandPower implements BandPower {
  private final double[] window;
  private final int hop;
  private final Slopes[] slopes;
  private final int half;
  private final LaneFft fft;
  private final double[] cos;
  private final double[] sin;
  private final int stride;
  private final double[] columns;
  private final double[] re;
  private final double[] im;
  private final double[] power;

  /** Band b is in row b + 1; the rows around take what slopes add to no band. */
  private final double[] sums;

  LaneBandPower(double[] window, int hop, MelBank... banks) {
    this.window = window;
    this.hop = hop;
    half = window.length / 2;
    fft = new LaneFft(half);
    cos = new double[half / 2 + 1];
    sin = new double[half / 2 + 1];
    for (int bin = 0; bin < cos.length; bin++) {
      cos[bin] = Math.cos(Math.PI * bin / half);
      sin[bin] = -Math.sin(Math.PI * bin / half);
    }
    stride = LANES + window.length / hop - 1;
    columns = new double[hop * stride];
    re = new double[half * LANES];
    im = new double[half * LANES];
    power = new double[(half + 1) * LANES];
    slopes = new Slopes[banks.length];
    int mostBands = 0;
    for (int b = 0; b < banks.length; b++) {
      slopes[b] = new Slopes(banks[b], half + 1);
      mostBands = Math.max(mostBands, slopes[b].bands);
    }
    sums = new double[(mostBands + 2) * LANES];
  }

  @Override
  public void analyse(float[] samples, int start, int frames, float[][] out, int at) {
    for (int first = 0; first < frames; first += LANES) {
      int count = Math.min(LANES, frames - first);
      turn(samples, start + first * hop, count + window.length / hop - 1);
      window();
      fft.transform(re, im);
      power();
      for (int b = 0; b < slopes.length; b++) {
        sum(slopes[b], count, out[b], at + first);
      }
    }
  }

  /**
   * Samples that lie a hop apart come to stand side by side: value i of the frames of all lanes is
   * then one piece of memory, for every i.
   */
  private void turn(float[] samples, int start, int hops) {
    for (int h = 0; h < hops; h++) {
      int from = start + h * hop;
      for (int i = 0, to = h; i < hop; i++, to += stride) {
        columns[to] = samples[from + i];
      }
    }
  }

  /** Even samples become real parts, odd ones imaginary parts. */
  private void window() {
    for (int i = 0; i < half; i++) {
      int even = 2 * i;
      int odd = even + 1;
      int evenAt = even % hop * stride + even / hop;
      int oddAt = odd % hop * stride + odd / hop;
      DoubleVector.fromArray(SPECIES, columns, evenAt).mul(window[even]).intoArray(re, i * LANES);
      DoubleVector.fromArray(SPECIES, columns, oddAt).mul(window[odd]).intoArray(im, i * LANES);
    }
  }

  /**
   * Takes the spectrum of even and odd samples apart, E and O, and sums them to that of the frame:
   * X[k] = E[k] + w^k O[k] and, conjugate, X[half - k] = E[k] - w^k O[k].
   */
  private void power() {
    for (int k = 0; k <= half / 2; k++) {
      int a = fft.row(k) * LANES;
      int b = fft.row(k == 0 ? 0 : half - k) * LANES;
      DoubleVector aR = DoubleVector.fromArray(SPECIES, re, a);
      DoubleVector aI = DoubleVector.fromArray(SPECIES, im, a);
      DoubleVector bR = DoubleVector.fromArray(SPECIES, re, b);
      DoubleVector bI = DoubleVector.fromArray(SPECIES, im, b);
      // Twice E and twice O.
      DoubleVector evenR = aR.add(bR);
      DoubleVector evenI = aI.sub(bI);
      DoubleVector oddR = aI.add(bI);
      DoubleVector oddI = bR.sub(aR);
      DoubleVector turnR = oddR.mul(cos[k]).sub(oddI.mul(sin[k]));
      DoubleVector turnI = oddR.mul(sin[k]).add(oddI.mul(cos[k]));
      square(evenR.add(turnR), evenI.add(turnI), k);
      square(evenR.sub(turnR), evenI.sub(turnI), half - k);
    }
  }

  private void square(DoubleVector r, DoubleVector i, int bin) {
    r.mul(r).add(i.mul(i)).mul(.25).intoArray(power, bin * LANES);
  }

  private void sum(Slopes bank, int count, float[] out, int at) {
    for (int slope = 0; slope <= bank.bands; slope++) {
      sum(bank, slope);
    }
    LaneDecibels.replace(sums, 1, bank.bands);
    for (int lane = 0; lane < count; lane++) {
      int to = (at + lane) * bank.bands;
      for (int band = 0; band < bank.bands; band++) {
        out[to + band] = (float) sums[(band + 1) * LANES + lane];
      }
    }
  }

  /** The bins between two peaks: one band falls there, the next one rises. */
  private void sum(Slopes bank, int slope) {
    double[] falling = bank.falling;
    double[] rising = bank.rising;
    int to = bank.ends[slope + 1];
    DoubleVector fall = DoubleVector.fromArray(SPECIES, sums, slope * LANES);
    DoubleVector rise = DoubleVector.zero(SPECIES);
    for (int bin = bank.ends[slope]; bin < to; bin++) {
      DoubleVector row = DoubleVector.fromArray(SPECIES, power, bin * LANES);
      fall = row.mul(falling[bin]).add(fall);
      rise = row.mul(rising[bin]).add(rise);
    }
    fall.intoArray(sums, slope * LANES);
    rise.intoArray(sums, (slope + 1) * LANES);
  }
}
