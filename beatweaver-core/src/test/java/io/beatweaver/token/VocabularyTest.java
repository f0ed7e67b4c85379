package io.beatweaver.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  @Test
  void hasTheNumbersOfTheReference() {
    assertEquals(0, Vocabulary.PAD);
    assertEquals(1, Vocabulary.START);
    assertEquals(2, Vocabulary.END);
    assertEquals(3, Vocabulary.difficulty(Difficulty.EASY));
    assertEquals(7, Vocabulary.difficulty(Difficulty.EXPERT_PLUS));
    assertEquals(8, Vocabulary.BAR);
    assertEquals(9, Vocabulary.position(0));
    assertEquals(72, Vocabulary.position(63));
    assertEquals(73, Vocabulary.rest(Hand.LEFT));
    assertEquals(74, Vocabulary.note(Hand.LEFT, 0, 0, 0));
    assertEquals(181, Vocabulary.note(Hand.LEFT, 3, 2, 8));
    assertEquals(182, Vocabulary.rest(Hand.RIGHT));
    assertEquals(183, Vocabulary.note(Hand.RIGHT, 0, 0, 0));
    assertEquals(290, Vocabulary.note(Hand.RIGHT, 3, 2, 8));
    assertEquals(291, Vocabulary.SIZE);
  }

  @Test
  void noteIdIsBasePlusXTimes27PlusYTimes9PlusDirection() {
    Set<Integer> seen = new HashSet<>();
    for (Hand hand : Hand.values()) {
      int base = hand == Hand.LEFT ? 74 : 183;
      for (int x = 0; x < 4; x++) {
        for (int y = 0; y < 3; y++) {
          for (int direction = 0; direction < 9; direction++) {
            int token = Vocabulary.note(hand, x, y, direction);
            assertEquals(base + x * 27 + y * 9 + direction, token);
            assertTrue(seen.add(token));
            assertTrue(Vocabulary.isNote(token));
            assertEquals(x * 3 + y, Vocabulary.cell(token));
            assertEquals(CutDirection.ofCode(direction), Vocabulary.direction(token));
            assertEquals(new Note(1.5, x, y, hand, direction, 0), Vocabulary.toNote(token, 1.5));
          }
        }
      }
    }
    assertEquals(216, seen.size());
  }

  @Test
  void everyTokenHasOneKind() {
    Map<Vocabulary.Kind, Integer> counts = new EnumMap<>(Vocabulary.Kind.class);
    for (int token = 0; token < 291; token++) {
      counts.merge(Vocabulary.kind(token), 1, Integer::sum);
    }
    assertEquals(
        Map.of(
            Vocabulary.Kind.PAD, 1,
            Vocabulary.Kind.START, 1,
            Vocabulary.Kind.END, 1,
            Vocabulary.Kind.DIFFICULTY, 5,
            Vocabulary.Kind.BAR, 1,
            Vocabulary.Kind.POSITION, 64,
            Vocabulary.Kind.LEFT, 109,
            Vocabulary.Kind.RIGHT, 109),
        counts);
  }

  @Test
  void refusesWhatIsNoToken() {
    assertThrows(IllegalArgumentException.class, () -> Vocabulary.kind(-1));
    assertThrows(IllegalArgumentException.class, () -> Vocabulary.kind(291));
    assertThrows(IllegalArgumentException.class, () -> Vocabulary.position(64));
    assertThrows(IllegalArgumentException.class, () -> Vocabulary.position(-1));
    assertThrows(IllegalArgumentException.class, () -> Vocabulary.note(Hand.LEFT, 4, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> Vocabulary.note(Hand.LEFT, 0, 3, 0));
    assertThrows(IllegalArgumentException.class, () -> Vocabulary.note(Hand.LEFT, 0, 0, 9));
    assertThrows(IllegalArgumentException.class, () -> Vocabulary.note(Hand.LEFT, -1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> Vocabulary.toNote(Vocabulary.BAR, 0));
    assertThrows(IllegalArgumentException.class, () -> Vocabulary.cell(182));
    assertFalse(Vocabulary.isNote(73));
    assertFalse(Vocabulary.isNote(182));
    assertFalse(Vocabulary.isNote(72));
  }
}
