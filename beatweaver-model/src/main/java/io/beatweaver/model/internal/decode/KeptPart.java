package io.beatweaver.model.internal.decode;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.token.Vocabulary;
import java.util.Arrays;

/**
 * What stays of a beatmap while a stretch of it is written anew: the tokens that stay, by step.
 * Immutable.
 */
public final class KeptPart {
  private static final int NEVER = Integer.MAX_VALUE;

  private final long fromStep;
  private final long toStep;

  /** Left and right token of each step, 0 where nothing is kept; empty if nothing is anywhere. */
  private final short[] left;

  private final short[] right;

  /** The next step with a kept note of the left and of the right hand. */
  private final int[][] next;

  private KeptPart(long fromStep, long toStep, int steps) {
    this.fromStep = fromStep;
    this.toStep = toStep;
    left = new short[steps];
    right = new short[steps];
    next = new int[2][steps];
  }

  /**
   * A song that is written anew from its first step to its last.
   *
   * @param rows the song's steps
   * @return nothing kept
   */
  public static KeptPart nothing(int rows) {
    return new KeptPart(0, rows, 0);
  }

  /**
   * A part that stays.
   *
   * @param tokens what stays, START to END. Notes of it that round to a step of the stretch stay
   *     too
   * @param rows the song's steps
   * @param fromStep the first step that is written anew
   * @param toStep the step after the last, at most {@code rows}
   * @return the part
   */
  public static KeptPart of(int[] tokens, int rows, long fromStep, long toStep) {
    int steps = BeatGrid.barsCovering(rows) * BeatGrid.STEPS_PER_BAR;
    KeptPart part = new KeptPart(fromStep, toStep, steps);
    int bar = -1;
    int step = -1;
    for (int token : tokens) {
      switch (Vocabulary.kind(token)) {
        case BAR -> bar++;
        case POSITION -> step = bar * BeatGrid.STEPS_PER_BAR + token - Vocabulary.FIRST_POSITION;
        case LEFT -> part.left[step] = (short) token;
        case RIGHT -> part.right[step] = (short) token;
        case PAD, START, END, DIFFICULTY -> {}
      }
    }
    link(part.left, part.next[0]);
    link(part.right, part.next[1]);
    return part;
  }

  private static void link(short[] hand, int[] next) {
    int coming = NEVER;
    for (int step = hand.length - 1; step >= 0; step--) {
      next[step] = coming;
      coming = Vocabulary.isNote(hand[step]) ? step : coming;
    }
  }

  /**
   * Whether a step may be written.
   *
   * @param step any step
   * @return true in the stretch, unless a note is kept there
   */
  public boolean isFree(long step) {
    return step >= fromStep && step < toStep && !keeps(step);
  }

  /** Whether a step has notes that stay. */
  boolean keeps(long step) {
    return step < left.length && left[(int) step] != 0;
  }

  int left(long step) {
    return left[(int) step];
  }

  int right(long step) {
    return right[(int) step];
  }

  /**
   * The next step at which a hand has a note that stays.
   *
   * @param hand 0 left, 1 right
   * @param step a step of the song
   * @return a step after it, {@link Integer#MAX_VALUE} if there is none
   */
  int next(int hand, long step) {
    return step < left.length ? next[hand][(int) step] : NEVER;
  }

  /** The first step that is written anew. */
  long fromStep() {
    return fromStep;
  }

  /** The step after the last that is written anew. */
  long toStep() {
    return toStep;
  }

  /** The first bar that isn't kept as a whole. */
  int firstBar() {
    return (int) (fromStep / BeatGrid.STEPS_PER_BAR);
  }

  /** The bar after the last that isn't kept as a whole. */
  int lastBar() {
    return BeatGrid.barsCovering(toStep);
  }

  /**
   * Leaves of the timing tokens those that go on towards the next kept notes of a bar: the free
   * positions before them, and their own.
   *
   * @param barStep the step of the bar's position 0
   * @param position the last position in the bar, -1 if there is none yet
   * @param allowed loses tokens, but never all
   */
  void restrictTiming(long barStep, int position, boolean[] allowed) {
    int at = position + 1;
    while (at < BeatGrid.STEPS_PER_BAR && !keeps(barStep + at)) {
      allowed[Vocabulary.position(at)] &= isFree(barStep + at);
      at++;
    }
    if (at < BeatGrid.STEPS_PER_BAR) {
      int own = Vocabulary.position(at);
      Arrays.fill(allowed, own + 1, Vocabulary.LEFT_EMPTY, false);
      allowed[own] = true;
      allowed[Vocabulary.BAR] = false;
      allowed[Vocabulary.END] = false;
    }
  }
}
