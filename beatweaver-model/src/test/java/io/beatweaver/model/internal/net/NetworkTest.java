package io.beatweaver.model.internal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.beatweaver.model.ComputeDevice;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.ModelConfig.AudioPath;
import io.beatweaver.model.ModelConfig.EncoderKind;
import io.beatweaver.token.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkTest {
  private static final ModelConfig PLAIN = Fixtures.tiny(EncoderKind.PLAIN, 4);

  @ParameterizedTest
  @CsvSource({"PLAIN,4", "PLAIN,2", "PLAIN,1", "CONFORMER,4", "CONFORMER,1"})
  void equalsTheReferenceInPlainLoops(EncoderKind kind, int subsampling) {
    equalsTheReference(Fixtures.tiny(kind, subsampling));
  }

  @ParameterizedTest
  @MethodSource("io.beatweaver.model.internal.net.Fixtures#hearing")
  void equalsTheReferenceHoweverItHears(AudioPath path, boolean hazard) {
    equalsTheReference(PLAIN.withHearing(path, hazard));
    equalsTheReference(Fixtures.tiny(EncoderKind.PLAIN, 1).withHearing(path, hazard));
  }

  private static void equalsTheReference(ModelConfig config) {
    Map<String, float[]> weights = Fixtures.weights(config, 5);
    Batch batch = Fixtures.batch(config, 2, new Random(7));
    ReferenceNetwork reference = new ReferenceNetwork(config, weights);
    int length = batch.tracks().stream().mapToInt(TokenTrack::length).max().orElseThrow();
    float[] h = new float[batch.size() * config.encoderRows() * config.width()];
    float[] onsets = new float[batch.size() * config.audioRows()];
    float[] logits;
    try (Parameters parameters = Parameters.open(config, weights, false);
        EncoderRunner runner = EncoderRunner.open(weights, config)) {
      logits =
          new Network(config)
              .logits(parameters, Fixtures.features(batch), batch.difficulties(), batch.tracks());
      runner.encode(Fixtures.features(batch), batch.difficulties(), batch.size(), h, onsets);
    }
    for (int b = 0; b < batch.size(); b++) {
      double[][] encoded =
          reference.encode(Fixtures.features(config, batch, b), batch.difficulties()[b]);
      double[] expected = Arrays.stream(encoded).flatMapToDouble(Arrays::stream).toArray();
      assertClose(expected, h, b * expected.length, 2e-4, "encoder");
      double[] heard = reference.onsets(encoded);
      assertClose(heard, onsets, b * heard.length, 2e-4, "onsets");
      double[][] written = reference.logits(encoded, batch.tracks().get(b).tokens);
      for (int t = 0; t < written.length; t++) {
        int offset = (b * length + t) * Vocabulary.SIZE;
        assertClose(written[t], logits, offset, 1e-3, "token " + t);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"PLAIN,4", "CONFORMER,2"})
  void gradientsEqualFiniteDifferencesOfTheReference(EncoderKind kind, int subsampling) {
    gradientsEqualFiniteDifferences(
        new ModelConfig(kind, 1, 1, 4, 1, 6, subsampling, 1, 0, 1, 256, 0));
  }

  @ParameterizedTest
  @MethodSource("io.beatweaver.model.internal.net.Fixtures#hearing")
  void gradientsEqualFiniteDifferencesHoweverItHears(AudioPath path, boolean hazard) {
    ModelConfig shape = new ModelConfig(EncoderKind.PLAIN, 1, 1, 4, 1, 6, 2, 1, 0, 1, 256, 0);
    gradientsEqualFiniteDifferences(shape.withHearing(path, hazard));
  }

  private static void gradientsEqualFiniteDifferences(ModelConfig config) {
    Map<String, float[]> weights = Fixtures.weights(config, 3);
    Batch batch = Fixtures.batch(config, 2, new Random(4));
    Map<String, float[]> gradients = gradients(config, weights, batch, false);
    Random random = new Random(1);
    float step = 1f / 1024;
    int large = 0;
    for (Map.Entry<String, float[]> entry : gradients.entrySet()) {
      float[] values = weights.get(entry.getKey());
      for (int n = 0; n < 3; n++) {
        int i = random.nextInt(values.length);
        float before = values[i];
        values[i] = before + step;
        double above = Fixtures.loss(config, weights, batch);
        values[i] = before - step;
        double below = Fixtures.loss(config, weights, batch);
        double width = (double) (before + step) - (before - step);
        values[i] = before;
        double expected = (above - below) / width;
        double actual = entry.getValue()[i];
        assertEquals(
            expected, actual, 2e-4 + 1e-2 * Math.abs(expected), entry.getKey() + "[" + i + "]");
        large += Math.abs(expected) > 1e-3 ? 1 : 0;
      }
    }
    assertTrue(large > gradients.size() / 2, large + " gradients that tell something");
  }

  @ParameterizedTest
  @MethodSource("io.beatweaver.model.internal.net.Fixtures#hearing")
  void lossesEqualTheReference(AudioPath path, boolean hazard) {
    ModelConfig config = PLAIN.withHearing(path, hazard);
    Map<String, float[]> weights = Fixtures.weights(config, 9);
    Batch batch = Fixtures.batch(config, 3, new Random(2));
    try (Parameters parameters = Parameters.open(config, weights, true);
        NDManager step = Torch.newManager()) {
      Network network = new Network(config);
      Network.Loss loss = network.loss(parameters, step, batch, Dropout.NONE);
      assertEquals(Fixtures.loss(config, weights, batch), loss.total().getFloat(), 1e-4);
      assertEquals(
          loss.onset().getFloat(),
          network.encoderLoss(parameters, step, batch, Dropout.NONE).total().getFloat(),
          1e-6);
      Network.Scores scores = network.scores(parameters, batch);
      double sum = 0;
      for (float[] window : scores.logChances()) {
        for (float chance : window) {
          sum -= chance;
        }
      }
      assertEquals(loss.token().getFloat(), sum / batch.countedTokens(), 1e-4);
      assertEquals(loss.onset().getFloat(), scores.onsetLoss(), 1e-6);
    }
  }

  @ParameterizedTest
  @MethodSource("io.beatweaver.model.internal.net.Fixtures#hearing")
  void garbageCollectionBetweenForwardAndBackwardChangesNothing(AudioPath path, boolean hazard) {
    ModelConfig config = Fixtures.tiny(EncoderKind.CONFORMER, 4).withHearing(path, hazard);
    Map<String, float[]> weights = Fixtures.weights(config, 5);
    Batch batch = Fixtures.batch(config, 3, new Random(6));
    Map<String, float[]> calm = gradients(config, weights, batch, false);
    for (int round = 0; round < 3; round++) {
      Map<String, float[]> collected = gradients(config, weights, batch, true);
      calm.forEach((name, g) -> assertArrayEquals(g, collected.get(name), 1e-6f, name));
    }
  }

  @ParameterizedTest
  @MethodSource("io.beatweaver.model.internal.net.Fixtures#hearing")
  void aStepLeavesNothingBehind(AudioPath path, boolean hazard) {
    ModelConfig config = Fixtures.tiny(EncoderKind.CONFORMER, 4).withHearing(path, hazard);
    Batch batch = Fixtures.batch(config, 2, new Random(6));
    Network network = new Network(config);
    try (Parameters parameters = Parameters.open(config, Fixtures.weights(config, 5), true);
        Dropout dropout = new Dropout(0.1, 1, 10_000, ComputeDevice.CPU)) {
      int before = parameters.managedArrays();
      for (int i = 0; i < 3; i++) {
        dropout.begin(i);
        Torch.gradients(
            true,
            () -> {
              try (NDManager step = Torch.newManager()) {
                Torch.backward(network.loss(parameters, step, batch, dropout).total());
                Torch.backward(network.encoderLoss(parameters, step, batch, dropout).total());
              }
              return null;
            });
        network.scores(parameters, batch);
      }
      assertEquals(before, parameters.managedArrays());
      assertEquals(1, dropout.managedArrays());
    }
  }

  @Test
  void smoothingSpreadsANotesChanceOverItsHandAndLeavesTimingSharp() {
    Map<String, float[]> weights = Fixtures.weights(PLAIN, 5);
    Batch batch = Fixtures.batch(PLAIN, 2, new Random(8));
    double share = 0.25;
    double sharp = 0;
    double smoothed = 0;
    for (int b = 0; b < batch.size(); b++) {
      int[] tokens = batch.tracks().get(b).tokens;
      ReferenceNetwork reference = new ReferenceNetwork(PLAIN, weights);
      double[][] encoded =
          reference.encode(Fixtures.features(PLAIN, batch, b), batch.difficulties()[b]);
      double[][] logits = reference.logits(encoded, tokens);
      for (int t = 1; t < tokens.length; t++) {
        if (!batch.counted()[b][t]) {
          continue;
        }
        double sum = 0;
        for (double logit : logits[t - 1]) {
          sum += Math.exp(logit);
        }
        double own = Math.log(sum) - logits[t - 1][tokens[t]];
        sharp += own;
        // LEFT_EMPTY and LEFT are 73..181, RIGHT_EMPTY and RIGHT 182..290: 109 tokens a hand.
        int first = tokens[t] < 73 ? -1 : tokens[t] < 182 ? 73 : 182;
        // After a resting left hand the right one can't rest, nor cut in the left one's cell.
        int left = tokens[t - 1] - 74;
        double mean = 0;
        int allowed = 0;
        for (int k = first; first >= 0 && k < first + 109; k++) {
          int right = k - 183;
          boolean forbidden =
              first == 182 && (right < 0 ? left < 0 : left >= 0 && left / 9 == right / 9);
          mean += forbidden ? 0 : Math.log(sum) - logits[t - 1][k];
          allowed += forbidden ? 0 : 1;
        }
        mean /= Math.max(1, allowed);
        smoothed += first < 0 ? own : (1 - share) * own + share * mean;
      }
    }
    try (Parameters parameters = Parameters.open(PLAIN, weights, false);
        NDManager step = Torch.newManager()) {
      Network.Loss loss = new Network(PLAIN).loss(parameters, step, batch, Dropout.NONE, share);
      assertEquals(sharp / batch.countedTokens(), loss.token().getFloat(), 1e-4);
      double added = loss.total().getFloat() - loss.onset().getFloat() - loss.token().getFloat();
      assertEquals((smoothed - sharp) / batch.countedTokens(), added, 1e-4);
    }
  }

  @Test
  void theLikeliestTokenHasTheHighestLogit() {
    Map<String, float[]> weights = Fixtures.weights(PLAIN, 5);
    Batch batch = Fixtures.batch(PLAIN, 2, new Random(8));
    try (Parameters parameters = Parameters.open(PLAIN, weights, false)) {
      Network.Scores scores = new Network(PLAIN).scores(parameters, batch);
      for (int b = 0; b < batch.size(); b++) {
        int[] tokens = batch.tracks().get(b).tokens;
        ReferenceNetwork reference = new ReferenceNetwork(PLAIN, weights);
        double[][] logits =
            reference.logits(
                reference.encode(Fixtures.features(PLAIN, batch, b), batch.difficulties()[b]),
                tokens);
        for (int t = 1; t < tokens.length; t++) {
          double highest = Arrays.stream(logits[t - 1]).max().orElseThrow();
          assertEquals(highest, logits[t - 1][scores.likeliest()[b][t]], 1e-4);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.beatweaver.model.internal.net.Fixtures#hearing")
  void laterTokensChangeNoEarlierLogit(AudioPath path, boolean hazard) {
    ModelConfig config = PLAIN.withHearing(path, hazard);
    Map<String, float[]> weights = Fixtures.weights(config, 5);
    Batch batch = Fixtures.batch(config, 1, new Random(8));
    int[] tokens = batch.tracks().get(0).tokens;
    int cut = tokens.length / 2;
    try (Parameters parameters = Parameters.open(config, weights, false)) {
      float[] whole = logits(config, parameters, batch, tokens);
      float[] half = logits(config, parameters, batch, Arrays.copyOf(tokens, cut));
      assertArrayEquals(half, Arrays.copyOf(whole, half.length), 1e-5f);
    }
  }

  @ParameterizedTest
  @MethodSource("io.beatweaver.model.internal.net.Fixtures#hearing")
  void paddingChangesNothing(AudioPath path, boolean hazard) {
    ModelConfig config = PLAIN.withHearing(path, hazard);
    Map<String, float[]> weights = Fixtures.weights(config, 5);
    Batch batch = Fixtures.batch(config, 2, new Random(8));
    int[] tokens = batch.tracks().get(0).tokens;
    assertNotEquals(tokens.length, batch.tracks().get(1).length());
    try (Parameters parameters = Parameters.open(config, weights, false)) {
      float[] alone = logits(config, parameters, batch, tokens);
      float[] padded =
          new Network(config)
              .logits(parameters, Fixtures.features(batch), batch.difficulties(), batch.tracks());
      assertArrayEquals(alone, Arrays.copyOf(padded, alone.length), 1e-5f);
    }
  }

  @ParameterizedTest
  @MethodSource("io.beatweaver.model.internal.net.Fixtures#hearing")
  void anotherAudioChangesTheLogits(AudioPath path, boolean hazard) {
    ModelConfig config = PLAIN.withHearing(path, hazard);
    Map<String, float[]> weights = Fixtures.weights(config, 5);
    Batch one = Fixtures.batch(config, 1, new Random(8));
    Batch other = Fixtures.batch(config, 1, new Random(9));
    int[] tokens = one.tracks().get(0).tokens;
    try (Parameters parameters = Parameters.open(config, weights, false)) {
      float[] right = logits(config, parameters, one, tokens);
      float[] wrong = logits(config, parameters, other, tokens);
      double difference = 0;
      for (int i = 0; i < right.length; i++) {
        difference = Math.max(difference, Math.abs(right[i] - wrong[i]));
      }
      assertTrue(difference > 0.1, "largest difference " + difference);
    }
  }

  private static float[] logits(
      ModelConfig config, Parameters parameters, Batch batch, int[] tokens) {
    int[] difficulty = {batch.difficulties()[0]};
    return new Network(config)
        .logits(
            parameters,
            Fixtures.features(config, batch, 0),
            difficulty,
            List.of(new TokenTrack(tokens)));
  }

  private static Map<String, float[]> gradients(
      ModelConfig config, Map<String, float[]> weights, Batch batch, boolean collect) {
    try (Parameters parameters = Parameters.open(config, weights, true);
        NDManager step = Torch.newManager()) {
      return Torch.gradients(
          true,
          () -> {
            Network.Loss loss = new Network(config).loss(parameters, step, batch, Dropout.NONE);
            if (collect) {
              System.gc();
              byte[][] churn = new byte[64][];
              for (int i = 0; i < churn.length; i++) {
                churn[i] = new byte[1 << 18];
              }
              System.gc();
            }
            Torch.backward(loss.total());
            float[][] flats = new float[2][];
            for (int group = 0; group < 2; group++) {
              flats[group] = parameters.flat(group).getGradient().toFloatArray();
            }
            return parameters.layout().unpack(flats, "");
          });
    }
  }

  private static void assertClose(
      double[] expected, float[] actual, int offset, double tolerance, String what) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[offset + i], tolerance, what + " [" + i + "]");
    }
  }
}
