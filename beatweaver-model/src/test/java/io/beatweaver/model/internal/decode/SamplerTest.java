package io.beatweaver.model.internal.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SamplerTest {
  private static final int DRAWS = 40_000;

  private final float[] logits = new float[291];
  private final boolean[] allowed = new boolean[291];

  SamplerTest() {
    Arrays.fill(allowed, true);
  }

  @Test
  void temperatureZeroTakesTheHighestAllowedAndTheLowestTokenOfATie() {
    logits[5] = 9;
    logits[7] = -0f;
    logits[8] = -2;
    allowed[5] = false;
    assertEquals(3, choose(new Sampler(0, 1), 3, 10, 0));
    Arrays.fill(logits, -5);
    logits[6] = -4.9f;
    assertEquals(6, choose(new Sampler(1, .1), 3, 10, 0));
    logits[2] = 10;
    assertEquals(6, choose(new Sampler(0, 1), 3, 10, 0), "outside the range");
  }

  @Test
  void drawsByTheSoftmaxOfTheLogitsOverTheTemperature() {
    for (int token = 20; token < 25; token++) {
      logits[token] = (token - 22) * 0.8f;
    }
    allowed[23] = false;
    double temperature = 0.7;
    double sum = 0;
    for (int token : new int[] {20, 21, 22, 24}) {
      sum += Math.exp(logits[token] / temperature);
    }
    int[] counts = count(new Sampler(0, 1), 20, 25, temperature);
    for (int token : new int[] {20, 21, 22, 24}) {
      double expected = Math.exp(logits[token] / temperature) / sum;
      assertEquals(expected, counts[token] / (double) DRAWS, 0.01, "token " + token);
    }
    assertEquals(0, counts[23]);
  }

  @Test
  void aHandRestsByTheChanceOfAllItsNotesTogetherAndCutsByTheirTemperature() {
    logits[20] = (float) Math.log(.6);
    double[] chances = {.2, .1, .06, .04};
    double sum = 0;
    for (int i = 0; i < chances.length; i++) {
      logits[21 + i] = (float) Math.log(chances[i]);
      sum += Math.pow(chances[i], 1 / .5);
    }
    // At a third of the temperature the odds of .6 to .4 become those of .216 to .064.
    for (double temperature : new double[] {1, 1 / 3.}) {
      double rests = temperature == 1 ? .6 : .216 / .28;
      int[] counts = new int[291];
      SeededRandom random = new SeededRandom(3, 1, 0, 0);
      for (int i = 0; i < DRAWS; i++) {
        counts[new Sampler(0, 1).chooseHand(logits, allowed, 20, 25, temperature, .5, random)]++;
      }
      assertEquals(rests, counts[20] / (double) DRAWS, 0.01);
      for (int i = 0; i < chances.length; i++) {
        double expected = (1 - rests) * Math.pow(chances[i], 1 / .5) / sum;
        assertEquals(expected, counts[21 + i] / (double) DRAWS, 0.01, "note " + i);
      }
    }
  }

  @Test
  void aHandPlaysAtTemperatureZeroIfItsNotesAreLikelierTogether() {
    Sampler sampler = new Sampler(0, 1);
    logits[20] = (float) Math.log(.4);
    logits[21] = (float) Math.log(.25);
    logits[22] = (float) Math.log(.35);
    assertEquals(22, sampler.chooseHand(logits, allowed, 20, 23, 0, 0, null));
    logits[20] = (float) Math.log(.61);
    assertEquals(20, sampler.chooseHand(logits, allowed, 20, 23, 0, 0, null));
    allowed[20] = false;
    assertEquals(22, sampler.chooseHand(logits, allowed, 20, 23, 0, 0, null));
    allowed[20] = true;
    allowed[21] = allowed[22] = false;
    assertEquals(20, sampler.chooseHand(logits, allowed, 20, 23, 1, 1, null));
    allowed[20] = false;
    assertThrows(
        IllegalStateException.class, () -> sampler.chooseHand(logits, allowed, 20, 23, 1, 1, null));
    allowed[20] = allowed[21] = true;
    for (int broken : new int[] {20, 21}) {
      float whole = logits[broken];
      logits[broken] = Float.NaN;
      assertThrows(
          IllegalStateException.class,
          () -> sampler.chooseHand(logits, allowed, 20, 23, 1, 1, null));
      logits[broken] = whole;
    }
  }

  @Test
  void topKKeepsTheLikeliest() {
    logits[20] = 1;
    logits[21] = 3;
    logits[22] = 2;
    logits[23] = 2;
    int[] counts = count(new Sampler(2, 1), 20, 25, 1);
    assertEquals(DRAWS, counts[21] + counts[22], "ties fall to the lower token");
    assertEquals(1 / (1 + Math.exp(-1)), counts[21] / (double) DRAWS, 0.01);
  }

  @Test
  void topPKeepsTheFewestThatReachTheChance() {
    logits[20] = (float) Math.log(.5);
    logits[21] = (float) Math.log(.3);
    logits[22] = (float) Math.log(.2);
    int[] two = count(new Sampler(0, .7), 20, 23, 1);
    assertEquals(DRAWS, two[20] + two[21]);
    assertEquals(.625, two[20] / (double) DRAWS, 0.01);
    int[] one = count(new Sampler(0, .4), 20, 23, 1);
    assertEquals(DRAWS, one[20]);
  }

  @Test
  void aHugeSpreadOfLogitsDoesNotOverflow() {
    logits[20] = 3e38f;
    logits[21] = -3e38f;
    assertEquals(20, choose(new Sampler(0, 1), 20, 23, 1e-9));
  }

  @Test
  void numbersThatAreNoneAreRefusedByToken() {
    logits[21] = Float.NaN;
    IllegalStateException nan =
        assertThrows(IllegalStateException.class, () -> choose(new Sampler(0, 1), 20, 23, 1));
    assertTrue(nan.getMessage().contains("NaN for token 21"), nan.getMessage());
    allowed[21] = false;
    assertEquals(20, choose(new Sampler(0, 1), 20, 23, 0), "a forbidden one doesn't matter");
    Arrays.fill(allowed, false);
    assertThrows(IllegalStateException.class, () -> choose(new Sampler(0, 1), 20, 23, 1));
  }

  @Test
  void seedsAreSequencesOfTheirOwn() {
    assertEquals(new SeededRandom(1, 2, 3).nextDouble(), new SeededRandom(1, 2, 3).nextDouble());
    double first = new SeededRandom(1, 2, 3).nextDouble();
    assertNotEquals(first, new SeededRandom(1, 3, 2).nextDouble());
    assertNotEquals(first, new SeededRandom(2, 2, 3).nextDouble());
    assertNotEquals(first, new SeededRandom(1, 2, 4).nextDouble());
    SeededRandom random = new SeededRandom(0, 0, 0);
    double sum = 0;
    int[] tenths = new int[10];
    for (int i = 0; i < DRAWS; i++) {
      double value = random.nextDouble();
      sum += value;
      tenths[(int) (value * 10)]++;
    }
    assertEquals(.5, sum / DRAWS, .01);
    for (int tenth : tenths) {
      assertEquals(.1, tenth / (double) DRAWS, .01);
    }
  }

  private int choose(Sampler sampler, int from, int to, double temperature) {
    return sampler.choose(logits, allowed, from, to, temperature, new SeededRandom(1));
  }

  private int[] count(Sampler sampler, int from, int to, double temperature) {
    SeededRandom random = new SeededRandom(5);
    int[] counts = new int[291];
    for (int i = 0; i < DRAWS; i++) {
      counts[sampler.choose(logits, allowed, from, to, temperature, random)]++;
    }
    return counts;
  }
}
