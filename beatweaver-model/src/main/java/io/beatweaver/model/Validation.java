package io.beatweaver.model;

/**
 * A look at the songs that are watched and not learned from. Losses are always without label
 * smoothing.
 *
 * @param losses teacher-forced losses
 * @param accuracy teacher-forced accuracies
 * @param onsetF1 of what is generated at temperature 0 for the first bars of a few of these songs,
 *     against their beatmaps, all onsets together and exact to a 1/16 beat; NaN where nothing was
 *     generated
 */
public record Validation(TokenLosses losses, TokenAccuracy accuracy, double onsetF1) {
  /**
   * Mean cross-entropy over all counted tokens and that of the onset head, in nats.
   *
   * @return what training lowers, without smoothing
   */
  public double loss() {
    long tokens = losses.timingTokens() + losses.noteTokens();
    double sum = losses.timing() * losses.timingTokens() + losses.notes() * losses.noteTokens();
    return sum / Math.max(1, tokens) + losses.onset();
  }
}
