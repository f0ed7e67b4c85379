package io.beatweaver.model.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.beatweaver.model.TokenAccuracy;
import io.beatweaver.token.Vocabulary;
import org.junit.jupiter.api.Test;

class HitsTest {
  @Test
  void classesAreCountedApart() {
    Hits hits = new Hits();
    hits.add(Vocabulary.BAR, Vocabulary.BAR);
    hits.add(Vocabulary.END, Vocabulary.BAR);
    hits.add(Vocabulary.LEFT_EMPTY, Vocabulary.LEFT_EMPTY);
    hits.add(Vocabulary.RIGHT_EMPTY, Vocabulary.RIGHT_EMPTY);
    hits.add(Vocabulary.position(3), Vocabulary.BAR);
    hits.add(Vocabulary.position(4), Vocabulary.position(4));
    hits.add(Vocabulary.FIRST_LEFT + 1, Vocabulary.FIRST_LEFT + 2);
    assertEquals(new TokenAccuracy(0.75, 0.5, 0), hits.accuracy());
    assertEquals(new TokenAccuracy(Double.NaN, Double.NaN, Double.NaN), new Hits().accuracy());
  }
}
