package io.beatweaver.model.internal.decode;

import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.internal.DecoderState;
import io.beatweaver.token.Grammar;
import io.beatweaver.token.Vocabulary;
import java.util.Map;

/**
 * The decoder's specification: the whole window at once in double precision, without cache, as
 * literally as the formulas can be written down. Shares nothing with the fast path but the running
 * state.
 */
final class ReferenceDecoder {
  private final ModelConfig config;
  private final Map<String, float[]> weights;

  ReferenceDecoder(ModelConfig config, Map<String, float[]> weights) {
    this.config = config;
    this.weights = weights;
  }

  /** Logits after each token, {@code [tokens][291]}. */
  double[][] logits(int[] tokens, float[] encoded, float[] onset) {
    int n = tokens.length;
    double[][] x = new double[n][];
    int[] grammar = new int[n];
    int[] bar = new int[n];
    double[] step = new double[n];
    boolean ownRow = config.audioPath() == ModelConfig.AudioPath.OWN_ROW;
    DecoderState state = new DecoderState();
    for (int t = 0; t < n; t++) {
      state.accept(tokens[t]);
      grammar[t] = state.grammar();
      bar[t] = state.bar();
      step[t] = state.step();
      x[t] = row("decoder.token.weight", tokens[t]);
      add(x[t], row("decoder.position.weight", state.positionIndex()));
      add(x[t], row("decoder.leftDirection.weight", state.leftDirection()));
      add(x[t], row("decoder.rightDirection.weight", state.rightDirection()));
      add(x[t], row("decoder.lastHand.weight", state.lastHand()));
      if (ownRow) {
        add(x[t], linear("decoder.audio.", heard(encoded, state.step() / config.subsampling())));
      }
    }
    for (int layer = 0; layer < config.decoderLayers(); layer++) {
      String prefix = "decoder.layers." + layer + ".";
      double[][] attended = attention(prefix + "attention.", x);
      for (int t = 0; t < n; t++) {
        add(x[t], attended[t]);
        if (!ownRow) {
          add(x[t], cross(prefix + "cross.", x[t], step[t], encoded));
        }
        double[] inner = linear(prefix + "ffn.up.", norm(prefix + "ffn.norm.", x[t]));
        for (int i = 0; i < inner.length; i++) {
          inner[i] = 0.5 * inner[i] * (1 + erf(inner[i] / Math.sqrt(2)));
        }
        add(x[t], linear(prefix + "ffn.down.", inner));
      }
    }
    double[][] logits = new double[n][];
    for (int t = 0; t < n; t++) {
      logits[t] = linear("decoder.output.", norm("decoder.norm.", x[t]));
      if (config.hazard() && Grammar.expectsTiming(grammar[t])) {
        double[] hazard = hazard(onset, bar[t], Grammar.position(grammar[t]));
        for (int i = 0; i < hazard.length; i++) {
          logits[t][i] += weights.get("hazard.alpha")[0] * hazard[i];
        }
      }
    }
    return logits;
  }

  /** The hazard's summands before alpha, straight from its definition. */
  static double[] hazard(float[] onset, int bar, int current) {
    double[] hazard = new double[Vocabulary.SIZE];
    for (int p = 0; p < 64; p++) {
      double sum = 0;
      for (int q = current + 1; q < p; q++) {
        sum += Math.log(1 / (1 + Math.exp(onset[bar * 64 + q])));
      }
      sum += Math.log(1 / (1 + Math.exp(-onset[bar * 64 + p])));
      hazard[9 + p] = p > current ? sum : -15;
    }
    for (int q = current + 1; q < 64; q++) {
      hazard[Vocabulary.BAR] += Math.log(1 / (1 + Math.exp(onset[bar * 64 + q])));
    }
    hazard[Vocabulary.END] = hazard[Vocabulary.BAR];
    return hazard;
  }

