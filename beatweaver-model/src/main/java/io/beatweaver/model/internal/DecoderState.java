package io.beatweaver.model.internal;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.token.Grammar;
import io.beatweaver.token.Vocabulary;

/**
 * What the decoder knows beside the tokens themselves, after each of them: the place on the ruler
 * and the state of both hands. Training and generation both walk through this one class, so that
 * they can't differ. Not thread-safe; one a stream.
 */
public final class DecoderState {
  private static final int NONE = ParameterLayout.LAST_DIRECTIONS - 1;

  private int grammar;
  private int bar;
  private int leftDirection;
  private int rightDirection;
  private int lastHand;
  private boolean leftPlays;

  /** Begins before START. */
  public DecoderState() {
    reset();
  }

  /** Back to before START, at bar 0 of the window. */
  public void reset() {
    grammar = Grammar.INITIAL;
    bar = -1;
    leftDirection = NONE;
    rightDirection = NONE;
    lastHand = 0;
    leftPlays = false;
  }

  /**
   * Takes a token.
   *
   * @param token the next token
   * @throws IllegalArgumentException if the grammar forbids it
   */
  public void accept(int token) {
    grammar = Grammar.next(grammar, token);
    switch (Vocabulary.kind(token)) {
      case BAR -> bar++;
      case LEFT -> {
        leftPlays = Vocabulary.isNote(token);
        if (leftPlays) {
          leftDirection = Vocabulary.direction(token).code();
        }
      }
      case RIGHT -> {
        boolean rightPlays = Vocabulary.isNote(token);
        if (rightPlays) {
          rightDirection = Vocabulary.direction(token).code();
        }
        lastHand = (leftPlays ? 1 : 0) + (rightPlays ? 2 : 0);
      }
      case PAD, START, END, DIFFICULTY, POSITION -> {}
    }
  }

  /**
   * The grammar's state after the last token.
   *
   * @return a state of {@link Grammar}
   */
  public int grammar() {
    return grammar;
  }

  /**
   * The bar at hand, counted from the window's first.
   *
   * @return 0.., or -1 before the first BAR
   */
  public int bar() {
    return bar;
  }

  /**
   * The place on the ruler, counted from the window's first step.
   *
   * @return {@code bar * 64 + position}, 0 before the first BAR
   */
  public int step() {
    return Math.max(0, bar) * BeatGrid.STEPS_PER_BAR + Math.max(0, Grammar.position(grammar));
  }

  /**
   * Index into the position embedding.
   *
   * @return 0 before a bar's first position, else position + 1
   */
  public int positionIndex() {
    return Grammar.position(grammar) + 1;
  }

  /**
   * Index into the left hand's last-direction embedding.
   *
   * @return 0..9, 9 for none yet in this window
   */
  public int leftDirection() {
    return leftDirection;
  }

  /**
   * Index into the right hand's last-direction embedding.
   *
   * @return 0..9, 9 for none yet in this window
   */
  public int rightDirection() {
    return rightDirection;
  }

  /**
   * Index into the embedding of who played last.
   *
   * @return 0 nobody, 1 left, 2 right, 3 both
   */
  public int lastHand() {
    return lastHand;
  }
}
