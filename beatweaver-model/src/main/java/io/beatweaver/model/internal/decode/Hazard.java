package io.beatweaver.model.internal.decode;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.token.Vocabulary;

/**
 * Turns the onset head's logits into a distribution over the next timing token: the chance that
 * nothing came since the last position, times the chance that it comes now. Added to the decoder's
 * logits as log-probabilities times alpha.
 *
 * <p>Prefix sums over a bar are made once when the bar begins; a step then takes 64 additions. Not
 * thread-safe.
 */
final class Hazard {
  /** What a position that lies behind is given. */
  private static final double BEHIND = -15;

  private static final int STEPS = BeatGrid.STEPS_PER_BAR;

  private final double alpha;
  private final double[] hit = new double[STEPS];

  /** Sums of log-sigmoids of the negated logits, before each step; last the bar's total. */
  private final double[] missed = new double[STEPS + 1];

  private float[] onset = {};
  private int bar = -1;

  /**
   * @param alpha the hazard's learned weight
   */
  Hazard(float alpha) {
    this.alpha = alpha;
  }

  /**
   * Begins a window.
   *
   * @param logits holds one onset logit a step, copied
   * @param offset where they begin
   * @param count steps, a multiple of 64
   */
  void begin(float[] logits, int offset, int count) {
    if (onset.length != count) {
      onset = new float[count];
    }
    System.arraycopy(logits, offset, onset, 0, count);
    bar = -1;
  }

  /**
   * Adds the hazard to the logits of positions, BAR and END.
   *
   * @param atBar the bar at hand, counted from the window's first
   * @param position the last position in it, -1 if there is none yet
   * @param logits is added to, one value a token
   */
  void add(int atBar, int position, float[] logits) {
    if (atBar != bar) {
      sum(atBar);
    }
    double since = missed[position + 1];
    for (int p = 0; p < STEPS; p++) {
      double value = p <= position ? BEHIND : hit[p] + (missed[p] - since);
      logits[Vocabulary.FIRST_POSITION + p] += (float) (alpha * value);
    }
    float nothing = (float) (alpha * (missed[STEPS] - since));
    logits[Vocabulary.BAR] += nothing;
    logits[Vocabulary.END] += nothing;
  }

  private void sum(int atBar) {
    for (int q = 0; q < STEPS; q++) {
      double logit = onset[atBar * STEPS + q];
      double log = logSigmoid(logit);
      hit[q] = log;
      missed[q + 1] = missed[q] + (log - logit);
    }
    bar = atBar;
  }

  /**
   * The logarithm of the logistic function; {@code logSigmoid(-x)} is {@code logSigmoid(x) - x}.
   *
   * @param x any number
   * @return log(1 / (1 + exp(-x))), without overflow
   */
  static double logSigmoid(double x) {
    return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
  }
}
