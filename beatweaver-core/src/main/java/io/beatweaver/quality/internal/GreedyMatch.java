package io.beatweaver.quality.internal;

/**
 * Matches onsets greedily: each one found, in order of time, takes the nearest reference onset
 * within the tolerance that is still free, the earlier one of two equally near. Nearly linear: runs
 * of taken onsets are skipped, not walked.
 */
public final class GreedyMatch {
  private final double[] reference;
  private final int[] freeFrom;
  private final int[] freeDownFrom;

  private GreedyMatch(double[] reference) {
    this.reference = reference;
    // Index n stands for "none": behind the last, and (shifted by one) before the first.
    freeFrom = new int[reference.length + 1];
    freeDownFrom = new int[reference.length + 1];
    for (int i = 0; i <= reference.length; i++) {
      freeFrom[i] = i;
      freeDownFrom[i] = i;
    }
  }

  /**
   * Counts pairs.
   *
   * @param found seconds, not falling
   * @param reference seconds, not falling
   * @param tolerance seconds, at least 0
   * @return how many find a partner
   */
  public static int count(double[] found, double[] reference, double tolerance) {
    GreedyMatch match = new GreedyMatch(reference);
    int matched = 0;
    int next = 0;
    for (double onset : found) {
      while (next < reference.length && reference[next] < onset) {
        next++;
      }
      matched += match.take(onset, next, tolerance) ? 1 : 0;
    }
    return matched;
  }

  private boolean take(double onset, int next, double tolerance) {
    int behind = root(freeFrom, next);
    int before = root(freeDownFrom, next) - 1;
    double wait = behind < reference.length ? reference[behind] - onset : Double.POSITIVE_INFINITY;
    double late = before >= 0 ? onset - reference[before] : Double.POSITIVE_INFINITY;
    if (Math.min(wait, late) > tolerance) {
      return false;
    }
    int taken = late <= wait ? before : behind;
    freeFrom[taken] = taken + 1;
    freeDownFrom[taken + 1] = taken;
    return true;
  }

  private static int root(int[] parents, int i) {
    int root = i;
    while (parents[root] != root) {
      root = parents[root];
    }
    for (int at = i; parents[at] != root; ) {
      int up = parents[at];
      parents[at] = root;
      at = up;
    }
    return root;
  }
}
