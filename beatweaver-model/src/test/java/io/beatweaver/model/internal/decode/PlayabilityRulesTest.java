package io.beatweaver.model.internal.decode;

import static io.beatweaver.level.CutDirection.ANY;
import static io.beatweaver.level.CutDirection.DOWN;
import static io.beatweaver.level.CutDirection.DOWN_LEFT;
import static io.beatweaver.level.CutDirection.LEFT;
import static io.beatweaver.level.CutDirection.RIGHT;
import static io.beatweaver.level.CutDirection.UP;
import static io.beatweaver.level.CutDirection.UP_LEFT;
import static io.beatweaver.level.CutDirection.UP_RIGHT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.CutDirection;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.model.PlayRule;
import io.beatweaver.tempo.TempoMap;
import io.beatweaver.token.Tokenizer;
import io.beatweaver.token.Vocabulary;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** At 120 BPM a step is 1/32 s. */
class PlayabilityRulesTest {
  private static final TempoMap TEMPO = TempoMap.constant(120, 0.5);

  private final PlayabilityRules rules = rules(PlayRule.PARITY);

  @Test
  void anythingMayBegin() {
    PlayabilityRules all = rules(PlayRule.values());
    for (CutDirection direction : CutDirection.values()) {
      assertTrue(allows(all, note(Hand.LEFT, 1, 1, direction), 0));
      assertTrue(allows(all, note(Hand.RIGHT, 2, 1, direction), 0));
    }
    boolean[] timing = new boolean[291];
    Arrays.fill(timing, true);
    all.restrictTiming(0, timing);
    assertEquals(291, count(timing));
  }

  @Test
  void withinABeatAHandComesBack() {
    rules.accept(note(Hand.LEFT, 1, 1, DOWN), 100);
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
    rules.accept(note(Hand.RIGHT, 1, 1, UP), 100);
    rules.accept(note(Hand.RIGHT, 1, 1, ANY), 104);
    assertTrue(allows(Hand.RIGHT, UP, 108));
  }

  @Test
  void restsChangeNothing() {
    rules.accept(note(Hand.RIGHT, 1, 1, UP), 100);
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
    rules(PlayRule.values()).restrict(0, 73, 182, allowed);
    assertArrayEquals(new boolean[291], allowed);
  }

  @Test
  void aHandHasTimeBetweenSwings() {
    PlayabilityRules speed = rules(PlayRule.SPEED);
    speed.accept(note(Hand.LEFT, 1, 0, UP), 100);
    // Hard asks for 0.22 s: 7.04 steps.
    for (int step = 101; step <= 107; step++) {
      assertFalse(allows(speed, note(Hand.LEFT, 1, 0, DOWN), step));
      assertTrue(allows(speed, note(Hand.RIGHT, 1, 0, DOWN), step));
    }
    assertTrue(allows(speed, note(Hand.LEFT, 1, 0, DOWN), 108));
  }

  @Test
  void noPositionComesWhileBothHandsSwingAndNoHandRestsForOneThatCannot() {
    PlayabilityRules speed = rules(PlayRule.SPEED);
    speed.accept(note(Hand.RIGHT, 1, 0, UP), 64);
    speed.accept(note(Hand.LEFT, 1, 0, UP), 68);
    boolean[] timing = new boolean[291];
    Arrays.fill(timing, true);
    speed.restrictTiming(64, timing);
    // The right hand is back after 7.04 steps: at position 8 of this bar.
    for (int position = 5; position < 64; position++) {
      assertEquals(position >= 8, timing[Vocabulary.position(position)], "position " + position);
    }
    assertTrue(timing[Vocabulary.BAR] && timing[Vocabulary.END]);
    speed.accept(note(Hand.RIGHT, 1, 0, UP), 72);
    boolean[] left = new boolean[291];
    Arrays.fill(left, Vocabulary.LEFT_EMPTY, Vocabulary.RIGHT_EMPTY, true);
    speed.restrict(76, Vocabulary.LEFT_EMPTY, Vocabulary.RIGHT_EMPTY, left);
    assertFalse(left[Vocabulary.LEFT_EMPTY], "the right hand isn't back");
    assertEquals(108, count(left));
  }

  @Test
  void notesBehindTheMiddleAreHidden() {
    PlayabilityRules vision = rules(PlayRule.VISION);
    vision.accept(note(Hand.RIGHT, 1, 1, UP), 100);
    for (int step = 101; step <= 108; step++) {
      for (int y = 0; y < 3; y++) {
        assertFalse(allows(vision, note(Hand.LEFT, 0, y, DOWN), step));
        assertFalse(allows(vision, note(Hand.RIGHT, 1, y, DOWN), step));
        assertTrue(allows(vision, note(Hand.RIGHT, 2, y, DOWN), step), "the other half");
      }
    }
    assertTrue(allows(vision, note(Hand.LEFT, 0, 0, DOWN), 100), "at the same time");
    assertTrue(allows(vision, note(Hand.LEFT, 0, 0, DOWN), 109), "after a quarter of a second");
    PlayabilityRules seen = rules(PlayRule.VISION);
    seen.accept(note(Hand.LEFT, 0, 1, UP), 100);
    seen.accept(note(Hand.RIGHT, 2, 2, UP), 100);
    assertTrue(allows(seen, note(Hand.LEFT, 0, 1, DOWN), 101), "not in the middle");
  }

