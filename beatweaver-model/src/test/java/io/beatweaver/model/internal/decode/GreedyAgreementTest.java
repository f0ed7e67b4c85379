package io.beatweaver.model.internal.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.ModelConfig.AudioPath;
import io.beatweaver.model.ModelConfig.EncoderKind;
import io.beatweaver.model.internal.net.EncoderRunner;
import io.beatweaver.token.Grammar;
import io.beatweaver.token.Vocabulary;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Greedy decoding with and without cache writes the same tokens. The specification looks at the
 * whole window at once, so one pass over the tokens says what it would have chosen after each.
 */
class GreedyAgreementTest {
  /** As far apart as floats may bring the two: below this a choice is a tie. */
  private static final double TIE = 1e-3;

  @Test
  void onRandomWeights() {
    ModelConfig config = ModelConfig.small();
    int tokens = 0;
    for (int seed = 0; seed < 3; seed++) {
      Map<String, float[]> weights = RandomModel.weights(config, 40 + seed);
      float[] encoded = RandomModel.gaussians(config.encoderRows() * config.width(), 0, 1, seed);
      float[] onset = RandomModel.gaussians(config.audioRows(), 1, 2, seed);
      tokens += agree(RandomModel.checkpoint(config, weights), encoded, onset, seed);
    }
    assertTrue(tokens >= 1000, "only " + tokens + " tokens");
  }

  @Test
  void onRandomWeightsThatAttendToTheAudio() {
    int tokens = 0;
    for (AudioPath path : new AudioPath[] {AudioPath.ROTARY_ATTENTION, AudioPath.PLAIN_ATTENTION}) {
      ModelConfig config =
          new ModelConfig(EncoderKind.PLAIN, 1, 2, 32, 4, 64, 4, 4, 1, 1, 512, .1)
              .withHearing(path, path == AudioPath.ROTARY_ATTENTION);
      Map<String, float[]> weights = RandomModel.weights(config, 50);
      float[] encoded = RandomModel.gaussians(config.encoderRows() * config.width(), 0, 1, 3);
      float[] onset = RandomModel.gaussians(config.audioRows(), 1, 2, 3);
      tokens += agree(RandomModel.checkpoint(config, weights), encoded, onset, 0);
    }
    assertTrue(tokens >= 100, "only " + tokens + " tokens");
  }

  @Test
  void onTheStarterWeights() throws Exception {
    Checkpoint starter = Checkpoint.starter();
    ModelConfig config = starter.config();
    int windows = 4;
    float[] features =
        RandomModel.gaussians(windows * config.audioRows() * SongFeatures.COLUMNS, -.2, .6, 5);
    float[] encoded = new float[windows * config.encoderRows() * config.width()];
    float[] onset = new float[windows * config.audioRows()];
    try (EncoderRunner encoder = EncoderRunner.open(starter.weights(), config)) {
      encoder.encode(features, new int[] {4, 4, 4, 3}, windows, encoded, onset);
    }
    // Noise is no music: lifted until it gives windows as full as songs do.
    for (int i = 0; i < onset.length; i++) {
      onset[i] = 2 * onset[i] + (i % 2 == 0 ? 6 : -6);
    }
    int rows = config.encoderRows() * config.width();
    int tokens = 0;
    for (int window = 0; window < windows; window++) {
      float[] own = Arrays.copyOfRange(encoded, window * rows, (window + 1) * rows);
      int first = window * config.audioRows();
      float[] onsets = Arrays.copyOfRange(onset, first, first + config.audioRows());
      tokens += agree(starter, own, onsets, window);
    }
    assertTrue(tokens >= 1000, "only " + tokens + " tokens");
  }

  private static int agree(Checkpoint model, float[] encoded, float[] onset, int window) {
    ModelConfig config = model.config();
    JavaDecoder decoder = new JavaDecoder(DecoderWeights.of(model));
    decoder.begin(encoded, 0, onset, 0);
    int[] tokens = new int[700];
    float[][] logits = new float[700][Vocabulary.SIZE];
    int count = 0;
    int next = Vocabulary.START;
    while (count < tokens.length && next != Vocabulary.END) {
      tokens[count] = next;
      decoder.accept(next);
      decoder.logits(logits[count], 0, Vocabulary.SIZE);
      boolean last = decoder.state().bar() == config.windowBars() - 1;
      float[] own = logits[count++];
      next =
          count == 1
              ? Vocabulary.FIRST_DIFFICULTY + 4
              : best(decoder.state().grammar(), last, token -> own[token], Vocabulary.PAD);
    }
    int[] written = Arrays.copyOf(tokens, count);
    double[][] whole =
        new ReferenceDecoder(config, model.weights()).logits(written, encoded, onset);
    int[] expected = written.clone();
    int grammar = Grammar.next(Grammar.INITIAL, written[0]);
    int bar = -1;
    for (int t = 0; t < count; t++) {
      for (int token = 0; token < Vocabulary.SIZE; token++) {
        assertEquals(whole[t][token], logits[t][token], 2e-4, window + " after " + t);
      }
      if (t > 0) {
        grammar = Grammar.next(grammar, written[t]);
        bar += written[t] == Vocabulary.BAR ? 1 : 0;
      }
      if (t > 0 && t + 1 < count) {
        double[] own = whole[t];
        boolean last = bar == config.windowBars() - 1;
        expected[t + 1] = best(grammar, last, token -> own[token], written[t + 1]);
      }
    }
    assertArrayEquals(expected, written, "window " + window);
    return count;
  }

  /** The highest token that may come; the preferred one if it is as high. */
  private static int best(
      int grammar, boolean last, java.util.function.IntToDoubleFunction logit, int preferred) {
    int best = -1;
    for (int token = 0; token < Vocabulary.SIZE; token++) {
      if (Grammar.allows(grammar, token, last)
          && (best < 0 || logit.applyAsDouble(token) > logit.applyAsDouble(best))) {
        best = token;
      }
    }
    boolean tie = logit.applyAsDouble(best) - logit.applyAsDouble(preferred) < TIE;
    return tie && Grammar.allows(grammar, preferred, last) ? preferred : best;
  }
}
