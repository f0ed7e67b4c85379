package io.beatweaver.model.internal.decode;

import static io.beatweaver.level.CutDirection.ANY;
import static io.beatweaver.level.CutDirection.DOWN;
import static io.beatweaver.level.CutDirection.DOWN_LEFT;
import static io.beatweaver.level.CutDirection.LEFT;
import static io.beatweaver.level.CutDirection.RIGHT;
import static io.beatweaver.level.CutDirection.UP;
import static io.beatweaver.level.CutDirection.UP_LEFT;
import static io.beatweaver.level.CutDirection.UP_RIGHT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Hand;
import io.beatweaver.token.Vocabulary;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PlayabilityRulesTest {
  private final PlayabilityRules rules = new PlayabilityRules();

  @Test
  void anythingMayBegin() {
    for (CutDirection direction : CutDirection.values()) {
      assertTrue(allows(Hand.LEFT, direction, 0));
    }
  }

  @Test
  void withinABeatAHandComesBack() {
    rules.accept(Vocabulary.note(Hand.LEFT, 1, 1, DOWN.code()), 100);
    assertFalse(allows(Hand.LEFT, DOWN, 116));
    assertFalse(allows(Hand.LEFT, DOWN_LEFT, 101));
    assertTrue(allows(Hand.LEFT, UP, 101));
    assertTrue(allows(Hand.LEFT, LEFT, 101));
    assertTrue(allows(Hand.LEFT, ANY, 101));
    assertTrue(allows(Hand.LEFT, DOWN, 117), "after a beat");
    assertTrue(allows(Hand.RIGHT, DOWN, 101), "the other hand");
  }

  @Test
  void aDotFreesTheHand() {
    rules.accept(Vocabulary.note(Hand.RIGHT, 1, 1, UP.code()), 100);
    rules.accept(Vocabulary.note(Hand.RIGHT, 1, 1, ANY.code()), 104);
    assertTrue(allows(Hand.RIGHT, UP, 108));
  }

  @Test
  void restsChangeNothing() {
    rules.accept(Vocabulary.note(Hand.RIGHT, 1, 1, UP.code()), 100);
    rules.accept(Vocabulary.RIGHT_EMPTY, 104);
    assertFalse(allows(Hand.RIGHT, UP, 108));
    boolean[] allowed = new boolean[291];
    allowed[Vocabulary.RIGHT_EMPTY] = true;
    rules.restrict(108, 182, 291, allowed);
    assertTrue(allowed[Vocabulary.RIGHT_EMPTY]);
  }

  @Test
  void sidesAreSymmetricAndAnOppositeIsNeverTheSame() {
    for (CutDirection first : CutDirection.values()) {
      assertFalse(PlayabilityRules.sameSide(first, first.opposite()), first + " and back");
      assertEquals(first != ANY, PlayabilityRules.sameSide(first, first));
      for (CutDirection second : CutDirection.values()) {
        assertEquals(
            PlayabilityRules.sameSide(first, second), PlayabilityRules.sameSide(second, first));
      }
    }
    assertTrue(PlayabilityRules.sameSide(UP_LEFT, UP_RIGHT), "both up");
    assertTrue(PlayabilityRules.sameSide(UP_RIGHT, RIGHT));
    assertFalse(PlayabilityRules.sameSide(UP_LEFT, DOWN_LEFT), "a right angle");
  }

  @Test
  void whatTheGrammarForbidsStaysForbidden() {
    boolean[] allowed = new boolean[291];
    rules.restrict(0, 73, 182, allowed);
    assertTrue(Arrays.equals(new boolean[291], allowed));
  }

  private boolean allows(Hand hand, CutDirection direction, long step) {
    boolean[] allowed = new boolean[291];
    Arrays.fill(allowed, true);
    rules.restrict(step, 0, 291, allowed);
    return allowed[Vocabulary.note(hand, 3, 2, direction.code())];
  }
}
