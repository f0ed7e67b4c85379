package io.beatweaver.model.internal.decode;

import io.beatweaver.token.Vocabulary;
import java.util.Arrays;

/**
 * Chooses a token among those that may come. Candidates are ordered by logit, ties by token; the
 * best {@code topK} stay, of these the fewest whose chance reaches {@code topP}, and one is drawn
 * by its chance. Not thread-safe.
 */
final class Sampler {
  private final int topK;
  private final double topP;
  private final long[] order = new long[Vocabulary.SIZE];
  private final double[] chances = new double[Vocabulary.SIZE];

  /**
   * @param topK candidates that stay, 0 for all
   * @param topP chance that the candidates must reach together, above 0, 1 for all
   */
  Sampler(int topK, double topP) {
    this.topK = topK;
    this.topP = topP;
  }

  /**
   * Chooses.
   *
   * @param logits the model's logits
   * @param allowed which tokens may come
   * @param from first token looked at
   * @param to token after the last
   * @param temperature divides the logits; 0 takes the highest
   * @param random asked for one number, at temperature 0 for none
   * @return the token
   * @throws IllegalStateException if no token may come or a logit is no finite number
   */
  int choose(
      float[] logits,
      boolean[] allowed,
      int from,
      int to,
      double temperature,
      SeededRandom random) {
    int count = 0;
    for (int token = from; token < to; token++) {
      if (allowed[token]) {
        order[count++] = key(finite(logits, token), token);
      }
    }
    if (count == 0) {
      throw new IllegalStateException("no token of " + from + ".." + (to - 1) + " may come");
    }
    Arrays.sort(order, 0, count);
    int best = token(order[0]);
    if (temperature == 0) {
      return best;
    }
    if (topK > 0) {
      count = Math.min(count, topK);
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      chances[i] = Math.exp((logits[token(order[i])] - (double) logits[best]) / temperature);
      sum += chances[i];
    }
    double kept = 0;
    int candidates = 0;
    while (candidates < count && (candidates == 0 || kept < topP * sum)) {
      kept += chances[candidates++];
    }
    double drawn = random.nextDouble() * kept;
    for (int i = 0; i < candidates - 1; i++) {
      drawn -= chances[i];
      if (drawn < 0) {
        return token(order[i]);
      }
    }
    return token(order[candidates - 1]);
  }

  /**
   * Chooses what a hand does: first whether it rests, by the chance of resting against that of all
   * notes together, then which note. Among many notes each has a small chance, so that the
   * likeliest token alone would be a rest too often, and a low temperature would make it one more
   * often still.
   *
   * @param logits the model's logits
   * @param allowed which tokens may come
   * @param rest the token of a resting hand; its notes follow it
   * @param to token after the last note
   * @param restTemperature divides the log odds of resting; 0 takes what is likelier
   * @param temperature as in {@link #choose}, of the note
   * @param random asked for at most two numbers
   * @return the token
   * @throws IllegalStateException if no token may come or a logit is no finite number
   */
  int chooseHand(
      float[] logits,
      boolean[] allowed,
      int rest,
      int to,
      double restTemperature,
      double temperature,
      SeededRandom random) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int token = rest + 1; token < to; token++) {
      if (allowed[token]) {
        highest = Math.max(highest, finite(logits, token));
      }
    }
    if (highest == Double.NEGATIVE_INFINITY) {
      return choose(logits, allowed, rest, rest + 1, 0, random);
    }
    if (allowed[rest]) {
      double sum = 0;
      for (int token = rest + 1; token < to; token++) {
        sum += allowed[token] ? Math.exp(logits[token] - highest) : 0;
      }
      double odds = finite(logits, rest) - highest - Math.log(sum);
      boolean rests =
          restTemperature == 0
              ? odds > 0
              : random.nextDouble() * (1 + Math.exp(-odds / restTemperature)) < 1;
      if (rests) {
        return rest;
      }
    }
    return choose(logits, allowed, rest + 1, to, temperature, random);
  }

  private static float finite(float[] logits, int token) {
    if (!Float.isFinite(logits[token])) {
      throw new IllegalStateException(
          "the model gives "
              + logits[token]
              + " for token "
              + token
              + ": its weights are damaged or its training diverged");
    }
    return logits[token];
  }

  /** Sorts highest logit first, then lowest token. */
  private static long key(float logit, int token) {
    // Adding 0 turns -0 into 0. Flipping the lower bits of negative numbers makes the order of
    // ints.
    int bits = Float.floatToIntBits(logit + 0f);
    int rising = bits ^ bits >> 31 & 0x7fffffff;
    return (long) ~rising << 32 | token;
  }

  private static int token(long key) {
    return (int) key;
  }
}
