package io.beatweaver.audio.internal;

import io.beatweaver.audio.SampleSink;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Resamples block by block in the frequency domain, see {@link BlockFilter.Design}.
 *
 * <p>Folding takes in frequencies up to the output's sample rate. What lies above is damped by more
 * than 127 dB and left out.
 */
public final class OverlapSaveResampler implements StreamResampler {
  private static final int MIN_BLOCK = 4096;

  /** The most points of the transform that gives the kernel's response. */
  private static final long MAX_FINE = 3 << 20;

  /** Blocks that are waited for before work begins. */
  private static final int CHUNK = 32;

  /** Blocks that a worker takes at a time: a multiple of any number of lanes. */
  private static final int PART = 8;

  private static final Map<ResamplingKernel, BlockFilter.Design> DESIGNS =
      new ConcurrentHashMap<>();

  /** Common rates are few; others are not worth keeping. */
  private static final int MAX_CACHED = 16;

  private final ResamplingKernel kernel;
  private final BlockFilter.Design design;
  private final Parallel parallel;
  private final Queue<BlockFilter> filters = new ConcurrentLinkedQueue<>();
  private final float[] buffer;
  private final float[] result;
  private int filled;
  private long taken;
  private long given;

  private OverlapSaveResampler(
      ResamplingKernel kernel, BlockFilter.Design design, Parallel parallel) {
    this.kernel = kernel;
    this.design = design;
    this.parallel = parallel;
    buffer = new float[CHUNK * design.stepIn() + 2 * design.edgeIn()];
    result = new float[CHUNK * design.stepOut()];
    filled = design.edgeIn();
  }

  /**
   * A resampler, or null if the ratio's terms are too large for blocks of a sensible size.
   *
   * @param kernel what to filter with
   * @param parallel who does the work
   */
  public static OverlapSaveResampler of(ResamplingKernel kernel, Parallel parallel) {
    BlockFilter.Design design = design(kernel);
    return design == null ? null : new OverlapSaveResampler(kernel, design, parallel);
  }

  static BlockFilter.Design design(ResamplingKernel kernel) {
    BlockFilter.Design cached = DESIGNS.get(kernel);
    if (cached != null) {
      return cached;
    }
    long block = Math.max(MIN_BLOCK, 8L * kernel.reach());
    int edgePeriods = (kernel.reach() + kernel.down() - 1) / kernel.down();
    long periods = Math.max(4L * edgePeriods, (block + kernel.down() / 2) / kernel.down());
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
    int out = (int) (periods * kernel.up());
    BlockFilter.Design made =
        new BlockFilter.Design(
            kernel.up(),
            (int) in,
            out,
            edgePeriods * kernel.down(),
            edgePeriods * kernel.up(),
            response(kernel, (int) in, out));
    if (DESIGNS.size() < MAX_CACHED) {
      DESIGNS.put(kernel, made);
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

  @Override
  public void push(float[] in, int offset, int count, SampleSink out) {
    taken += count;
    int from = offset;
    int left = count;
    while (left > 0) {
      int copied = Math.min(left, buffer.length - filled);
      System.arraycopy(in, from, buffer, filled, copied);
      filled += copied;
      from += copied;
      left -= copied;
      if (filled == buffer.length) {
        give(CHUNK, CHUNK * design.stepOut(), out);
        filled = 2 * design.edgeIn();
        System.arraycopy(buffer, CHUNK * design.stepIn(), buffer, 0, filled);
      }
    }
  }

  @Override
  public void finish(SampleSink out) {
    long total = (taken * kernel.up() + kernel.down() - 1) / kernel.down();
    while (given < total) {
      Arrays.fill(buffer, filled, buffer.length, 0);
      long left = total - given;
      int blocks = (int) Math.min(CHUNK, (left + design.stepOut() - 1) / design.stepOut());
      give(blocks, (int) Math.min(left, (long) blocks * design.stepOut()), out);
      int gone = Math.min(filled, blocks * design.stepIn());
      System.arraycopy(buffer, gone, buffer, 0, filled - gone);
      filled -= gone;
    }
  }

  private void give(int blocks, int count, SampleSink out) {
    parallel.run(
        (blocks + PART - 1) / PART,
        part -> {
          BlockFilter filter = filters.poll();
          if (filter == null) {
            filter = KernelChoice.blockFilter(design);
          }
          int first = part * PART;
          int some = Math.min(PART, blocks - first);
          filter.filter(buffer, first * design.stepIn(), some, result, first * design.stepOut());
          filters.add(filter);
        });
    out.accept(result, 0, count);
    given += count;
  }
}
