package io.beatweaver.model.internal.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.beatweaver.token.Grammar;
import io.beatweaver.token.Vocabulary;

/** Cross-entropy of a batch's counted tokens. */
final class TokenLoss {
  private final NDArray logChances;
  private final DecoderInputs inputs;
  private final Batch batch;
  private final NDArray picked;

  /**
   * What every counted token costs.
   *
   * @param logChances [batch][length][291] log probabilities
   * @param inputs the batch's tokens
   * @param batch the windows
   */
  TokenLoss(NDArray logChances, DecoderInputs inputs, Batch batch) {
    this.logChances = logChances;
    this.inputs = inputs;
    this.batch = batch;
    long[] next = new long[inputs.batch * inputs.length];
    for (int b = 0; b < inputs.batch; b++) {
      int[] tokens = batch.tracks().get(b).tokens;
      for (int t = 1; t < tokens.length; t++) {
        next[b * inputs.length + t - 1] = tokens[t];
      }
    }
    NDArray index = logChances.getManager().create(next, new Shape(inputs.batch, inputs.length, 1));
    picked = logChances.gather(index, 2).squeeze(2);
  }

  /** Log probability of the token that follows each one: [batch][length]. */
  NDArray picked() {
    return picked;
  }

  /** Mean cross-entropy of the counted tokens. */
  NDArray sharp() {
    return picked.mul(weights(-1)).sum();
  }

  /**
   * What smoothing adds to {@link #sharp}: of each hand's counted tokens a share of the chance goes
   * from the one that came to all tokens alike that the grammar allows there.
   */
  NDArray smoothing(float share) {
    NDArray hands = logChances.split(new long[] {Vocabulary.LEFT_EMPTY}, 2).get(1);
    float weight = share / Math.max(1, batch.countedTokens());
    int width = Vocabulary.SIZE - Vocabulary.LEFT_EMPTY;
    float[] came = new float[inputs.batch * inputs.length];
    float[] spread = new float[came.length * width];
    boolean[] allowed = new boolean[Vocabulary.SIZE];
    for (int b = 0; b < inputs.batch; b++) {
      TokenTrack track = batch.tracks().get(b);
      for (int t = 1; t < track.length(); t++) {
        if (!batch.counted()[b][t] || track.tokens[t] < Vocabulary.LEFT_EMPTY) {
          continue;
        }
        Grammar.allowed(track.grammars[t - 1], false, allowed);
        int count = 0;
        for (boolean one : allowed) {
          count += one ? 1 : 0;
        }
        int at = b * inputs.length + t - 1;
        came[at] = weight;
        for (int i = 0; i < width; i++) {
          spread[at * width + i] = allowed[Vocabulary.LEFT_EMPTY + i] ? -weight / count : 0;
        }
      }
    }
    NDArray cameArray = logChances.getManager().create(came, picked.getShape());
    NDArray spreadArray = logChances.getManager().create(spread, hands.getShape());
    return hands.mul(spreadArray).sum().add(picked.mul(cameArray).sum());
  }

  /** Each counted token's part in the mean. */
  private NDArray weights(float factor) {
    float weight = factor / Math.max(1, batch.countedTokens());
    float[] weights = new float[inputs.batch * inputs.length];
    for (int b = 0; b < inputs.batch; b++) {
      boolean[] counted = batch.counted()[b];
      for (int t = 1; t < counted.length; t++) {
        weights[b * inputs.length + t - 1] = counted[t] ? weight : 0;
      }
    }
    return logChances.getManager().create(weights, picked.getShape());
  }
}
