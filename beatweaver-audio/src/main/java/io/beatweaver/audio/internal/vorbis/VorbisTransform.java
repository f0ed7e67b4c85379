package io.beatweaver.audio.internal.vorbis;

import org.jtransforms.fft.FloatFFT_1D;

/**
 * The cosine transform behind a block's inverse MDCT, by a complex FFT of half its size. Not
 * thread-safe.
 */
final class VorbisTransform {
  private final int lines;
  private final FloatFFT_1D fft;
  private final float[] work;

  /** {@code exp(-i pi (8k + 1) / (8 lines))}, real and imaginary parts in turn. */
  private final float[] twiddles;

  VorbisTransform(int block) {
    lines = block / 2;
    fft = new FloatFFT_1D(lines / 2);
    work = new float[lines];
    twiddles = new float[lines];
    for (int k = 0; k < lines / 2; k++) {
      double angle = -Math.PI * (8 * k + 1) / (8.0 * lines);
      twiddles[2 * k] = (float) Math.cos(angle);
      twiddles[2 * k + 1] = (float) Math.sin(angle);
    }
  }

  /**
   * The DCT-IV: {@code out[n] = sum over k of in[k] cos(pi / lines (n + 1/2) (k + 1/2))}. A block's
   * inverse MDCT is {@code out[half..], -out reversed, -out[..half]} (half = lines / 2).
   *
   * @param in {@code block / 2} lines
   * @param out as many values
   */
  void run(float[] in, float[] out) {
    for (int k = 0; k < lines; k += 2) {
      float re = in[k];
      float im = in[lines - 1 - k];
      float c = twiddles[k];
      float s = twiddles[k + 1];
      work[k] = re * c - im * s;
      work[k + 1] = re * s + im * c;
    }
    fft.complexForward(work);
    for (int k = 0; k < lines; k += 2) {
      float re = work[k];
      float im = work[k + 1];
      float c = twiddles[k];
      float s = twiddles[k + 1];
      out[k] = re * c - im * s;
      out[lines - 1 - k] = -(re * s + im * c);
    }
  }
}
