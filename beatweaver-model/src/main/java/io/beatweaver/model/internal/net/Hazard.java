package io.beatweaver.model.internal.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.beatweaver.grid.BeatGrid;
import io.beatweaver.token.Vocabulary;

/**
 * Turns the onset head's logits into what is added to the decoder's logits where a timing token is
 * due: the log chance that nothing came since the last position, and that it comes now.
 *
 * <p>With o the logits of a bar, cur the last position, s(x) = log sigmoid(x): position p &gt; cur
 * gets s(o[p]) + sum of s(-o[q]) over cur &lt; q &lt; p; BAR and END get the sum of s(-o[q]) over
 * all q &gt; cur; other positions get -15; everything else 0. Sums over q are differences of one
 * running sum a bar.
 */
final class Hazard {
  private Hazard() {}

  /**
   * The summand, before its learned factor.
   *
   * @param onsets [batch][audioRows]
   * @param inputs the batch's tokens
   * @return [batch][length][291]
   */
  static NDArray logits(NDArray onsets, DecoderInputs inputs) {
    NDManager manager = onsets.getManager();
    NDArray bars = onsets.reshape(-1, BeatGrid.STEPS_PER_BAR);
    long count = bars.getShape().get(0);
    NDArray now = Ops.softPlus(bars.neg()).neg();
    NDArray nothing = Ops.softPlus(bars).neg();
    NDArray running = manager.zeros(new Shape(count, 1)).concat(nothing.cumSum(1), 1); // [bars][65]
    NDList edges = running.split(new long[] {BeatGrid.STEPS_PER_BAR}, 1);
    NDArray chances = edges.get(1).concat(now.add(edges.get(0)), 1); // BAR, then positions
    NDArray since = Ops.rows(inputs.hazardCursors, running.reshape(-1, 1));
    NDArray timing =
        Ops.rows(inputs.hazardBars, chances)
            .sub(since)
            .mul(inputs.hazardKeep)
            .add(inputs.hazardImpossible);
    NDArray none = manager.zeros(new Shape(1, DecoderInputs.TIMING_COLUMNS));
    NDArray all = Ops.rows(inputs.hazardRows, timing.concat(none, 0));
    return spread(all).reshape(inputs.batch, inputs.length, Vocabulary.SIZE);
  }

  /** Puts BAR and the positions where they belong, BAR's value at END too, zeros elsewhere. */
  private static NDArray spread(NDArray timing) {
    NDManager manager = timing.getManager();
    long rows = timing.getShape().get(0);
    NDArray end = timing.split(new long[] {1}, 1).get(0);
    return NDArrays.concat(
        new NDList(
            manager.zeros(new Shape(rows, Vocabulary.END)),
            end,
            manager.zeros(new Shape(rows, Vocabulary.BAR - Vocabulary.END - 1)),
            timing,
            manager.zeros(new Shape(rows, Vocabulary.SIZE - Vocabulary.LEFT_EMPTY))),
        1);
  }
}
