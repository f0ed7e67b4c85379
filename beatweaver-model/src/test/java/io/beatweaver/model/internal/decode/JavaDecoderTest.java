package io.beatweaver.model.internal.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.ModelConfig.AudioPath;
import io.beatweaver.model.ModelConfig.EncoderKind;
import io.beatweaver.token.Vocabulary;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaDecoderTest {
  @Test
  void equalsTheReferenceOnManyBarsAndWidths() {
    ModelConfig[] configs = {
      RandomModel.tiny(),
      new ModelConfig(EncoderKind.PLAIN, 1, 1, 6, 3, 5, 1, 3, 0, 0, 256, 0),
      new ModelConfig(EncoderKind.PLAIN, 1, 3, 32, 4, 64, 2, 9, 2, 1, 256, 0),
    };
    for (int c = 0; c < configs.length; c++) {
      ModelConfig config = configs[c];
      Map<String, float[]> weights = RandomModel.weights(config, 10 + c);
      // About 400 tokens: more than the caches hold at first.
      int[] tokens =
          RandomModel.tokens(config.windowBars(), 400.0 / 3 / config.windowBars(), true, c);
      assertMatches(config, weights, tokens);
      assertTrue(c == 1 || tokens.length > 256, "tokens " + tokens.length);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OWN_ROW,false",
    "ROTARY_ATTENTION,true",
    "ROTARY_ATTENTION,false",
    "PLAIN_ATTENTION,true",
    "PLAIN_ATTENTION,false"
  })
  void equalsTheReferenceHoweverItHears(AudioPath path, boolean hazard) {
    int seed = 20;
    for (int subsampling : new int[] {1, 2, 4}) {
      ModelConfig config =
          new ModelConfig(EncoderKind.PLAIN, 1, 2, 12, 2, 16, subsampling, 2, 1, 1, 256, 0)
              .withHearing(path, hazard);
      Map<String, float[]> weights = RandomModel.weights(config, seed++);
      assertMatches(config, weights, RandomModel.tokens(config.windowBars(), 8, true, seed));
    }
  }

  @Test
  void equalsTheReferenceOnAWindowWithoutNotes() {
    ModelConfig config = RandomModel.tiny();
    assertMatches(config, RandomModel.weights(config, 3), RandomModel.tokens(4, 0, false, 1));
  }

  @Test
  void aNewWindowForgetsTheLast() {
    aNewWindowForgetsTheLast(RandomModel.tiny());
    aNewWindowForgetsTheLast(RandomModel.tiny().withHearing(AudioPath.ROTARY_ATTENTION, true));
  }

  private static void aNewWindowForgetsTheLast(ModelConfig config) {
    DecoderWeights weights = RandomModel.decoderWeights(config, 5);
    JavaDecoder used = new JavaDecoder(weights);
    run(used, config, RandomModel.tokens(4, 20, false, 8), 1);
    float[][] again = run(used, config, RandomModel.tokens(4, 9, true, 9), 2);
    float[][] fresh = run(new JavaDecoder(weights), config, RandomModel.tokens(4, 9, true, 9), 2);
    for (int t = 0; t < fresh.length; t++) {
      assertArrayEquals(fresh[t], again[t], "after token " + t);
    }
  }

  @Test
  void tokensSideBySideAreTheSameAsOneByOneToTheBit() {
    for (AudioPath path : AudioPath.values()) {
      ModelConfig config = RandomModel.tiny().withHearing(path, true);
      DecoderWeights weights = RandomModel.decoderWeights(config, 5);
      int[] tokens = RandomModel.tokens(4, 20, false, 8);
      float[][] expected = run(new JavaDecoder(weights), config, tokens, 1);
      JavaDecoder decoder = new JavaDecoder(weights);
      float[] actual = new float[Vocabulary.SIZE];
      for (int known = 2; known < tokens.length; known++) {
        begin(decoder, config, 1);
        decoder.accept(tokens[0]);
        decoder.acceptAll(tokens, 1, known);
        decoder.acceptAll(tokens, known, known);
        for (int t = known - 1; t < tokens.length; t++) {
          if (t >= known) {
            decoder.accept(tokens[t]);
          }
          decoder.logits(actual, 0, Vocabulary.SIZE);
          assertArrayEquals(expected[t], actual, path + ", " + known + " known, after token " + t);
        }
      }
    }
  }

  @Test
  void aRangeOfLogitsIsThatPartOfAll() {
    ModelConfig config = RandomModel.tiny();
    DecoderWeights weights = RandomModel.decoderWeights(config, 5);
    JavaDecoder decoder = new JavaDecoder(weights);
    float[] encoded = RandomModel.gaussians(config.encoderRows() * config.width(), 0, 1, 1);
    float[] onset = RandomModel.gaussians(config.audioRows(), -1, 2, 2);
    int[] tokens = {Vocabulary.START, 4, Vocabulary.BAR, 9 + 7};
    float[] all = new float[Vocabulary.SIZE];
    float[] part = new float[Vocabulary.SIZE];
    for (int i = 0; i < 2; i++) {
      decoder.begin(encoded, 0, onset, 0);
      for (int token : tokens) {
        decoder.accept(token);
      }
      decoder.logits(i == 0 ? all : part, i == 0 ? 0 : 73, i == 0 ? Vocabulary.SIZE : 182);
    }
    for (int token = 73; token < 182; token++) {
      assertEquals(all[token], part[token], "token " + token);
    }
  }

  @Test
  void refusesWhatTheWindowCannotHold() {
    ModelConfig config = RandomModel.tiny();
    JavaDecoder decoder = new JavaDecoder(RandomModel.decoderWeights(config, 1));
    decoder.begin(
        new float[config.encoderRows() * config.width()], 0, new float[config.audioRows()], 0);
    assertThrows(IllegalArgumentException.class, () -> decoder.accept(Vocabulary.BAR));
    decoder.accept(Vocabulary.START);
    decoder.accept(Vocabulary.FIRST_DIFFICULTY);
    for (int bar = 0; bar < config.windowBars() + config.lookaheadBars(); bar++) {
      decoder.accept(Vocabulary.BAR);
    }
    assertThrows(IllegalStateException.class, () -> decoder.accept(Vocabulary.BAR));
  }

  private static void assertMatches(
      ModelConfig config, Map<String, float[]> weights, int[] tokens) {
    float[] encoded = RandomModel.gaussians(config.encoderRows() * config.width(), 0, 1, 7);
    float[] onset = RandomModel.gaussians(config.audioRows(), -2, 2, 7);
    double[][] expected = new ReferenceDecoder(config, weights).logits(tokens, encoded, onset);
    float[][] actual =
        run(
            new JavaDecoder(DecoderWeights.of(RandomModel.checkpoint(config, weights))),
            config,
            tokens,
            7);
    for (int t = 0; t < tokens.length; t++) {
      for (int token = 0; token < Vocabulary.SIZE; token++) {
        assertEquals(expected[t][token], actual[t][token], 1e-4, "after " + t + ", token " + token);
      }
    }
  }

  private static float[][] run(
      IncrementalDecoder decoder, ModelConfig config, int[] tokens, long seed) {
    begin(decoder, config, seed);
    float[][] logits = new float[tokens.length][Vocabulary.SIZE];
    for (int t = 0; t < tokens.length; t++) {
      decoder.accept(tokens[t]);
      decoder.logits(logits[t], 0, Vocabulary.SIZE);
    }
    return logits;
  }

  private static void begin(IncrementalDecoder decoder, ModelConfig config, long seed) {
    float[] encoded = RandomModel.gaussians(config.encoderRows() * config.width(), 0, 1, seed);
    float[] onset = RandomModel.gaussians(config.audioRows(), -2, 2, seed);
    // Offsets, as the windows of several difficulties lie in one array.
    float[] shiftedEncoded = new float[encoded.length + 11];
    float[] shiftedOnset = new float[onset.length + 3];
    System.arraycopy(encoded, 0, shiftedEncoded, 11, encoded.length);
    System.arraycopy(onset, 0, shiftedOnset, 3, onset.length);
    decoder.begin(shiftedEncoded, 11, shiftedOnset, 3);
  }
}
