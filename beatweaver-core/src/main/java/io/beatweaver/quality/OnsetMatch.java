package io.beatweaver.quality;

import io.beatweaver.quality.internal.GreedyMatch;

/**
 * How well two lists of onsets meet, matched one to one, no pair further apart than a tolerance.
 * {@link #of} finds as many pairs as there can be: both lists rising, the matching that always
 * takes the earliest pair is a largest one, so linear time does. {@link #greedy} is what is
 * published as {@code onset_f1} and may miss pairs.
 *
 * @param matched pairs
 * @param found onsets that were found
 * @param reference onsets that there are
 */
public record OnsetMatch(int matched, int found, int reference) {
  /** The tolerance of {@code onset_f1}, seconds. */
  public static final double TOLERANCE_SECONDS = 0.040;

  /**
   * Matches onsets.
   *
   * @param found onsets that were found, seconds, not falling
   * @param reference onsets that there are, seconds, not falling
   * @param toleranceSeconds the furthest apart that a pair may be, at least 0
   * @return the match
   * @throws IllegalArgumentException if a list falls or holds what is no number
   */
  public static OnsetMatch of(double[] found, double[] reference, double toleranceSeconds) {
    require(found, reference, toleranceSeconds);
    int i = 0;
    int j = 0;
    int matched = 0;
    while (i < found.length && j < reference.length) {
      double difference = found[i] - reference[j];
      if (Math.abs(difference) <= toleranceSeconds) {
        matched++;
        i++;
        j++;
      } else if (difference < 0) {
        i++;
      } else {
        j++;
      }
    }
    return new OnsetMatch(matched, found.length, reference.length);
  }

  /**
   * Matches onsets greedily: each one found, in order of time, takes the nearest reference onset
   * that is still free, the earlier one of two equally near. It may take what a later one needs;
   * {@link #of} never finds fewer pairs.
   *
   * @param found onsets that were found, seconds, not falling
   * @param reference onsets that there are, seconds, not falling
   * @param toleranceSeconds the furthest apart that a pair may be, at least 0
   * @return the match
   * @throws IllegalArgumentException if a list falls or holds what is no number
   */
  public static OnsetMatch greedy(double[] found, double[] reference, double toleranceSeconds) {
    require(found, reference, toleranceSeconds);
    int matched = GreedyMatch.count(found, reference, toleranceSeconds);
    return new OnsetMatch(matched, found.length, reference.length);
  }

  /**
   * The F1 of two lists of onsets by the largest matching; which is found and which reference makes
   * no difference.
   *
   * @param a onsets, seconds, not falling
   * @param b onsets, seconds, not falling
   * @param toleranceSeconds the furthest apart that a pair may be, at least 0
   * @return 0..1
   */
  public static double f1(double[] a, double[] b, double toleranceSeconds) {
    return of(a, b, toleranceSeconds).f1();
  }

  /**
   * The share of found onsets that are right.
   *
   * @return 0..1, 0 if none was found
   */
  public double precision() {
    return found == 0 ? 0 : matched / (double) found;
  }

  /**
   * The share of reference onsets that were found.
   *
   * @return 0..1, 0 if there is none
   */
  public double recall() {
    return reference == 0 ? 0 : matched / (double) reference;
  }

  /**
   * The harmonic mean of precision and recall.
   *
   * @return 0..1, 0 if either list is empty
   */
  public double f1() {
    return matched == 0 ? 0 : 2.0 * matched / (found + (double) reference);
  }

  private static void require(double[] found, double[] reference, double toleranceSeconds) {
    requireRising(found);
    requireRising(reference);
    if (!(toleranceSeconds >= 0)) {
      throw new IllegalArgumentException("the tolerance is at least 0: " + toleranceSeconds);
    }
  }

  private static void requireRising(double[] onsets) {
    for (int i = 0; i < onsets.length; i++) {
      if (Double.isNaN(onsets[i]) || i > 0 && onsets[i] < onsets[i - 1]) {
        throw new IllegalArgumentException("onsets must be numbers and rise: index " + i);
      }
    }
  }
}
