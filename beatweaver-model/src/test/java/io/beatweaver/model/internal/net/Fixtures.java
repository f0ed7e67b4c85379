package io.beatweaver.model.internal.net;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.ModelConfig.AudioPath;
import io.beatweaver.token.Grammar;
import io.beatweaver.token.Vocabulary;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Tiny models and random but playable windows. */
public final class Fixtures {
  private Fixtures() {}

  public static ModelConfig tiny(ModelConfig.EncoderKind kind, int subsampling) {
    return new ModelConfig(kind, 2, 2, 8, 2, 12, subsampling, 2, 1, 1, 256, 0);
  }

  /** Every way to hear: an audio path, and whether there is a hazard. */
  static Stream<Arguments> hearing() {
    return Arrays.stream(AudioPath.values())
        .flatMap(path -> Stream.of(Arguments.of(path, true), Arguments.of(path, false)));
  }

  /** Weights in which every bias, norm and embedding differs from its neutral start. */
  public static Map<String, float[]> weights(ModelConfig config, long seed) {
    Map<String, float[]> weights = Initializer.weights(config, seed);
    Random random = new Random(seed + 1);
    weights
        .values()
        .forEach(
            values -> {
              for (int i = 0; i < values.length; i++) {
                values[i] += 0.1f * (float) random.nextGaussian();
              }
            });
    return weights;
  }

  /** START, a difficulty and bars with about {@code perBar} positions each, END at the end. */
  public static int[] tokens(int bars, int perBar, int difficulty, Random random) {
    List<Integer> tokens = new ArrayList<>();
    tokens.add(Vocabulary.START);
    tokens.add(Vocabulary.FIRST_DIFFICULTY + difficulty);
    int state = Grammar.next(Grammar.next(Grammar.INITIAL, tokens.get(0)), tokens.get(1));
    for (int bar = 0; bar < bars; bar++) {
      tokens.add(Vocabulary.BAR);
      state = Grammar.next(state, Vocabulary.BAR);
      for (int position = 0; position < 64; position++) {
        if (random.nextInt(64) >= perBar) {
          continue;
        }
        int[] picks = {Vocabulary.position(position), -1, -1};
        for (int i = 0; i < 3; i++) {
          int token = picks[i];
          while (token < 0 || !Grammar.allows(state, token, false)) {
            token = random.nextInt(4) == 0 ? 73 + 109 * (i - 1) : random.nextInt(Vocabulary.SIZE);
          }
          tokens.add(token);
          state = Grammar.next(state, token);
        }
      }
    }
    tokens.add(Vocabulary.END);
    return tokens.stream().mapToInt(Integer::intValue).toArray();
  }

  public static Batch batch(ModelConfig config, int size, Random random) {
    int values = size * config.audioRows() * SongFeatures.COLUMNS;
    ByteBuffer features = Batch.buffer(values);
    for (int i = 0; i < values; i++) {
      features.putFloat(4 * i, (float) random.nextGaussian());
    }
    int[] difficulties = new int[size];
    float[] onsets = new float[size * config.audioRows()];
    List<TokenTrack> tracks = new ArrayList<>();
    boolean[][] counted = new boolean[size][];
    for (int b = 0; b < size; b++) {
      difficulties[b] = random.nextInt(5);
      int[] tokens = tokens(config.windowBars(), 3 + 2 * b, difficulties[b], random);
      tracks.add(new TokenTrack(tokens));
      counted[b] = new boolean[tokens.length];
      for (int t = 2; t < tokens.length; t++) {
        counted[b][t] = random.nextInt(4) > 0;
      }
    }
    for (int i = 0; i < onsets.length; i++) {
      onsets[i] = random.nextInt(8) == 0 ? 1 : 0;
    }
    return new Batch(features, difficulties, onsets, tracks, counted);
  }

  /** All windows of a batch. */
  static float[] features(Batch batch) {
    float[] all = new float[batch.features().capacity() / Float.BYTES];
    batch.features().asFloatBuffer().get(all);
    return all;
  }

  /** One window of a batch. */
  static float[] features(ModelConfig config, Batch batch, int b) {
    int size = config.audioRows() * SongFeatures.COLUMNS;
    float[] own = new float[size];
    batch.features().asFloatBuffer().get(b * size, own);
    return own;
  }

  /** The loss by the reference: mean onset and mean token cross-entropy. */
  static double loss(ModelConfig config, Map<String, float[]> weights, Batch batch) {
    ReferenceNetwork network = new ReferenceNetwork(config, weights);
    double onset = 0;
    double token = 0;
    for (int b = 0; b < batch.size(); b++) {
      double[][] encoded = network.encode(features(config, batch, b), batch.difficulties()[b]);
      double[] onsets = network.onsets(encoded);
      for (int i = 0; i < onsets.length; i++) {
        double target = batch.onsets()[b * onsets.length + i];
        double chance = 1 / (1 + Math.exp(-onsets[i]));
        onset -= target * Math.log(chance) + (1 - target) * Math.log(1 - chance);
      }
      int[] tokens = batch.tracks().get(b).tokens;
      double[][] logits = network.logits(encoded, tokens);
      for (int t = 1; t < tokens.length; t++) {
        if (batch.counted()[b][t]) {
          double sum = 0;
          for (double logit : logits[t - 1]) {
            sum += Math.exp(logit);
          }
          token -= logits[t - 1][tokens[t]] - Math.log(sum);
        }
      }
    }
    return onset / batch.onsets().length + token / batch.countedTokens();
  }
}
