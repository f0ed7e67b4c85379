package io.beatweaver.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GrammarTest {
  /** The rules once more, from the whole history and with plain numbers. */
  private static boolean mayFollow(List<Integer> history, int token, boolean lastBar) {
    int n = history.size();
    if (n == 0) {
      return token == 1;
    }
    if (n == 1) {
      return token == 3 || token == 4 || token == 5 || token == 6 || token == 7;
    }
    if (n == 2) {
      return token == 8;
    }
    int last = history.get(n - 1);
    if (last == 2) {
      return false;
    }
    if (last >= 9 && last <= 72) {
      return token >= 73 && token <= 181;
    }
    if (last >= 73 && last <= 181) {
      if (token < 182 || token > 290) {
        return false;
      }
      if (last == 73) {
        return token != 182;
      }
      return token == 182 || (token - 183) / 9 != (last - 74) / 9;
    }
    // After BAR or a right hand.
    if (token == 8) {
      return !lastBar;
    }
    if (token == 2) {
      return lastBar;
    }
    if (token < 9 || token > 72) {
      return false;
    }
    for (int i = n - 1; history.get(i) != 8; i--) {
      int before = history.get(i);
      if (before >= 9 && before <= 72 && before >= token) {
        return false;
      }
    }
    return true;
  }

  @Test
  void maskIsWhatTheRulesSayAlongRandomStreams() {
    Random random = new Random(7);
    boolean[] mask = new boolean[Vocabulary.SIZE];
    for (int run = 0; run < 60; run++) {
      List<Integer> history = new ArrayList<>();
      int state = Grammar.INITIAL;
      int bars = 0;
      while (!Grammar.isDone(state)) {
        List<Integer> allowed = new ArrayList<>();
        for (boolean lastBar : new boolean[] {false, true}) {
          Grammar.allowed(state, lastBar, mask);
          for (int token = 0; token < 291; token++) {
            assertEquals(
                mayFollow(history, token, lastBar), mask[token], history + " then " + token);
            assertEquals(mask[token], Grammar.allows(state, token, lastBar));
            if (mask[token] && lastBar == (bars >= 4)) {
              allowed.add(token);
            }
          }
        }
        // Prefer the tail of the vocabulary's order now and then, to reach late positions.
        int token = allowed.get(random.nextInt(allowed.size()));
        if (Grammar.expectsTiming(state) && random.nextInt(4) == 0 && bars < 4) {
          token = Vocabulary.BAR;
        }
        bars += token == Vocabulary.BAR ? 1 : 0;
        state = Grammar.next(state, token);
        history.add(token);
      }
      assertEquals(2, history.get(history.size() - 1));
    }
  }

  @Test
  void nothingFollowsTheEndAndNothingImpossibleIsTaken() {
    int done = state(1, 3, 8, 2);
    assertTrue(Grammar.isDone(done));
    for (int token = -1; token <= 291; token++) {
      int t = token;
      assertFalse(Grammar.allows(done, t, true));
      assertThrows(IllegalArgumentException.class, () -> Grammar.next(done, t));
    }
    int inBar = state(1, 3, 8);
    for (int token : new int[] {-1, 0, 1, 3, 73, 182, 291, Integer.MAX_VALUE}) {
      assertThrows(IllegalArgumentException.class, () -> Grammar.next(inBar, token));
    }
  }

  @Test
  void lastPositionOfABarLeavesOnlyBarOrEnd() {
    int state = state(1, 3, 8, 72, 74, 182);
    boolean[] mask = new boolean[Vocabulary.SIZE];
    Grammar.allowed(state, false, mask);
    for (int token = 0; token < 291; token++) {
      assertEquals(token == 8, mask[token]);
    }
    assertEquals(63, Grammar.position(state));
    assertTrue(Grammar.expectsTiming(state));
  }

  @Test
  void saysWhatIsDue() {
    assertEquals("START is due", Grammar.expects(Grammar.INITIAL));
    assertEquals("a difficulty is due", Grammar.expects(state(1)));
    assertEquals("BAR is due", Grammar.expects(state(1, 3)));
    assertEquals("the left hand is due", Grammar.expects(state(1, 3, 8, 9)));
    assertTrue(Grammar.expects(state(1, 3, 8, 9, 73)).contains("left one rests"));
    assertTrue(Grammar.expects(state(1, 3, 8, 9, 74)).contains("outside cell 0"));
    assertTrue(Grammar.expects(state(1, 3, 8, 9, 74, 182)).contains("after 0"));
    assertEquals("the beatmap has ended", Grammar.expects(state(1, 3, 8, 2)));
  }

  private static int state(int... tokens) {
    int state = Grammar.INITIAL;
    for (int token : tokens) {
      state = Grammar.next(state, token);
    }
    return state;
  }
}