  @Test
  void nothingComesWhileBothHalvesAreHidden() {
    PlayabilityRules vision = rules(PlayRule.VISION);
    vision.accept(note(Hand.LEFT, 1, 1, UP), 66);
    vision.accept(note(Hand.RIGHT, 2, 1, UP), 68);
    boolean[] timing = new boolean[291];
    Arrays.fill(timing, true);
    vision.restrictTiming(64, timing);
    for (int position = 5; position < 64; position++) {
      assertEquals(position > 10, timing[Vocabulary.position(position)], "position " + position);
    }
  }

  @Test
  void handsKeepToTheirSides() {
    PlayabilityRules crossing = rules(PlayRule.CROSSING);
    assertFalse(allows(crossing, note(Hand.LEFT, 3, 0, UP), 10));
    assertTrue(allows(crossing, note(Hand.LEFT, 2, 0, UP), 10));
    assertFalse(allows(crossing, note(Hand.RIGHT, 0, 0, UP), 10));
    assertTrue(allows(crossing, note(Hand.RIGHT, 1, 0, UP), 10));
    crossing.accept(note(Hand.LEFT, 2, 0, UP), 10);
    assertFalse(allows(crossing, note(Hand.RIGHT, 1, 0, UP), 10), "at one beat");
    assertTrue(allows(crossing, note(Hand.RIGHT, 2, 1, UP), 10));
    assertTrue(allows(crossing, note(Hand.RIGHT, 1, 0, UP), 11), "later");
  }

  @Test
  void aRuleGivesWayOnlyWhereNothingWouldBeLeft() {
    PlayabilityRules all = rules(PlayRule.values());
    all.accept(note(Hand.LEFT, 1, 1, DOWN), 100);
    int repeated = note(Hand.LEFT, 3, 1, DOWN);
    boolean[] alone = new boolean[291];
    alone[repeated] = true;
    all.restrict(101, 73, 182, alone);
    assertTrue(alone[repeated], "too soon, too far right and the same way, but all there is");
    alone[note(Hand.LEFT, 0, 1, DOWN)] = true;
    all.restrict(115, 73, 182, alone);
    assertFalse(alone[repeated], "there is one that keeps to its side");
    assertTrue(alone[note(Hand.LEFT, 0, 1, DOWN)]);
  }

  @Test
  void aRuleThatIsOffForbidsNothing() {
    PlayabilityRules none = rules();
    none.accept(note(Hand.LEFT, 2, 1, DOWN), 100);
    none.accept(note(Hand.RIGHT, 1, 1, DOWN), 100);
    boolean[] allowed = new boolean[291];
    Arrays.fill(allowed, true);
    none.restrict(101, 0, 291, allowed);
    none.restrictTiming(64, allowed);
    assertEquals(291, count(allowed));
  }

  @Test
  void notesThatStayAreSeenBeforehand() {
    Beatmap later = Beatmap.of(Difficulty.HARD, TEMPO, List.of(Note.of(8, 0, 0, Hand.LEFT, DOWN)));
    KeptPart kept = KeptPart.of(Tokenizer.encode(later, 4).tokens(), 256, 0, 128);
    Set<PlayRule> all = EnumSet.allOf(PlayRule.class);
    PlayabilityRules before = new PlayabilityRules(all, Difficulty.HARD, TEMPO, kept);
    // The kept note is at step 128.
    assertFalse(allows(before, note(Hand.LEFT, 0, 0, UP), 121), "less than 0.22 s before it");
    assertTrue(allows(before, note(Hand.LEFT, 0, 0, UP), 120));
    assertFalse(allows(before, note(Hand.LEFT, 0, 0, DOWN), 112), "the same side within a beat");
    assertTrue(allows(before, note(Hand.LEFT, 0, 0, DOWN), 111));
    assertFalse(allows(before, note(Hand.RIGHT, 1, 1, DOWN), 120), "would hide it");
    assertTrue(allows(before, note(Hand.RIGHT, 1, 1, DOWN), 119));
    assertTrue(allows(before, note(Hand.RIGHT, 2, 1, DOWN), 120));
  }

  private static PlayabilityRules rules(PlayRule... rules) {
    return new PlayabilityRules(
        Set.of(rules), Difficulty.HARD, TEMPO, KeptPart.nothing(Integer.MAX_VALUE));
  }

  private static int note(Hand hand, int x, int y, CutDirection direction) {
    return Vocabulary.note(hand, x, y, direction.code());
  }

  private static int count(boolean[] allowed) {
    int count = 0;
    for (boolean one : allowed) {
      count += one ? 1 : 0;
    }
    return count;
  }

  private boolean allows(Hand hand, CutDirection direction, long step) {
    return allows(rules, note(hand, 3, 2, direction), step);
  }

  private static boolean allows(PlayabilityRules rules, int token, long step) {
    boolean[] allowed = new boolean[291];
    Arrays.fill(allowed, true);
    rules.restrict(step, 0, 291, allowed);
    return allowed[token];
  }
}
