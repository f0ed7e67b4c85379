package io.beatweaver.model.internal.net;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.internal.DecoderState;
import io.beatweaver.token.Grammar;
import io.beatweaver.token.Vocabulary;
import java.util.Map;

/**
 * The network in plain loops and double precision, one window at a time, written from the model's
 * formulas alone. Slow; made to be compared with.
 */
final class ReferenceNetwork {
  private final ModelConfig config;
  private final Map<String, float[]> weights;
  private final int d;

  ReferenceNetwork(ModelConfig config, Map<String, float[]> weights) {
    this.config = config;
    this.weights = weights;
    this.d = config.width();
  }

  /** [encoderRows][width]. */
  double[][] encode(float[] features, int difficulty) {
    double[][] x = new double[config.audioRows()][SongFeatures.COLUMNS];
    for (int i = 0; i < features.length; i++) {
      x[i / SongFeatures.COLUMNS][i % SongFeatures.COLUMNS] = features[i];
    }
    x = gelu(conv(x, "encoder.front.0.", config.subsampling() >= 2 ? 2 : 1));
    x = gelu(conv(x, "encoder.front.1.", config.subsampling() == 4 ? 2 : 1));
    for (double[] row : x) {
      for (int i = 0; i < d; i++) {
        row[i] += weights.get("encoder.difficulty.weight")[difficulty * d + i];
      }
    }
    for (int l = 0; l < config.encoderLayers(); l++) {
      String layer = "encoder.layers." + l + ".";
      if (config.encoder() == ModelConfig.EncoderKind.PLAIN) {
        add(x, attention(x, layer + "attention.", false), 1);
        add(x, feedForward(x, layer + "ffn.", false), 1);
      } else {
        add(x, feedForward(x, layer + "ffn1.", true), 0.5);
        add(x, attention(x, layer + "attention.", false), 1);
        add(x, convolution(x, layer + "conv."), 1);
        add(x, feedForward(x, layer + "ffn2.", true), 0.5);
        x = norm(x, layer + "norm.");
      }
    }
    return norm(x, "encoder.norm.");
  }

