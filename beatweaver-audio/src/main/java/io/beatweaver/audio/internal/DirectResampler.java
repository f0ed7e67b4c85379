package io.beatweaver.audio.internal;

import io.beatweaver.audio.SampleSink;
import java.util.Arrays;

/**
 * Resamples by the definition: every output sample is the sum of the input samples near it,
 * weighted by the kernel. The specification of {@link OverlapSaveResampler}, and what odd ratios go
 * through.
 */
public final class DirectResampler implements StreamResampler {
  /** With more phases than this, weights are interpolated between so many. */
  private static final int MAX_PHASES = 1024;

  private static final int CHUNK = 1 << 14;

  private final ResamplingKernel kernel;
  private final int taps;
  private final int phases;
  private final double[] weights;
  private final float[] buffer;
  private final float[] result = new float[CHUNK];
  private long bufferStart;
  private int filled;
  private long taken;
  private long given;
  private int ready;

  /**
   * @param kernel what to weight with
   */
  public DirectResampler(ResamplingKernel kernel) {
    this.kernel = kernel;
    taps = 2 * kernel.reach() + 1;
    phases = Math.min(kernel.up(), MAX_PHASES);
    weights = new double[(phases + 1) * taps];
    for (int phase = 0; phase <= phases; phase++) {
      for (int i = 0; i < taps; i++) {
        weights[phase * taps + i] = kernel.at((double) phase / phases + kernel.reach() - i);
      }
    }
    buffer = new float[taps + CHUNK];
    filled = kernel.reach();
    bufferStart = -filled;
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
      give(Long.MAX_VALUE, out);
    }
    flush(out);
  }

  @Override
  public void finish(SampleSink out) {
    long total = (taken * kernel.up() + kernel.down() - 1) / kernel.down();
    while (given < total) {
      Arrays.fill(buffer, filled, buffer.length, 0);
      filled = buffer.length;
      give(total, out);
    }
    flush(out);
  }

  /** Computes what the buffer has all samples for and drops those that are not needed any more. */
  private void give(long total, SampleSink out) {
    while (given < total) {
      long position = given * kernel.down();
      long first = position / kernel.up() - kernel.reach();
      int at = (int) Math.min(filled, first - bufferStart);
      if (at + taps > filled) {
        System.arraycopy(buffer, at, buffer, 0, filled - at);
        filled -= at;
        bufferStart += at;
        return;
      }
      result[ready++] = (float) sum(at, (int) (position % kernel.up()));
      given++;
      if (ready == result.length) {
        flush(out);
      }
    }
  }

  private void flush(SampleSink out) {
    out.accept(result, 0, ready);
    ready = 0;
  }

  private double sum(int at, int remainder) {
    if (phases == kernel.up()) {
      return sum(at, weights, remainder * taps);
    }
    double phase = (double) remainder * phases / kernel.up();
    int lower = (int) phase;
    double part = phase - lower;
    return (1 - part) * sum(at, weights, lower * taps)
        + part * sum(at, weights, (lower + 1) * taps);
  }

  private double sum(int at, double[] weight, int from) {
    // Four sums, so that no addition waits for the one before.
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < taps; i += 4) {
      a += weight[from + i] * buffer[at + i];
      b += weight[from + i + 1] * buffer[at + i + 1];
      c += weight[from + i + 2] * buffer[at + i + 2];
      d += weight[from + i + 3] * buffer[at + i + 3];
    }
    for (; i < taps; i++) {
      a += weight[from + i] * buffer[at + i];
    }
    return a + b + (c + d);
  }
}
