package io.beatweaver.model.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.model.internal.net.Fixtures;
import io.beatweaver.token.Grammar;
import io.beatweaver.token.Tokenizer;
import io.beatweaver.token.Vocabulary;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MirrorTest {
  @Test
  void exchangesHandsColumnsAndDirections() {
    int[] tokens = {
      Vocabulary.note(Hand.LEFT, 0, 2, CutDirection.UP_LEFT.code()),
      Vocabulary.note(Hand.RIGHT, 2, 0, CutDirection.RIGHT.code()),
      Vocabulary.LEFT_EMPTY,
      Vocabulary.note(Hand.RIGHT, 1, 1, CutDirection.ANY.code())
    };
    Mirror.apply(tokens);
    assertArrayEquals(
        new int[] {
          Vocabulary.note(Hand.LEFT, 1, 0, CutDirection.LEFT.code()),
          Vocabulary.note(Hand.RIGHT, 3, 2, CutDirection.UP_RIGHT.code()),
          Vocabulary.note(Hand.LEFT, 2, 1, CutDirection.ANY.code()),
          Vocabulary.RIGHT_EMPTY
        },
        tokens);
  }

  @Test
  void keepsEveryNotesTimeAndTurnsItsSwing() {
    int[] original = Fixtures.tokens(20, 12, 3, new Random(1));
    int[] mirrored = original.clone();
    Mirror.apply(mirrored);
    List<Note> before = Tokenizer.decode(original);
    List<Note> after = Tokenizer.decode(mirrored);
    assertEquals(before.size(), after.size());
    List<String> expected = before.stream().map(n -> place(n, true)).sorted().toList();
    assertEquals(expected, after.stream().map(n -> place(n, false)).sorted().toList());
    Mirror.apply(mirrored);
    assertArrayEquals(original, mirrored);
  }

  @Test
  void mirroredTwiceEveryTokenAndEveryPairIsItselfAgain() {
    for (int left = Vocabulary.LEFT_EMPTY; left < Vocabulary.RIGHT_EMPTY; left++) {
      for (int right = Vocabulary.RIGHT_EMPTY; right < Vocabulary.SIZE; right++) {
        int[] pair = {left, right};
        Mirror.apply(pair);
        assertEquals(Vocabulary.Kind.LEFT, Vocabulary.kind(pair[0]));
        assertEquals(Vocabulary.Kind.RIGHT, Vocabulary.kind(pair[1]));
        Mirror.apply(pair);
        assertArrayEquals(new int[] {left, right}, pair);
      }
    }
  }

  @Test
  void whatIsAllowedStaysAllowedAndTimeStaysWhereItIs() {
    for (int seed = 0; seed < 50; seed++) {
      int[] original = Fixtures.tokens(8, 1 + seed, 3, new Random(seed));
      int[] mirrored = original.clone();
      Mirror.apply(mirrored);
      int state = Grammar.INITIAL;
      for (int i = 0; i < mirrored.length; i++) {
        assertTrue(
            Grammar.allows(state, mirrored[i], i == mirrored.length - 1), "token " + mirrored[i]);
        state = Grammar.next(state, mirrored[i]);
        if (original[i] < Vocabulary.LEFT_EMPTY) {
          assertEquals(original[i], mirrored[i]);
        }
      }
      Mirror.apply(mirrored);
      assertArrayEquals(original, mirrored);
    }
  }

  private static String place(Note note, boolean mirror) {
    CutDirection direction = CutDirection.ofCode(note.direction());
    int x = mirror ? 3 - note.x() : note.x();
    int dx = mirror ? -direction.dx() : direction.dx();
    boolean left = note.hand() == Hand.LEFT != mirror;
    return "%08.4f %b %d %d %d %d".formatted(note.beat(), left, x, note.y(), dx, direction.dy());
  }
}
