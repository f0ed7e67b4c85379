package io.beatweaver.model.internal.net;

import io.beatweaver.model.internal.DecoderState;
import io.beatweaver.token.Grammar;

/**
 * What the decoder is told beside each token of a window, as arrays: the walk of {@link
 * DecoderState} over a whole token sequence.
 */
public final class TokenTrack {
  final int[] tokens;
  final int[] positions;
  final int[] leftDirections;
  final int[] rightDirections;
  final int[] lastHands;
  final int[] steps;

  /** The bar after each token whose successor is a timing token, else -1. */
  final int[] timingBars;

  /** The last position in the bar after each token, -1 for none. */
  final int[] cursors;

  /** The grammar's state after each token. */
  final int[] grammars;

  /**
   * Walks over a window's tokens.
   *
   * @param tokens START, a difficulty, then bars
   * @throws IllegalArgumentException if the grammar forbids one of them
   */
  public TokenTrack(int[] tokens) {
    int length = tokens.length;
    this.tokens = tokens.clone();
    positions = new int[length];
    leftDirections = new int[length];
    rightDirections = new int[length];
    lastHands = new int[length];
    steps = new int[length];
    timingBars = new int[length];
    cursors = new int[length];
    grammars = new int[length];
    DecoderState state = new DecoderState();
    for (int i = 0; i < length; i++) {
      state.accept(tokens[i]);
      positions[i] = state.positionIndex();
      leftDirections[i] = state.leftDirection();
      rightDirections[i] = state.rightDirection();
      lastHands[i] = state.lastHand();
      steps[i] = state.step();
      timingBars[i] = Grammar.expectsTiming(state.grammar()) ? state.bar() : -1;
      grammars[i] = state.grammar();
      cursors[i] = Grammar.position(grammars[i]);
    }
  }

  /**
   * Number of tokens.
   *
   * @return at least 0
   */
  public int length() {
    return tokens.length;
  }

  /**
   * A token.
   *
   * @param index 0..{@link #length}-1
   * @return the token
   */
  public int token(int index) {
    return tokens[index];
  }
}
