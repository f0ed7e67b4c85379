package io.beatweaver.audio.internal.vector;

import io.beatweaver.audio.internal.MelBank;

/**
 * The triangles of a mel bank as slopes: on slope s, the bins between two neighbouring peaks, band
 * s rises and band s - 1 falls, so that each bin is looked at once and not once a band.
 */
final class Slopes {
  final int bands;

  /** Slope s goes from bin {@code ends[s]} to before bin {@code ends[s + 1]}. */
  final int[] ends;

  /** The weight of each bin in the band that rises there. */
  final double[] rising;

  /** The weight of each bin in the band that falls there. */
  final double[] falling;

  /**
   * @param bank triangles of which no more than two overlap anywhere
   * @param bins of the power spectrum
   */
  Slopes(MelBank bank, int bins) {
    bands = bank.bands();
    ends = new int[bands + 2];
    rising = new double[bins];
    falling = new double[bins];
    int slope = 0;
    int lowest = 0;
    for (int bin = 0; bin < bins; bin++) {
      while (lowest < bands && bank.first(lowest) + bank.weights(lowest).length <= bin) {
        lowest++;
      }
      int highest = lowest;
      while (highest + 1 < bands && bank.weight(highest + 1, bin) > 0) {
        highest++;
      }
      if (highest < bands && bank.weight(highest, bin) > 0) {
        for (; slope < highest; slope++) {
          ends[slope + 1] = bin;
        }
        if (lowest < slope - 1) {
          throw new IllegalArgumentException("more than two bands overlap at bin " + bin);
        }
      }
      rising[bin] = slope < bands ? bank.weight(slope, bin) : 0;
      falling[bin] = slope > 0 ? bank.weight(slope - 1, bin) : 0;
    }
    for (; slope <= bands; slope++) {
      ends[slope + 1] = bins;
    }
  }
}
