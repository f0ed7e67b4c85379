package io.beatweaver.audio.internal;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/** Block by block with JTransforms, in double precision. */
public final class PlainBlockFilter implements BlockFilter {
  private final Design design;
  private final DoubleFFT_1D forward;
  private final DoubleFFT_1D inverse;
  private final double[] x;
  private final double[] y;

  /**
   * @param design what a block is
   */
  public PlainBlockFilter(Design design) {
    this.design = design;
    forward = new DoubleFFT_1D(design.blockIn());
    inverse = new DoubleFFT_1D(design.blockOut());
    x = new double[design.blockIn()];
    y = new double[design.blockOut()];
  }

  @Override
  public void filter(float[] in, int start, int blocks, float[] out, int at) {
    int stepOut = design.stepOut();
    for (int block = 0; block < blocks; block++) {
      int from = start + block * design.stepIn();
      for (int i = 0; i < x.length; i++) {
        x[i] = in[from + i];
      }
      forward.realForward(x);
      fold();
      inverse.realInverse(y, true);
      for (int i = 0, to = at + block * stepOut; i < stepOut; i++) {
        out[to + i] = (float) y[design.edgeOut() + i];
      }
    }
  }

  private void fold() {
    double[] response = design.response();
    int halfIn = x.length / 2;
    int halfOut = y.length / 2;
    Arrays.fill(y, 0);
    int plain = Math.min(response.length, Math.min(halfIn, halfOut));
    y[0] = response[0] * x[0];
    for (int i = 1; i < plain; i++) {
      y[2 * i] = response[i] * x[2 * i];
      y[2 * i + 1] = response[i] * x[2 * i + 1];
    }
    for (int i = plain; i < response.length; i++) {
      // Bin i of the input's spectrum, which repeats every blockIn bins and is real in time.
      int bin = i % x.length;
      boolean mirrored = bin > halfIn;
      bin = mirrored ? x.length - bin : bin;
      boolean edge = bin == 0 || bin == halfIn;
      double re = response[i] * (bin == halfIn ? x[1] : x[2 * bin]);
      double im = edge ? 0 : response[i] * x[2 * bin + 1];
      im = mirrored ? -im : im;
      // Bins i and -i fall on one bin there, unless they are the same one from the start.
      int both = i == design.lastFineBin() ? 1 : 2;
      if (i < halfOut) {
        y[2 * i] += re;
        y[2 * i + 1] += im;
      } else if (i == halfOut) {
        y[1] += both * re;
      } else {
        // Above half the output's rate it falls back, together with its conjugate.
        int folded = y.length - i;
        y[2 * folded] += folded == 0 ? both * re : re;
        if (folded != 0) {
          y[2 * folded + 1] -= im;
        }
      }
    }
  }
}