  /**
   * The error function by its series without cancellation, 2/sqrt(pi) e^(-x^2) times the sum of 2^n
   * x^(2n+1) / (1*3*5*..*(2n+1)).
   */
  static double erf(double x) {
    double z = Math.max(-6, Math.min(6, x));
    double term = z;
    double sum = z;
    for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= 2 * z * z / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-z * z) * sum;
  }

  private double[] heard(float[] encoded, int row) {
    double[] heard = new double[config.width()];
    for (int i = 0; i < heard.length; i++) {
      heard[i] = encoded[row * config.width() + i];
    }
    return heard;
  }

  /** One token's look at all of the window's audio. */
  private double[] cross(String prefix, double[] token, double step, float[] encoded) {
    boolean turns = config.audioPath() == ModelConfig.AudioPath.ROTARY_ATTENTION;
    int rows = encoded.length / config.width();
    int headWidth = config.width() / config.heads();
    double[] query = linear(prefix + "query.", norm(prefix + "norm.", token));
    query = turns ? rotate(query, step, headWidth) : query;
    double[] mixed = new double[config.width()];
    for (int h = 0; h < config.heads(); h++) {
      double[] weight = new double[rows];
      double sum = 0;
      for (int r = 0; r < rows; r++) {
        double middle = (r + 0.5) * config.subsampling() - 0.5;
        double[] key = linear(prefix + "key.", heard(encoded, r));
        key = turns ? rotate(key, middle, headWidth) : key;
        double dot = 0;
        for (int i = h * headWidth; i < (h + 1) * headWidth; i++) {
          dot += query[i] * key[i];
        }
        weight[r] = Math.exp(dot / Math.sqrt(headWidth));
        sum += weight[r];
      }
      for (int r = 0; r < rows; r++) {
        double[] value = linear(prefix + "value.", heard(encoded, r));
        for (int i = h * headWidth; i < (h + 1) * headWidth; i++) {
          mixed[i] += weight[r] / sum * value[i];
        }
      }
    }
    return linear(prefix + "output.", mixed);
  }

  private double[][] attention(String prefix, double[][] x) {
    int n = x.length;
    int headWidth = config.width() / config.heads();
    double[][] query = new double[n][];
    double[][] key = new double[n][];
    double[][] value = new double[n][];
    for (int t = 0; t < n; t++) {
      double[] normed = norm(prefix + "norm.", x[t]);
      query[t] = rotate(linear(prefix + "query.", normed), t, headWidth);
      key[t] = rotate(linear(prefix + "key.", normed), t, headWidth);
      value[t] = linear(prefix + "value.", normed);
    }
    double[][] result = new double[n][];
    for (int t = 0; t < n; t++) {
      double[] mixed = new double[config.width()];
      for (int h = 0; h < config.heads(); h++) {
        double[] weight = new double[t + 1];
        double sum = 0;
        for (int s = 0; s <= t; s++) {
          double dot = 0;
          for (int i = h * headWidth; i < (h + 1) * headWidth; i++) {
            dot += query[t][i] * key[s][i];
          }
          weight[s] = Math.exp(dot / Math.sqrt(headWidth));
          sum += weight[s];
        }
        for (int s = 0; s <= t; s++) {
          for (int i = h * headWidth; i < (h + 1) * headWidth; i++) {
            mixed[i] += weight[s] / sum * value[s][i];
          }
        }
      }
      result[t] = linear(prefix + "output.", mixed);
    }
    return result;
  }

  private static double[] rotate(double[] x, double index, int headWidth) {
    double[] rotated = new double[x.length];
    int half = headWidth / 2;
    for (int head = 0; head < x.length; head += headWidth) {
      for (int i = 0; i < half; i++) {
        double angle = index * Math.pow(10000, -2.0 * i / headWidth);
        rotated[head + i] = x[head + i] * Math.cos(angle) - x[head + i + half] * Math.sin(angle);
        rotated[head + i + half] =
            x[head + i + half] * Math.cos(angle) + x[head + i] * Math.sin(angle);
      }
    }
    return rotated;
  }

  private double[] linear(String prefix, double[] x) {
    float[] weight = weights.get(prefix + "weight");
    float[] bias = weights.get(prefix + "bias");
    double[] y = new double[bias.length];
    for (int o = 0; o < y.length; o++) {
      y[o] = bias[o];
      for (int i = 0; i < x.length; i++) {
        y[o] += weight[o * x.length + i] * x[i];
      }
    }
    return y;
  }

  private double[] norm(String prefix, double[] x) {
    float[] weight = weights.get(prefix + "weight");
    float[] bias = weights.get(prefix + "bias");
    double mean = 0;
    for (double value : x) {
      mean += value / x.length;
    }
    double variance = 0;
    for (double value : x) {
      variance += (value - mean) * (value - mean) / x.length;
    }
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (x[i] - mean) / Math.sqrt(variance + 1e-5) * weight[i] + bias[i];
    }
    return y;
  }

  private double[] row(String name, int index) {
    double[] row = new double[config.width()];
    for (int i = 0; i < row.length; i++) {
      row[i] = weights.get(name)[index * row.length + i];
    }
    return row;
  }

  private static void add(double[] target, double[] source) {
    for (int i = 0; i < target.length; i++) {
      target[i] += source[i];
    }
  }
}
