package io.beatweaver.model.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.ModelConfig.EncoderKind;
import io.beatweaver.token.Vocabulary;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HazardTest {
  private final ModelConfig config = Fixtures.tiny(EncoderKind.PLAIN, 4);

  @Test
  void equalsBruteForceAtEveryToken() {
    Random random = new Random(3);
    List<TokenTrack> tracks =
        List.of(
            new TokenTrack(Fixtures.tokens(2, 20, 3, random)),
            new TokenTrack(Fixtures.tokens(2, 2, 0, random)));
    float[] onsets = new float[2 * config.audioRows()];
    for (int i = 0; i < onsets.length; i++) {
      onsets[i] = 4 * (float) random.nextGaussian();
    }
    float[] actual;
    int length = tracks.get(0).length();
    try (NDManager step = Torch.newManager()) {
      DecoderInputs inputs = new DecoderInputs(step, config, tracks);
      actual =
          Hazard.logits(step.create(onsets, new Shape(2, config.audioRows())), inputs)
              .toFloatArray();
    }
    for (int b = 0; b < 2; b++) {
      double[] own = new double[config.audioRows()];
      for (int i = 0; i < own.length; i++) {
        own[i] = onsets[b * own.length + i];
      }
      TokenTrack track = tracks.get(b);
      for (int t = 0; t < track.length(); t++) {
        for (int token = 0; token < Vocabulary.SIZE; token++) {
          int bar = track.timingBars[t];
          double expected =
              bar < 0 ? 0 : ReferenceNetwork.hazard(own, bar, track.cursors[t], token);
          assertEquals(
              expected,
              actual[(b * length + t) * Vocabulary.SIZE + token],
              2e-4,
              "window " + b + " token " + t + " next " + token);
        }
      }
    }
  }
}
