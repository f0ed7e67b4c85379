package io.beatweaver.audio.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One short-time Fourier transform that feeds any number of mel banks: for each bank the power in
 * each band of each frame in dB, {@code 10 log10(max(1e-10, power))}. Everything is computed in
 * double precision and kept as float. Frame t is centred on sample {@code t * hop}, silence is
 * assumed outside.
 *
 * <p>Takes a signal piece by piece; the values depend neither on the pieces nor on the number of
 * workers. Used by one thread, which may have helpers.
 */
public final class Spectra {
  /** {@link Decibels#MIN_POWER} in dB. */
  public static final float MIN_DB = -100;

  /** Frames that are waited for before work begins. */
  private static final int CHUNK = 1024;

  /** Frames that a worker takes at a time: a multiple of any number of lanes. */
  private static final int PART = 64;

  private final int nFft;
  private final int hop;
  private final MelBank[] banks;
  private final Parallel parallel;
  private final double[] window;
  private final Queue<BandPower> kernels = new ConcurrentLinkedQueue<>();
  private final float[] buffer;
  private final List<float[][]> chunks = new ArrayList<>();
  private int filled;
  private long samples;
  private int frames;

  /**
   * @param nFft samples a frame, even
   * @param hop samples between frames
   * @param parallel who does the work
   * @param banks what to sum the power in
   */
  public Spectra(int nFft, int hop, Parallel parallel, MelBank... banks) {
    this.nFft = nFft;
    this.hop = hop;
    this.banks = banks;
    this.parallel = parallel;
    window = hann(nFft);
    buffer = new float[(CHUNK - 1) * hop + nFft];
    filled = nFft / 2;
  }

  /**
   * Analyses a whole signal.
   *
   * @param samples the signal
   * @param nFft samples a frame, even
   * @param hop samples between frames
   * @param workers ranges of frames that may be worked on at once, in the common pool
   * @param banks what to sum the power in
   * @return for each bank {@code [frames][bands]}, flat, {@code 1 + samples / hop} frames
   * @throws IllegalArgumentException if a result would not fit an array
   */
  public static float[][] decibels(
      float[] samples, int nFft, int hop, int workers, MelBank... banks) {
    Spectra spectra = new Spectra(nFft, hop, Parallel.of(workers), banks);
    spectra.push(samples, 0, samples.length);
    return spectra.finish();
  }

  /**
   * Takes the next samples.
   *
   * @param in has them
   * @param offset where they begin
   * @param count how many
   * @throws IllegalArgumentException if a result would not fit an array
   */
  public void push(float[] in, int offset, int count) {
    samples += count;
    int from = offset;
    int left = count;
    while (left > 0) {
      int taken = Math.min(left, buffer.length - filled);
      System.arraycopy(in, from, buffer, filled, taken);
      filled += taken;
      from += taken;
      left -= taken;
      if (filled == buffer.length) {
        analyse(CHUNK);
        filled -= CHUNK * hop;
        System.arraycopy(buffer, CHUNK * hop, buffer, 0, filled);
      }
    }
  }

  /**
   * Ends the signal; no more can be pushed.
   *
   * @return for each bank {@code [frames][bands]}, flat, {@code 1 + samples / hop} frames
   */
  public float[][] finish() {
    long total = 1 + samples / hop;
    while (frames < total) {
      Arrays.fill(buffer, filled, buffer.length, 0);
      int count = (int) Math.min(CHUNK, total - frames);
      analyse(count);
      int gone = Math.min(filled, count * hop);
      System.arraycopy(buffer, gone, buffer, 0, filled - gone);
      filled -= gone;
    }
    float[][] out = new float[banks.length][];
    for (int b = 0; b < banks.length; b++) {
      out[b] = new float[frames * banks[b].bands()];
      int at = 0;
      for (float[][] chunk : chunks) {
        System.arraycopy(chunk[b], 0, out[b], at, chunk[b].length);
        at += chunk[b].length;
        chunk[b] = null;
      }
    }
    return out;
  }

  private void analyse(int count) {
    float[][] out = new float[banks.length][];
    for (int b = 0; b < banks.length; b++) {
      if ((frames + (long) count) * banks[b].bands() > Integer.MAX_VALUE - 16) {
        throw new IllegalArgumentException("audio of more than " + frames + " frames is too long");
      }
      out[b] = new float[count * banks[b].bands()];
    }
    parallel.run(
        (count + PART - 1) / PART,
        part -> {
          BandPower kernel = kernels.poll();
          if (kernel == null) {
            kernel = KernelChoice.bandPower(window, hop, banks);
          }
          int first = part * PART;
          kernel.analyse(buffer, first * hop, Math.min(PART, count - first), out, first);
          kernels.add(kernel);
        });
    chunks.add(out);
    frames += count;
  }

  /** The periodic Hann window. */
  static double[] hann(int length) {
    double[] window = new double[length];
    for (int i = 0; i < length; i++) {
      window[i] = .5 - .5 * Math.cos(2 * Math.PI * i / length);
    }
    return window;
  }

  /** The greatest of some values, at least {@link #MIN_DB}. */
  public static float max(float[] decibels) {
    float max = MIN_DB;
    for (float value : decibels) {
      max = value > max ? value : max;
    }
    return max;
  }
}
