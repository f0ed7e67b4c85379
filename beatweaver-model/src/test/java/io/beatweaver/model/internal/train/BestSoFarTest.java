package io.beatweaver.model.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.model.TokenAccuracy;
import io.beatweaver.model.TokenLosses;
import io.beatweaver.model.Validation;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BestSoFarTest {
  private static final double NONE = Double.NaN;

  private final Map<String, Double> metrics = new HashMap<>();
  private final BestSoFar best = new BestSoFar(metrics);

  @Test
  void whatIsGeneratedGoesBeforeTheLoss() {
    assertEquals(-1, best.step());
    assertTrue(best.add(10, validation(2, 0.5)));
    assertTrue(best.add(20, validation(3, 0.6)), "a higher loss, but better onsets");
    assertFalse(best.add(30, validation(1, 0.55)), "a lower loss, but worse onsets");
    assertFalse(best.add(40, validation(3, 0.6)), "the same once more");
    assertEquals(2, best.since());
    assertEquals(20, best.step());
    assertTrue(best.add(50, validation(2.9, 0.6)), "as good, with a lower loss");
    assertEquals(0, best.since());
  }

  @Test
  void whereNothingIsGeneratedTheLossDecides() {
    assertTrue(best.add(10, validation(2, NONE)));
    assertFalse(best.add(20, validation(2.5, NONE)));
    assertTrue(best.add(30, validation(1.5, NONE)));
    assertFalse(best.add(40, validation(NONE, 1)), "a loss that is no number is never the best");
  }

  @Test
  void goesOnFromTheFiguresOfACheckpoint() {
    best.add(10, validation(2, 0.5));
    best.add(20, validation(2, 0.4));
    BestSoFar resumed = new BestSoFar(new HashMap<>(metrics));
    assertEquals(10, resumed.step());
    assertEquals(1, resumed.since());
    assertFalse(resumed.add(30, validation(1, 0.45)));
    assertTrue(resumed.add(40, validation(9, 0.51)));
  }

  @Test
  void theLossIsThatOfAllTokensAndTheOnsetHeads() {
    TokenLosses losses = new TokenLosses(1, 3, NONE, 0.25, 30, 10);
    Validation validation = new Validation(losses, new TokenAccuracy(1, 1, 1), NONE);
    assertEquals((30 * 1 + 10 * 3) / 40.0 + 0.25, validation.loss(), 1e-12);
  }

  private static Validation validation(double loss, double onsetF1) {
    TokenLosses losses = new TokenLosses(loss, loss, NONE, 0, 1, 1);
    return new Validation(losses, new TokenAccuracy(0, 0, 0), onsetF1);
  }
}
