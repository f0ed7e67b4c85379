package io.beatweaver.audio.internal;

/**
 * The hot part of {@link OverlapSaveResampler}: blocks of input samples through the frequency
 * domain into output samples. {@link PlainBlockFilter} says what is right. Holds buffers: for one
 * thread at a time.
 */
public interface BlockFilter {
  /**
   * Filters overlapping blocks.
   *
   * @param in the first block is at {@code start}, the next one {@link Design#stepIn} later
   * @param start where in the samples
   * @param blocks how many; all their samples must be there
   * @param out receives {@link Design#stepOut} samples a block
   * @param at where the first one's go
   */
  void filter(float[] in, int start, int blocks, float[] out, int at);

  /**
   * What a block is and what becomes of it. A block of {@code blockIn} samples has the spectrum of
   * {@code blockOut} output samples once it is multiplied with the response and folded at the
   * output's rate; the samples at its ends, which circular convolution spoils, are dropped.
   *
   * @param up output samples for every {@code down} input samples, in lowest terms
   * @param blockIn input samples of a block, even
   * @param blockOut output samples of a block, even
   * @param edgeIn input samples at each end of a block that yield nothing
   * @param edgeOut output samples at each end that are dropped
   * @param response the filter's real spectrum for bins 0 to the last that is folded, in bins of
   *     the input block; read only
   */
  record Design(int up, int blockIn, int blockOut, int edgeIn, int edgeOut, double[] response) {
    /** Input samples from block to block. */
    public int stepIn() {
      return blockIn - 2 * edgeIn;
    }

    /** Output samples a block. */
    public int stepOut() {
      return blockOut - 2 * edgeOut;
    }

    /** The bin at half the rate at which the kernel is sampled: it has no conjugate. */
    public int lastFineBin() {
      return blockIn * up / 2;
    }
  }
}
