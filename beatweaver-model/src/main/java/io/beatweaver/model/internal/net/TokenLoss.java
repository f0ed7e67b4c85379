package io.beatweaver.model.internal.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.beatweaver.token.Vocabulary;

/** Cross-entropy of a batch's counted tokens. */
final class TokenLoss {
  private static final int[] LAST_AXIS = {2};

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
    return picked.mul(weights(true, true, -1)).sum();
  }

  /**
   * What smoothing adds to {@link #sharp}: of each hand's counted tokens a share of the chance goes
   * from the one that came to all tokens of that hand alike, the few among them that the grammar
   * forbids after the left hand's.
   */
  NDArray smoothing(float share) {
    // LEFT_EMPTY with LEFT and RIGHT_EMPTY with RIGHT each are a run of equal length at the end.
    NDList parts = logChances.split(new long[] {Vocabulary.LEFT_EMPTY, Vocabulary.RIGHT_EMPTY}, 2);
    NDArray left = parts.get(1).mean(LAST_AXIS).sub(picked).mul(weights(true, false, -share));
    NDArray right = parts.get(2).mean(LAST_AXIS).sub(picked).mul(weights(false, true, -share));
    return left.add(right).sum();
  }

  /** Each counted token's part in the mean; with one hand alone, only that hand's tokens'. */
  private NDArray weights(boolean left, boolean right, float factor) {
    float weight = factor / Math.max(1, batch.countedTokens());
    float[] weights = new float[inputs.batch * inputs.length];
    for (int b = 0; b < inputs.batch; b++) {
      boolean[] counted = batch.counted()[b];
      int[] tokens = batch.tracks().get(b).tokens;
      for (int t = 1; t < counted.length; t++) {
        boolean wanted =
            switch (Vocabulary.kind(tokens[t])) {
              case LEFT -> left;
              case RIGHT -> right;
              case PAD, START, END, DIFFICULTY, BAR, POSITION -> left && right;
            };
        weights[b * inputs.length + t - 1] = counted[t] && wanted ? weight : 0;
      }
    }
    return logChances.getManager().create(weights, picked.getShape());
  }
}
