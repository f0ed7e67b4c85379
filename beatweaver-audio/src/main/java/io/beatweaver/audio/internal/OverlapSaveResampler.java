package io.beatweaver.audio.internal;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Resamples block by block in the frequency domain. A block of {@code N} input samples has the
 * spectrum of {@code M = N up / down} output samples once it is multiplied with the kernel's
 * response and folded at the output's rate; the samples at its ends, which circular convolution
 * spoils, are dropped.
 *
 * <p>Folding takes in frequencies up to the output's sample rate. What lies above is damped by more
 * than 127 dB and left out. Thread-safe.
 */
public final class OverlapSaveResampler {
  private static final int MIN_BLOCK = 4096;

  /** The most points of the transform that gives the kernel's response. */
  private static final long MAX_FINE = 1 << 21;

  private static final Map<ResamplingKernel, OverlapSaveResampler> CACHE =
      new ConcurrentHashMap<>();

  /** Common rates are few; others are not worth keeping. */
  private static final int MAX_CACHED = 16;

  private final ResamplingKernel kernel;
  private final int blockIn;
  private final int blockOut;
  private final int edgeIn;
  private final int edgeOut;
  private final double[] response;
  private final DoubleFFT_1D forward;
  private final DoubleFFT_1D inverse;

  private OverlapSaveResampler(ResamplingKernel kernel, int blockIn, int blockOut) {
    this.kernel = kernel;
    this.blockIn = blockIn;
    this.blockOut = blockOut;
    int edgePeriods = (kernel.reach() + kernel.down() - 1) / kernel.down();
    edgeIn = edgePeriods * kernel.down();
    edgeOut = edgePeriods * kernel.up();
    forward = new DoubleFFT_1D(blockIn);
    inverse = new DoubleFFT_1D(blockOut);
    response = response(kernel, blockIn, blockOut);
  }

  /**
   * A resampler, or null if the ratio's terms are too large for blocks of a sensible size.
   *
   * @param kernel what to filter with
   */
  public static OverlapSaveResampler of(ResamplingKernel kernel) {
    OverlapSaveResampler cached = CACHE.get(kernel);
    if (cached != null) {
      return cached;
    }
    long block = Math.max(MIN_BLOCK, 8L * kernel.reach());
    long edgePeriods = (kernel.reach() + kernel.down() - 1) / kernel.down();
    long periods = Math.max(4 * edgePeriods, (block + kernel.down() / 2) / kernel.down());
    // Even, so that both blocks have an even length and the transforms one layout; and of small
    // factors, without which the transforms are several times slower.
    periods += periods % 2;
    while (!hasSmallFactors(periods)) {
      periods += 2;
    }
    long in = periods * kernel.down();
    if (in * kernel.up() > MAX_FINE) {
      return null;
    }
    OverlapSaveResampler made =
        new OverlapSaveResampler(kernel, (int) in, (int) (periods * kernel.up()));
    if (CACHE.size() < MAX_CACHED) {
      CACHE.put(kernel, made);
    }
    return made;
  }

  private static boolean hasSmallFactors(long n) {
    long rest = n;
    for (int factor : new int[] {2, 3, 5}) {
      while (rest % factor == 0) {
        rest /= factor;
      }
    }
    return rest == 1;
  }

  /** The kernel's real spectrum for bins 0 to the last that is folded, scaled for decimation. */
  private static double[] response(ResamplingKernel kernel, int blockIn, int blockOut) {
    int fine = blockIn * kernel.up();
    double[] wave = new double[fine];
    for (int i = 0; i < fine / 2; i++) {
      double weight = kernel.at((double) i / kernel.up());
      if (weight == 0 && i > kernel.halfWidth() * kernel.up()) {
        break;
      }
      wave[i] = weight;
      wave[i == 0 ? 0 : fine - i] = weight;
    }
    new DoubleFFT_1D(fine).realForward(wave);
    int bins = Math.min(fine / 2, blockOut);
    double[] response = new double[bins + 1];
    for (int i = 0; i <= bins; i++) {
      // The packed layout keeps the last bin's real part in place 1.
      response[i] = (i == fine / 2 ? wave[1] : wave[2 * i]) / kernel.down();
    }
    return response;
  }

  /**
   * Fills an array.
   *
   * @param in input samples; outside there is silence
   * @param out receives sample m of the output at input time {@code m * down / up}
   */
  public void resample(float[] in, float[] out) {
    double[] x = new double[blockIn];
    double[] y = new double[blockOut];
    int stepOut = blockOut - 2 * edgeOut;
    int stepIn = blockIn - 2 * edgeIn;
    long start = -edgeIn;
    for (int done = 0; done < out.length; done += stepOut, start += stepIn) {
      int first = (int) Math.max(0, -start);
      int last = (int) Math.max(first, Math.min(blockIn, in.length - start));
      Arrays.fill(x, 0, first, 0);
      for (int i = first; i < last; i++) {
        x[i] = in[(int) (start + i)];
      }
      Arrays.fill(x, last, blockIn, 0);
      forward.realForward(x);
      fold(x, y);
      inverse.realInverse(y, true);
      int count = Math.min(stepOut, out.length - done);
      for (int i = 0; i < count; i++) {
        out[done + i] = (float) y[edgeOut + i];
      }
    }
  }

  private void fold(double[] x, double[] y) {
    int halfIn = blockIn / 2;
    int halfOut = blockOut / 2;
    int halfFine = blockIn * kernel.up() / 2;
    Arrays.fill(y, 0);
    int plain = Math.min(response.length, Math.min(halfIn, halfOut));
    y[0] = response[0] * x[0];
    for (int i = 1; i < plain; i++) {
      y[2 * i] = response[i] * x[2 * i];
      y[2 * i + 1] = response[i] * x[2 * i + 1];
    }
    for (int i = plain; i < response.length; i++) {
      // Bin i of the input's spectrum, which repeats every blockIn bins and is real in time.
      int bin = i % blockIn;
      boolean mirrored = bin > halfIn;
      bin = mirrored ? blockIn - bin : bin;
      boolean edge = bin == 0 || bin == halfIn;
      double re = response[i] * (bin == halfIn ? x[1] : x[2 * bin]);
      double im = edge ? 0 : response[i] * x[2 * bin + 1];
      im = mirrored ? -im : im;
      // Bins i and -i fall on one bin there, unless they are the same one from the start.
      int both = i == halfFine ? 1 : 2;
      if (i < halfOut) {
        y[2 * i] += re;
        y[2 * i + 1] += im;
      } else if (i == halfOut) {
        y[1] += both * re;
      } else {
        // Above half the output's rate it falls back, together with its conjugate.
        int folded = blockOut - i;
        y[2 * folded] += folded == 0 ? both * re : re;
        if (folded != 0) {
          y[2 * folded + 1] -= im;
        }
      }
    }
  }
}
