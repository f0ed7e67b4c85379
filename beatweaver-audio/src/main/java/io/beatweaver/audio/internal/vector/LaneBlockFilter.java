package io.beatweaver.audio.internal.vector;

import static io.beatweaver.audio.internal.vector.LaneFft.LANES;
import static io.beatweaver.audio.internal.vector.LaneFft.SPECIES;

import io.beatweaver.audio.internal.BlockFilter;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/** A block a lane. */
final class LaneBlockFilter implements BlockFilter {
  private final Design design;
  private final int halfIn;
  private final int halfOut;
  private final LaneFft forward;
  private final LaneFft inverse;
  private final double[] cosIn;
  private final double[] sinIn;
  private final double[] cosOut;
  private final double[] sinOut;
  private final double[] re;
  private final double[] im;

  /** The output's spectrum, bins 0..halfOut; then the halves that the inverse transform takes. */
  private final double[] outR;

  private final double[] outI;
  private final double[] foldR;
  private final double[] foldI;

  LaneBlockFilter(Design design) {
    this.design = design;
    halfIn = design.blockIn() / 2;
    halfOut = design.blockOut() / 2;
    forward = new LaneFft(halfIn);
    inverse = new LaneFft(halfOut);
    cosIn = new double[halfIn + 1];
    sinIn = new double[halfIn + 1];
    rotations(halfIn, cosIn, sinIn);
    cosOut = new double[halfOut + 1];
    sinOut = new double[halfOut + 1];
    rotations(halfOut, cosOut, sinOut);
    re = new double[halfIn * LANES];
    im = new double[halfIn * LANES];
    foldR = new double[(halfOut + 1) * LANES];
    foldI = new double[(halfOut + 1) * LANES];
    outR = new double[halfOut * LANES];
    outI = new double[halfOut * LANES];
  }

  private static void rotations(int half, double[] cos, double[] sin) {
    for (int bin = 0; bin <= half; bin++) {
      cos[bin] = Math.cos(Math.PI * bin / half);
      sin[bin] = -Math.sin(Math.PI * bin / half);
    }
  }

  @Override
  public void filter(float[] in, int start, int blocks, float[] out, int at) {
    for (int first = 0; first < blocks; first += LANES) {
      int count = Math.min(LANES, blocks - first);
      load(in, start + first * design.stepIn(), count);
      forward.transform(re, im);
      fold();
      pack();
      // Exchanged arrays make it the inverse.
      inverse.transform(outI, outR);
      store(count, out, at + first * design.stepOut());
    }
  }

  /** Even samples become real parts, odd ones imaginary parts. */
  private void load(float[] in, int start, int count) {
    for (int lane = 0; lane < count; lane++) {
      int from = start + lane * design.stepIn();
      for (int i = 0, to = lane; i < halfIn; i++, to += LANES) {
        re[to] = in[from + 2 * i];
        im[to] = in[from + 2 * i + 1];
      }
    }
  }

  /** Weights the input's spectrum and folds it, bin by bin, as the plain filter does. */
  private void fold() {
    double[] response = design.response();
    int blockIn = design.blockIn();
    int blockOut = design.blockOut();
    Arrays.fill(foldR, 0);
    Arrays.fill(foldI, 0);
    for (int i = 0; i < response.length; i++) {
      int bin = i % blockIn;
      boolean mirrored = bin > halfIn;
      bin = mirrored ? blockIn - bin : bin;
      boolean alone = i == 0 || i == design.lastFineBin();
      if (i < halfOut) {
        add(bin, response[i], mirrored ? -response[i] : response[i], i);
      } else if (i == halfOut) {
        add(bin, alone ? response[i] : 2 * response[i], 0, i);
      } else if (i == blockOut) {
        add(bin, alone ? response[i] : 2 * response[i], 0, 0);
      } else {
        add(bin, response[i], mirrored ? response[i] : -response[i], blockOut - i);
      }
    }
  }

  /** Adds a bin of the input's spectrum to one of the output's. */
  private void add(int bin, double weightR, double weightI, int to) {
    int k = bin == halfIn ? 0 : bin;
    int a = forward.row(k) * LANES;
    int b = forward.row(k == 0 ? 0 : halfIn - k) * LANES;
    DoubleVector aR = DoubleVector.fromArray(SPECIES, re, a);
    DoubleVector aI = DoubleVector.fromArray(SPECIES, im, a);
    DoubleVector bR = DoubleVector.fromArray(SPECIES, re, b);
    DoubleVector bI = DoubleVector.fromArray(SPECIES, im, b);
    DoubleVector oddR = aI.add(bI);
    DoubleVector oddI = bR.sub(aR);
    double c = cosIn[bin];
    double s = sinIn[bin];
    DoubleVector r = aR.add(bR).add(oddR.mul(c)).sub(oddI.mul(s));
    DoubleVector i = aI.sub(bI).add(oddR.mul(s)).add(oddI.mul(c));
    int at = to * LANES;
    DoubleVector.fromArray(SPECIES, foldR, at).add(r.mul(weightR / 2)).intoArray(foldR, at);
    DoubleVector.fromArray(SPECIES, foldI, at).add(i.mul(weightI / 2)).intoArray(foldI, at);
  }

  /** Halves the length: even output samples come out as real parts, odd ones as imaginary parts. */
  private void pack() {
    for (int k = 0; k < halfOut; k++) {
      int a = k * LANES;
      int b = (halfOut - k) * LANES;
      DoubleVector aR = DoubleVector.fromArray(SPECIES, foldR, a);
      DoubleVector aI = DoubleVector.fromArray(SPECIES, foldI, a);
      DoubleVector bR = DoubleVector.fromArray(SPECIES, foldR, b);
      DoubleVector bI = DoubleVector.fromArray(SPECIES, foldI, b);
      DoubleVector evenR = aR.add(bR);
      DoubleVector evenI = aI.sub(bI);
      DoubleVector difR = aR.sub(bR);
      DoubleVector difI = aI.add(bI);
      // w^-k times the difference is the odd samples' spectrum; i times that is added.
      DoubleVector oddR = difR.mul(cosOut[k]).add(difI.mul(sinOut[k]));
      DoubleVector oddI = difI.mul(cosOut[k]).sub(difR.mul(sinOut[k]));
      evenR.sub(oddI).intoArray(outR, a);
      evenI.add(oddR).intoArray(outI, a);
    }
  }

  private void store(int count, float[] out, int at) {
    double scale = 1.0 / design.blockOut();
    int stepOut = design.stepOut();
    int edge = design.edgeOut();
    for (int lane = 0; lane < count; lane++) {
      for (int i = 0, to = at + lane * stepOut; i < stepOut; i++) {
        int n = edge + i;
        int from = inverse.row(n >> 1) * LANES + lane;
        out[to + i] = (float) (scale * ((n & 1) == 0 ? outR[from] : outI[from]));
      }
    }
  }
}