  /** [audioRows]. */
  double[] onsets(double[][] encoded) {
    double[][] logits = linear(encoded, "onset.");
    double[] flat = new double[config.audioRows()];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = logits[i / config.subsampling()][i % config.subsampling()];
    }
    return flat;
  }

  /** [tokens][291]. */
  double[][] logits(double[][] encoded, int[] tokens) {
    double[][] x = new double[tokens.length][d];
    boolean ownRow = config.audioPath() == ModelConfig.AudioPath.OWN_ROW;
    double[][] audio = ownRow ? linear(encoded, "decoder.audio.") : new double[encoded.length][d];
    double[] onsets = onsets(encoded);
    double[] steps = new double[tokens.length];
    int[] states = new int[tokens.length];
    int[] bars = new int[tokens.length];
    DecoderState state = new DecoderState();
    for (int t = 0; t < tokens.length; t++) {
      state.accept(tokens[t]);
      states[t] = state.grammar();
      bars[t] = state.bar();
      steps[t] = state.step();
      for (int i = 0; i < d; i++) {
        x[t][i] =
            weights.get("decoder.token.weight")[tokens[t] * d + i]
                + weights.get("decoder.position.weight")[state.positionIndex() * d + i]
                + weights.get("decoder.leftDirection.weight")[state.leftDirection() * d + i]
                + weights.get("decoder.rightDirection.weight")[state.rightDirection() * d + i]
                + weights.get("decoder.lastHand.weight")[state.lastHand() * d + i]
                + audio[state.step() / config.subsampling()][i];
      }
    }
    for (int l = 0; l < config.decoderLayers(); l++) {
      String layer = "decoder.layers." + l + ".";
      add(x, attention(x, layer + "attention.", true), 1);
      if (!ownRow) {
        add(x, cross(x, steps, encoded, layer + "cross."), 1);
      }
      add(x, feedForward(x, layer + "ffn.", false), 1);
    }
    double[][] logits = linear(norm(x, "decoder.norm."), "decoder.output.");
    if (!config.hazard()) {
      return logits;
    }
    double alpha = weights.get("hazard.alpha")[0];
    for (int t = 0; t < tokens.length; t++) {
      if (Grammar.expectsTiming(states[t])) {
        for (int token = 0; token < Vocabulary.SIZE; token++) {
          logits[t][token] += alpha * hazard(onsets, bars[t], Grammar.position(states[t]), token);
        }
      }
    }
    return logits;
  }

  /** Brute force, one token at a time. */
  static double hazard(double[] onsets, int bar, int cursor, int token) {
    Vocabulary.Kind kind = Vocabulary.kind(token);
    boolean ends = kind == Vocabulary.Kind.BAR || kind == Vocabulary.Kind.END;
    if (!ends && kind != Vocabulary.Kind.POSITION) {
      return 0;
    }
    int position = ends ? 64 : token - Vocabulary.FIRST_POSITION;
    if (position <= cursor) {
      return -15;
    }
    double sum = ends ? 0 : logSigmoid(onsets[bar * 64 + position]);
    for (int q = cursor + 1; q < position; q++) {
      sum += logSigmoid(-onsets[bar * 64 + q]);
    }
    return sum;
  }

  private static double logSigmoid(double x) {
    return -Math.log1p(Math.exp(-x));
  }

  private double[][] conv(double[][] x, String name, int stride) {
    float[] weight = weights.get(name + "weight");
    float[] bias = weights.get(name + "bias");
    int in = x[0].length;
    double[][] out = new double[(x.length + stride - 1) / stride][bias.length];
    for (int t = 0; t < out.length; t++) {
      for (int o = 0; o < bias.length; o++) {
        double sum = bias[o];
        for (int k = 0; k < 5; k++) {
          int row = t * stride + k - 2;
          if (row >= 0 && row < x.length) {
            for (int i = 0; i < in; i++) {
              sum += weight[(o * in + i) * 5 + k] * x[row][i];
            }
          }
        }
        out[t][o] = sum;
      }
    }
    return out;
  }

  private double[][] convolution(double[][] x, String name) {
    double[][] wide = linear(norm(x, name + "norm."), name + "pointwise1.");
    float[] weight = weights.get(name + "depthwise.weight");
    float[] bias = weights.get(name + "depthwise.bias");
    double[][] out = new double[x.length][d];
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < d; i++) {
        double sum = bias[i];
        for (int k = 0; k < 31; k++) {
          int row = t + k - 15;
          if (row >= 0 && row < x.length) {
            sum += weight[i * 31 + k] * wide[row][i] * sigmoid(wide[row][d + i]);
          }
        }
        out[t][i] = sum;
      }
    }
    out = norm(out, name + "depthnorm.");
    for (double[] row : out) {
      for (int i = 0; i < d; i++) {
        row[i] *= sigmoid(row[i]);
      }
    }
    return linear(out, name + "pointwise2.");
  }

  private double[][] attention(double[][] x, String name, boolean causal) {
    double[][] normed = norm(x, name + "norm.");
    double[][] q = linear(normed, name + "query.");
    double[][] k = linear(normed, name + "key.");
    double[][] v = linear(normed, name + "value.");
    int h = d / config.heads();
    double[][] mixed = new double[x.length][d];
    for (int head = 0; head < config.heads(); head++) {
      for (int t = 0; t < x.length; t++) {
        int end = causal ? t + 1 : x.length;
        double[] chance = new double[end];
        double sum = 0;
        for (int s = 0; s < end; s++) {
          double score = 0;
          for (int i = 0; i < h; i++) {
            score += turned(q[t], head * h, h, i, t) * turned(k[s], head * h, h, i, s);
          }
          chance[s] = Math.exp(score / Math.sqrt(h));
          sum += chance[s];
        }
        for (int s = 0; s < end; s++) {
          for (int i = 0; i < h; i++) {
            mixed[t][head * h + i] += chance[s] / sum * v[s][head * h + i];
          }
        }
      }
    }
    return linear(mixed, name + "output.");
  }

  /** Every token looks at every row; turned or not, both at the times they are about. */
  private double[][] cross(double[][] x, double[] steps, double[][] encoded, String name) {
    boolean turns = config.audioPath() == ModelConfig.AudioPath.ROTARY_ATTENTION;
    double[][] q = linear(norm(x, name + "norm."), name + "query.");
    double[][] k = linear(encoded, name + "key.");
    double[][] v = linear(encoded, name + "value.");
    int h = d / config.heads();
    double[][] mixed = new double[x.length][d];
    for (int head = 0; head < config.heads(); head++) {
      for (int t = 0; t < x.length; t++) {
        double[] chance = new double[encoded.length];
        double sum = 0;
        for (int s = 0; s < encoded.length; s++) {
          double first = s * config.subsampling();
          double middle = (first + first + config.subsampling() - 1) / 2;
          double score = 0;
          for (int i = 0; i < h; i++) {
            score +=
                turned(q[t], head * h, h, i, turns ? steps[t] : 0)
                    * turned(k[s], head * h, h, i, turns ? middle : 0);
          }
          chance[s] = Math.exp(score / Math.sqrt(h));
          sum += chance[s];
        }
        for (int s = 0; s < encoded.length; s++) {
          for (int i = 0; i < h; i++) {
            mixed[t][head * h + i] += chance[s] / sum * v[s][head * h + i];
          }
        }
      }
    }
    return linear(mixed, name + "output.");
  }

  private static double turned(double[] x, int offset, int h, int i, double position) {
    int pair = i % (h / 2);
    double angle = position * Math.pow(10000, -2.0 * pair / h);
    double other = i < h / 2 ? -x[offset + i + h / 2] : x[offset + i - h / 2];
    return x[offset + i] * Math.cos(angle) + other * Math.sin(angle);
  }

  private double[][] feedForward(double[][] x, String name, boolean silu) {
    double[][] inner = linear(norm(x, name + "norm."), name + "up.");
    if (silu) {
      for (double[] row : inner) {
        for (int i = 0; i < row.length; i++) {
          row[i] *= sigmoid(row[i]);
        }
      }
    } else {
      gelu(inner);
    }
    return linear(inner, name + "down.");
  }

  private double[][] linear(double[][] x, String name) {
    float[] weight = weights.get(name + "weight");
    float[] bias = weights.get(name + "bias");
    double[][] out = new double[x.length][bias.length];
    for (int t = 0; t < x.length; t++) {
      for (int o = 0; o < bias.length; o++) {
        double sum = bias[o];
        for (int i = 0; i < x[t].length; i++) {
          sum += weight[o * x[t].length + i] * x[t][i];
        }
        out[t][o] = sum;
      }
    }
    return out;
  }

  private double[][] norm(double[][] x, String name) {
    float[] weight = weights.get(name + "weight");
    float[] bias = weights.get(name + "bias");
    double[][] out = new double[x.length][d];
    for (int t = 0; t < x.length; t++) {
      double mean = 0;
      double square = 0;
      for (double value : x[t]) {
        mean += value / d;
      }
      for (double value : x[t]) {
        square += (value - mean) * (value - mean) / d;
      }
      for (int i = 0; i < d; i++) {
        out[t][i] = (x[t][i] - mean) / Math.sqrt(square + 1e-5) * weight[i] + bias[i];
      }
    }
    return out;
  }

  private static double[][] gelu(double[][] x) {
    for (double[] row : x) {
      for (int i = 0; i < row.length; i++) {
        row[i] *= 0.5 * (1 + erf(row[i] / Math.sqrt(2)));
      }
    }
    return x;
  }

  /** The error function by its Taylor series, exact to about 1e-13 for the small values here. */
  private static double erf(double x) {
    if (Math.abs(x) > 5) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; n < 120; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static void add(double[][] x, double[][] more, double factor) {
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < x[t].length; i++) {
        x[t][i] += factor * more[t][i];
      }
    }
  }
}
