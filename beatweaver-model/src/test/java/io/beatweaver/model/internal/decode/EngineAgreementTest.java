package io.beatweaver.model.internal.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.ModelConfig.AudioPath;
import io.beatweaver.model.ModelConfig.EncoderKind;
import io.beatweaver.model.internal.net.EncoderRunner;
import io.beatweaver.model.internal.net.Network;
import io.beatweaver.model.internal.net.Parameters;
import io.beatweaver.model.internal.net.TokenTrack;
import io.beatweaver.token.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The decoder that generates against the network that is trained. */
class EngineAgreementTest {
  @Test
  void stepByStepLogitsEqualTheFullPassThatIsTrained() {
    for (int subsampling : new int[] {1, 2, 4}) {
      agree(new ModelConfig(EncoderKind.PLAIN, 1, 2, 24, 3, 40, subsampling, 4, 1, 1, 512, .1), 30);
    }
    agree(new ModelConfig(EncoderKind.CONFORMER, 1, 1, 32, 2, 64, 4, 3, 1, 0, 512, .1), 10);
  }

  @Test
  void stepByStepLogitsEqualTheFullPassHoweverItHears() {
    for (AudioPath path : AudioPath.values()) {
      for (boolean hazard : new boolean[] {true, false}) {
        for (int subsampling : new int[] {1, 4}) {
          ModelConfig shape =
              new ModelConfig(EncoderKind.PLAIN, 1, 2, 24, 3, 40, subsampling, 4, 1, 1, 512, .1);
          agree(shape.withHearing(path, hazard), 20);
        }
      }
    }
  }

  @Test
  void agreesOnAWindowOfTheSmallModel() {
    agree(ModelConfig.small(), 12);
  }

  /** Else a difficulty would be another alone than beside others, from the same seed. */
  @Test
  void whatIsHeardDoesNotDependOnWhatElseIsInTheBatch() {
    for (ModelConfig config : List.of(ModelConfig.small(), ModelConfig.medium())) {
      Map<String, float[]> weights = RandomModel.weights(config, 6);
      int values = config.audioRows() * SongFeatures.COLUMNS;
      float[] alone = RandomModel.gaussians(values, -.5, .5, 1);
      float[] features = new float[5 * values];
      for (int b = 0; b < 5; b++) {
        System.arraycopy(alone, 0, features, b * values, values);
      }
      int rows = config.encoderRows() * config.width();
      float[] together = new float[5 * rows];
      float[] onsets = new float[5 * config.audioRows()];
      try (EncoderRunner encoder = EncoderRunner.open(weights, config)) {
        encoder.encode(features, new int[] {0, 1, 2, 3, 4}, 5, together, onsets);
        for (int b = 0; b < 5; b++) {
          float[] one = new float[rows];
          float[] its = new float[config.audioRows()];
          encoder.encode(alone, new int[] {b}, 1, one, its);
          assertArrayEquals(Arrays.copyOfRange(together, b * rows, (b + 1) * rows), one);
          int from = b * config.audioRows();
          assertArrayEquals(Arrays.copyOfRange(onsets, from, from + its.length), its);
        }
      }
    }
  }

  private static void agree(ModelConfig config, double perBar) {
    Map<String, float[]> weights = RandomModel.weights(config, 6);
    int batch = 2;
    float[] features =
        RandomModel.gaussians(batch * config.audioRows() * SongFeatures.COLUMNS, -.5, .5, 1);
    int[][] tokens = {
      RandomModel.tokens(config.windowBars(), perBar, true, 2),
      RandomModel.tokens(config.windowBars(), perBar / 2, false, 3)
    };
    int[] difficulty = {
      tokens[0][1] - Vocabulary.FIRST_DIFFICULTY, tokens[1][1] - Vocabulary.FIRST_DIFFICULTY
    };
    float[] encoded = new float[batch * config.encoderRows() * config.width()];
    float[] onset = new float[batch * config.audioRows()];
    try (EncoderRunner encoder = EncoderRunner.open(weights, config)) {
      encoder.encode(features, difficulty, batch, encoded, onset);
    }
    float[] expected;
    try (Parameters parameters = Parameters.open(config, weights, false)) {
      List<TokenTrack> tracks = List.of(new TokenTrack(tokens[0]), new TokenTrack(tokens[1]));
      expected = new Network(config).logits(parameters, features, difficulty, tracks);
    }
    int length = Math.max(tokens[0].length, tokens[1].length);
    assertEquals(batch * length * Vocabulary.SIZE, expected.length);
    JavaDecoder decoder =
        new JavaDecoder(DecoderWeights.of(RandomModel.checkpoint(config, weights)));
    float[] logits = new float[Vocabulary.SIZE];
    double spread = 0;
    for (int b = 0; b < batch; b++) {
      decoder.begin(
          encoded, b * config.encoderRows() * config.width(), onset, b * config.audioRows());
      for (int t = 0; t < tokens[b].length; t++) {
        decoder.accept(tokens[b][t]);
        decoder.logits(logits, 0, Vocabulary.SIZE);
        for (int token = 0; token < Vocabulary.SIZE; token++) {
          float full = expected[(b * length + t) * Vocabulary.SIZE + token];
          spread = Math.max(spread, Math.abs(full));
          assertEquals(full, logits[token], 1e-3, "window " + b + " after " + t + " next " + token);
        }
      }
    }
    assertTrue(spread > 1, "logits so small show nothing: " + spread);
  }
}
