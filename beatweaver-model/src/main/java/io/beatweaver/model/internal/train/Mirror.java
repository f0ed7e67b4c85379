package io.beatweaver.model.internal.train;

import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.token.Vocabulary;

/**
 * Exchanges left and right: hands, columns and directions. A mirrored beatmap is as good as its
 * original and fits the same audio, so it doubles what there is to learn from.
 */
public final class Mirror {
  private static final int[] MIRRORED = new int[Vocabulary.SIZE];

  static {
    for (int token = 0; token < Vocabulary.SIZE; token++) {
      MIRRORED[token] = of(token);
    }
  }

  private Mirror() {}

  /**
   * Mirrors whole bars in place.
   *
   * @param tokens tokens in which every LEFT is followed by its RIGHT
   */
  public static void apply(int[] tokens) {
    for (int i = 0; i < tokens.length; i++) {
      if (Vocabulary.kind(tokens[i]) == Vocabulary.Kind.LEFT) {
        int left = tokens[i];
        tokens[i] = MIRRORED[tokens[i + 1]];
        tokens[i + 1] = MIRRORED[left];
        i++;
      }
    }
  }

  private static int of(int token) {
    if (token == Vocabulary.LEFT_EMPTY) {
      return Vocabulary.RIGHT_EMPTY;
    }
    if (token == Vocabulary.RIGHT_EMPTY) {
      return Vocabulary.LEFT_EMPTY;
    }
    if (!Vocabulary.isNote(token)) {
      return token;
    }
    Note note = Vocabulary.toNote(token, 0);
    return Vocabulary.note(
        note.hand() == Hand.LEFT ? Hand.RIGHT : Hand.LEFT,
        Note.COLUMNS - 1 - note.x(),
        note.y(),
        flipped(Vocabulary.direction(token)).code());
  }

  private static CutDirection flipped(CutDirection direction) {
    return switch (direction) {
      case LEFT -> CutDirection.RIGHT;
      case RIGHT -> CutDirection.LEFT;
      case UP_LEFT -> CutDirection.UP_RIGHT;
      case UP_RIGHT -> CutDirection.UP_LEFT;
      case DOWN_LEFT -> CutDirection.DOWN_RIGHT;
      case DOWN_RIGHT -> CutDirection.DOWN_LEFT;
      case UP, DOWN, ANY -> direction;
    };
  }
}
