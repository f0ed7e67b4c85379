package io.beatweaver.audio.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Scanner;

/**
 * Says how much like a beat a tempo and a place of its beats look: a network of one hidden layer
 * over {@link BeatProfile#features}, fitted to synthesised tracks. The highest score wins; by
 * softmax over all candidates scores are probabilities. Immutable.
 */
final class TempoJudge {
  /** The hidden layer's width. */
  static final int HIDDEN = 8;

  /** How many numbers a judge is. */
  static final int WEIGHTS = HIDDEN * (BeatProfile.FEATURES + 2);

  private static final String RESOURCE = "tempo-judge.txt";

  /** The one that comes with the library. */
  static final TempoJudge DEFAULT = new TempoJudge(load());

  /** For each hidden unit its bias, a weight a feature, and its weight in the score. */
  private final double[] weights;

  TempoJudge(double[] weights) {
    if (weights.length != WEIGHTS) {
      throw new IllegalArgumentException(weights.length + " weights, not " + WEIGHTS);
    }
    this.weights = weights.clone();
  }

  /** Any number, the higher the more like a beat. */
  double score(double[] features) {
    double score = 0;
    int w = 0;
    for (int unit = 0; unit < HIDDEN; unit++) {
      double sum = weights[w++];
      for (double feature : features) {
        sum += weights[w++] * feature;
      }
      // A rational sigmoid: as good as tanh here, and the same to the last bit everywhere.
      score += weights[w++] * (sum / (1 + Math.abs(sum)));
    }
    return score;
  }

  private static double[] load() {
    try (InputStream in = TempoJudge.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("this library lacks its resource " + RESOURCE);
      }
      Scanner scanner = new Scanner(in, StandardCharsets.US_ASCII).useLocale(Locale.ROOT);
      double[] weights = new double[WEIGHTS];
      for (int i = 0; i < WEIGHTS; i++) {
        weights[i] = scanner.nextDouble();
      }
      return weights;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
