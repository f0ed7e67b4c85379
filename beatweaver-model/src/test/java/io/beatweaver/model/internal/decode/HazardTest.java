package io.beatweaver.model.internal.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.beatweaver.token.Vocabulary;
import org.junit.jupiter.api.Test;

class HazardTest {
  @Test
  void equalsItsDefinitionInEveryBarAndPosition() {
    float[] onset = RandomModel.gaussians(64 * 3, -1, 3, 4);
    Hazard hazard = new Hazard(0.75f);
    hazard.begin(onset, 0, onset.length);
    for (int bar = 0; bar < 3; bar++) {
      for (int current = -1; current < 64; current++) {
        float[] logits = new float[Vocabulary.SIZE];
        hazard.add(bar, current, logits);
        double[] expected = ReferenceDecoder.hazard(onset, bar, current);
        for (int token = 0; token < Vocabulary.SIZE; token++) {
          assertEquals(0.75 * expected[token], logits[token], 1e-4, "token " + token);
        }
      }
    }
  }

  @Test
  void isADistributionOverWhatMayCome() {
    float[] onset = RandomModel.gaussians(64, -2, 2, 9);
    Hazard hazard = new Hazard(1);
    hazard.begin(onset, 0, 64);
    float[] logits = new float[Vocabulary.SIZE];
    hazard.add(0, 20, logits);
    double sum = Math.exp(logits[Vocabulary.BAR]);
    for (int p = 21; p < 64; p++) {
      sum += Math.exp(logits[Vocabulary.position(p)]);
    }
    assertEquals(1, sum, 1e-5);
  }

  @Test
  void staysFiniteForExtremeLogits() {
    float[] onset = new float[64];
    for (int q = 0; q < 64; q++) {
      onset[q] = q % 2 == 0 ? 1e4f : -1e4f;
    }
    Hazard hazard = new Hazard(1);
    hazard.begin(onset, 0, 64);
    float[] logits = new float[Vocabulary.SIZE];
    hazard.add(0, -1, logits);
    assertEquals(0, logits[Vocabulary.position(0)]);
    assertEquals(-2e4f, logits[Vocabulary.position(1)]);
    assertEquals(-32e4f, logits[Vocabulary.BAR]);
  }

  @Test
  void aNewWindowReplacesTheOldOne() {
    Hazard hazard = new Hazard(1);
    hazard.begin(RandomModel.gaussians(64, 0, 1, 1), 0, 64);
    hazard.add(0, -1, new float[Vocabulary.SIZE]);
    float[] onset = RandomModel.gaussians(70, 0, 1, 2);
    hazard.begin(onset, 6, 64);
    float[] logits = new float[Vocabulary.SIZE];
    hazard.add(0, -1, logits);
    assertEquals(Hazard.logSigmoid(onset[6]), logits[Vocabulary.position(0)], 1e-6);
  }
}
