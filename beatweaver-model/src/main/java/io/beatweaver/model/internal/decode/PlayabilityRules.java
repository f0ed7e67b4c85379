package io.beatweaver.model.internal.decode;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.CutDirection;
import io.beatweaver.token.Vocabulary;

/**
 * What a player's arms ask of a stream beyond the grammar: within a beat a hand doesn't swing twice
 * to the same side. A swing is the same side as the last one if both go up or both go down, or if
 * they lie less than a right angle apart. Dots may always come and free the hand.
 *
 * <p>At least the dots of every cell are left, so that there is always a token to choose. Not
 * thread-safe; one a stream.
 */
final class PlayabilityRules {
  /** Steps within which the hand hasn't come back by itself. */
  private static final long RETURN_STEPS = BeatGrid.STEPS_PER_BEAT;

  private final CutDirection[] last = {CutDirection.ANY, CutDirection.ANY};
  private final long[] lastStep = new long[2];

  /**
   * Takes a token.
   *
   * @param token any token
   * @param step its place in the song
   */
  void accept(int token, long step) {
    if (Vocabulary.isNote(token)) {
      int hand = hand(token);
      last[hand] = Vocabulary.direction(token);
      lastStep[hand] = step;
    }
  }

  /**
   * Forbids the notes that no arm would like.
   *
   * @param step where the next notes go
   * @param from first token looked at
   * @param to token after the last
   * @param allowed loses the tokens that may not come
   */
  void restrict(long step, int from, int to, boolean[] allowed) {
    for (int token = from; token < to; token++) {
      if (allowed[token] && Vocabulary.isNote(token)) {
        int hand = hand(token);
        allowed[token] =
            step - lastStep[hand] > RETURN_STEPS
                || !sameSide(last[hand], Vocabulary.direction(token));
      }
    }
  }

  /**
   * Whether two swings go to the same side.
   *
   * @param first a direction
   * @param second another
   * @return false if one of them is a dot
   */
  static boolean sameSide(CutDirection first, CutDirection second) {
    int vertical = first.dy() * second.dy();
    return vertical > 0 || first.dx() * second.dx() + vertical > 0;
  }

  private static int hand(int token) {
    return token >= Vocabulary.RIGHT_EMPTY ? 1 : 0;
  }
}
