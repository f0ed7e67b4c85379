package io.beatweaver.model.internal.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Note;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingBeatmap;
import io.beatweaver.model.internal.net.Fixtures;
import io.beatweaver.model.internal.net.TokenTrack;
import io.beatweaver.token.Tokenizer;
import io.beatweaver.token.Vocabulary;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final ModelConfig CONFIG = config(1024);

  private static ModelConfig config(int maxTokens) {
    return new ModelConfig(ModelConfig.EncoderKind.PLAIN, 1, 1, 8, 2, 8, 4, 5, 2, 1, maxTokens, 0);
  }

  private static TrainingBeatmap beatmap(int bars, int perBar, long seed) {
    int[] tokens = Fixtures.tokens(bars, perBar, 3, new Random(seed));
    int[] starts =
        IntStream.range(0, tokens.length).filter(i -> tokens[i] == Vocabulary.BAR).toArray();
    return new TrainingBeatmap(Difficulty.EXPERT, tokens, starts, 0);
  }

  @Test
  void theSongsStartCountsWhole() {
    TrainingBeatmap beatmap = beatmap(9, 6, 1);
    Window window = Window.of(beatmap, 0, 0, CONFIG);
    int expected = beatmap.barStarts()[5];
    assertArrayEquals(Arrays.copyOf(beatmap.tokens(), expected), window.tokens());
    for (int t = 0; t < expected; t++) {
      assertEquals(t >= 2, window.counted()[t], "token " + t);
    }
  }

  @Test
  void laterWindowsCountFromTheBarAfterTheirPrefix() {
    TrainingBeatmap beatmap = beatmap(9, 6, 1);
    Window window = Window.of(beatmap, 3, 2, CONFIG);
    int from = beatmap.barStarts()[3];
    int first = beatmap.barStarts()[5] - from + 2;
    assertEquals(Vocabulary.START, window.tokens()[0]);
    assertEquals(Vocabulary.FIRST_DIFFICULTY + 3, window.tokens()[1]);
    assertEquals(Vocabulary.BAR, window.tokens()[first]);
    assertEquals(beatmap.barStarts()[8] - from + 2, window.tokens().length);
    for (int t = 0; t < window.tokens().length; t++) {
      assertEquals(t >= first, window.counted()[t], "token " + t);
    }
    assertFalse(IntStream.of(window.tokens()).anyMatch(t -> t == Vocabulary.END));
    assertEquals(Vocabulary.END, lastToken(Window.of(beatmap, 4, 2, CONFIG)));
    assertEquals(Vocabulary.END, lastToken(Window.of(beatmap, 6, 2, CONFIG)));
  }

  @Test
  void whatTheModelHasNoRoomForEndsTheWindowAtABar() {
    TrainingBeatmap beatmap = beatmap(9, 30, 2);
    int from = beatmap.barStart(2);
    for (int bars = 1; bars <= 4; bars++) {
      int tokens = 2 + beatmap.barStart(2 + bars) - from;
      int tooFew = 2 + beatmap.barStart(3 + bars) - from - 1;
      for (int limit : new int[] {tokens, tokens + 1, tooFew}) {
        Window window = Window.of(beatmap, 2, 0, config(limit));
        assertFalse(window.truncated());
        assertEquals(tokens, window.tokens().length, "limit " + limit);
        assertArrayEquals(
            Arrays.copyOfRange(beatmap.tokens(), from, from + tokens - 2),
            Arrays.copyOfRange(window.tokens(), 2, tokens));
      }
    }
  }

  @Test
  void aBarThatIsTooLongAloneKeepsWholePositionsAndIsReported() {
    TrainingBeatmap beatmap = beatmap(9, 30, 2);
    for (int limit : new int[] {64, 65, 66, 67}) {
      Window window = Window.of(beatmap, 2, 0, config(limit));
      assertTrue(window.truncated());
      assertEquals(3 + (limit - 3) / 3 * 3, window.tokens().length);
      assertEquals(Vocabulary.Kind.RIGHT, Vocabulary.kind(lastToken(window)));
      new TokenTrack(window.tokens());
    }
  }

  @Test
  void onsetsAreTheStepsOfTheDecodedNotesLookaheadIncluded() {
    TrainingBeatmap beatmap = beatmap(9, 10, 4);
    for (int bar : new int[] {0, 2, 5}) {
      float[] expected = new float[7 + CONFIG.audioRows()];
      for (Note note : Tokenizer.decode(beatmap.tokens())) {
        int row = (int) (note.beat() * 16) - 64 * bar;
        if (row >= 0 && row < CONFIG.audioRows()) {
          expected[7 + row] = 1;
        }
      }
      float[] actual = new float[expected.length];
      Arrays.fill(actual, 7, actual.length, 9);
      Window.onsets(beatmap, bar, CONFIG, actual, 7);
      assertArrayEquals(expected, actual);
    }
  }

  private static int lastToken(Window window) {
    return window.tokens()[window.tokens().length - 1];
  }
}
