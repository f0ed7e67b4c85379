package io.beatweaver.audio.internal.vector;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many complex transforms at once as a vector has lanes: row i of the arrays holds value i of
 * all of them. Decimation in frequency, in place, with factors 4, 2, 3, 5 and 7; the spectrum comes
 * out in the order of its digits, which {@link #row} undoes. For one thread at a time.
 */
final class LaneFft {
  static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /** Odd factors, each done by its definition. */
  private static final int[] ODD = {3, 5, 7};

  private static final int MAX_ODD = 7;

  private final int size;
  private final int[] factors;
  private final double[] cos;
  private final double[] sin;
  private final int[] rows;
  private final double[] scratch = new double[4 * (MAX_ODD / 2) * LANES];

  /**
   * @param size points, of the factors above
   */
  LaneFft(int size) {
    this.size = size;
    factors = factors(size);
    cos = new double[size];
    sin = new double[size];
    for (int i = 0; i < size; i++) {
      cos[i] = Math.cos(2 * Math.PI * i / size);
      sin[i] = -Math.sin(2 * Math.PI * i / size);
    }
    rows = new int[size];
    for (int bin = 0; bin < size; bin++) {
      int row = 0;
      int rest = bin;
      int part = size;
      for (int factor : factors) {
        part /= factor;
        row += rest % factor * part;
        rest /= factor;
      }
      rows[bin] = row;
    }
  }

  /** Whether a size can be transformed. */
  static boolean takes(int size) {
    int rest = size;
    for (int factor : new int[] {2, 3, 5, 7}) {
      while (rest > 0 && rest % factor == 0) {
        rest /= factor;
      }
    }
    return rest == 1;
  }

  private static int[] factors(int size) {
    int[] factors = new int[32];
    int count = 0;
    int rest = size;
    for (int odd : ODD) {
      for (; rest % odd == 0; rest /= odd) {
        factors[count++] = odd;
      }
    }
    for (; rest % 4 == 0; rest /= 4) {
      factors[count++] = 4;
    }
    if (rest == 2) {
      factors[count++] = 2;
    }
    return Arrays.copyOf(factors, count);
  }

  /** The row that holds a bin of the spectrum. */
  int row(int bin) {
    return rows[bin];
  }

  /**
   * Transforms in place, {@code sum x[j] exp(-2 pi i j k / size)}. With the arrays exchanged it is
   * the inverse, not scaled.
   *
   * @param re {@code size} rows
   * @param im {@code size} rows
   */
  void transform(double[] re, double[] im) {
    pass(re, im, 0, size, 0);
    // Part by part from here on: a part stays in the nearest cache until it is done.
    int part = size / factors[0];
    for (int base = 0; base < size; base += part) {
      int length = part;
      for (int level = 1; level < factors.length; level++) {
        for (int at = base; at < base + part; at += length) {
          pass(re, im, at, length, level);
        }
        length /= factors[level];
      }
    }
  }

  private void pass(double[] re, double[] im, int base, int length, int level) {
    switch (factors[level]) {
      case 4 -> by4(re, im, base, length);
      case 2 -> by2(re, im, base);
      default -> byOdd(re, im, base, length, factors[level]);
    }
  }

  private static DoubleVector load(double[] from, int at) {
    return DoubleVector.fromArray(SPECIES, from, at);
  }

  /** Written out at length: what is compiled as one piece keeps its vectors in registers. */
  private void by4(double[] re, double[] im, int base, int length) {
    int part = length / 4;
    int stride = size / length;
    for (int p = 0; p < part; p++) {
      int i0 = (base + p) * LANES;
      int i1 = i0 + part * LANES;
      int i2 = i1 + part * LANES;
      int i3 = i2 + part * LANES;
      DoubleVector aR = DoubleVector.fromArray(SPECIES, re, i0);
      DoubleVector aI = DoubleVector.fromArray(SPECIES, im, i0);
      DoubleVector bR = DoubleVector.fromArray(SPECIES, re, i1);
      DoubleVector bI = DoubleVector.fromArray(SPECIES, im, i1);
      DoubleVector cR = DoubleVector.fromArray(SPECIES, re, i2);
      DoubleVector cI = DoubleVector.fromArray(SPECIES, im, i2);
      DoubleVector dR = DoubleVector.fromArray(SPECIES, re, i3);
      DoubleVector dI = DoubleVector.fromArray(SPECIES, im, i3);
      DoubleVector sumR = aR.add(cR);
      DoubleVector sumI = aI.add(cI);
      DoubleVector difR = aR.sub(cR);
      DoubleVector difI = aI.sub(cI);
      DoubleVector oddR = bR.add(dR);
      DoubleVector oddI = bI.add(dI);
      // -i times the difference of b and d.
      DoubleVector turnR = bI.sub(dI);
      DoubleVector turnI = dR.sub(bR);
      sumR.add(oddR).intoArray(re, i0);
      sumI.add(oddI).intoArray(im, i0);
      int w = p * stride;
      DoubleVector c = DoubleVector.broadcast(SPECIES, cos[w]);
      DoubleVector s = DoubleVector.broadcast(SPECIES, sin[w]);
      DoubleVector r = difR.add(turnR);
      DoubleVector i = difI.add(turnI);
      r.mul(c).sub(i.mul(s)).intoArray(re, i1);
      r.mul(s).add(i.mul(c)).intoArray(im, i1);
      c = DoubleVector.broadcast(SPECIES, cos[2 * w]);
      s = DoubleVector.broadcast(SPECIES, sin[2 * w]);
      r = sumR.sub(oddR);
      i = sumI.sub(oddI);
      r.mul(c).sub(i.mul(s)).intoArray(re, i2);
      r.mul(s).add(i.mul(c)).intoArray(im, i2);
      c = DoubleVector.broadcast(SPECIES, cos[3 * w]);
      s = DoubleVector.broadcast(SPECIES, sin[3 * w]);
      r = difR.sub(turnR);
      i = difI.sub(turnI);
      r.mul(c).sub(i.mul(s)).intoArray(re, i3);
      r.mul(s).add(i.mul(c)).intoArray(im, i3);
    }
  }

  private void rotate(DoubleVector r, DoubleVector i, int w, double[] re, double[] im, int at) {
    double c = cos[w];
    double s = sin[w];
    r.mul(c).sub(i.mul(s)).intoArray(re, at);
    r.mul(s).add(i.mul(c)).intoArray(im, at);
  }

  private static void by2(double[] re, double[] im, int base) {
    int i0 = base * LANES;
    int i1 = i0 + LANES;
    DoubleVector sumR = load(re, i0).add(load(re, i1));
    DoubleVector sumI = load(im, i0).add(load(im, i1));
    DoubleVector difR = load(re, i0).sub(load(re, i1));
    DoubleVector difI = load(im, i0).sub(load(im, i1));
    sumR.intoArray(re, i0);
    sumI.intoArray(im, i0);
    difR.intoArray(re, i1);
    difI.intoArray(im, i1);
  }

  /** y[k] = x[0] + sum over pairs j, r - j of cos (x[j] + x[r-j]) - i sin (x[j] - x[r-j]). */
  private void byOdd(double[] re, double[] im, int base, int length, int r) {
    int part = length / r;
    int stride = size / length;
    int turn = size / r;
    int half = r / 2;
    for (int p = 0; p < part; p++) {
      int i0 = (base + p) * LANES;
      DoubleVector allR = load(re, i0);
      DoubleVector allI = load(im, i0);
      for (int j = 1; j <= half; j++) {
        int a = i0 + j * part * LANES;
        int b = i0 + (r - j) * part * LANES;
        int s = 4 * (j - 1) * LANES;
        DoubleVector sumR = load(re, a).add(load(re, b));
        DoubleVector sumI = load(im, a).add(load(im, b));
        sumR.intoArray(scratch, s);
        sumI.intoArray(scratch, s + LANES);
        load(re, a).sub(load(re, b)).intoArray(scratch, s + 2 * LANES);
        load(im, a).sub(load(im, b)).intoArray(scratch, s + 3 * LANES);
        allR = allR.add(sumR);
        allI = allI.add(sumI);
      }
      for (int k = 1; k <= half; k++) {
        DoubleVector evenR = load(re, i0);
        DoubleVector evenI = load(im, i0);
        DoubleVector oddR = DoubleVector.zero(SPECIES);
        DoubleVector oddI = DoubleVector.zero(SPECIES);
        for (int j = 1; j <= half; j++) {
          int s = 4 * (j - 1) * LANES;
          int angle = j * k % r * turn;
          evenR = evenR.add(load(scratch, s).mul(cos[angle]));
          evenI = evenI.add(load(scratch, s + LANES).mul(cos[angle]));
          oddR = oddR.sub(load(scratch, s + 3 * LANES).mul(sin[angle]));
          oddI = oddI.add(load(scratch, s + 2 * LANES).mul(sin[angle]));
        }
        int w = p * stride;
        int last = r - k;
        rotate(evenR.add(oddR), evenI.add(oddI), k * w, re, im, i0 + k * part * LANES);
        rotate(evenR.sub(oddR), evenI.sub(oddI), last * w, re, im, i0 + last * part * LANES);
      }
      allR.intoArray(re, i0);
      allI.intoArray(im, i0);
    }
  }
}
