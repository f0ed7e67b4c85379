package io.beatweaver.model.internal.decode;

import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.ModelConfig.AudioPath;
import io.beatweaver.model.internal.DecoderState;
import io.beatweaver.token.Grammar;

/**
 * The decoder in plain Java: keys and values cached, nothing allocated a step. At these sizes it is
 * faster than an engine's one-token steps, whose price is the calls. Tokens that are known already
 * go through the layers side by side.
 */
public final class JavaDecoder implements IncrementalDecoder {
  /** Base of the rotary frequencies. */
  private static final double ROTARY_BASE = 10000;

  /** Tokens side by side, at most. */
  private static final int ROWS = 8;

  private final DecoderWeights weights;
  private final ModelConfig config;
  private final int width;
  private final int headWidth;
  private final float queryScale;
  private final double[] frequencies;
  private final float[] cosines;
  private final float[] sines;

  private final DecoderState state = new DecoderState();
  private final Hazard hazard;
  private final Attention[] attentions;

  /** Each layer's keys and values of the window's audio; none where rows are added instead. */
  private final Attention[] audioAttentions;

  private final float[] audio;
  private final float[] audioRow;

  // What the tokens side by side need on their way, a row each.
  private final int[] steps = new int[ROWS];
  private final float[][] x;
  private final float[][] normed;
  private final float[][] queryKeyValue;
  private final float[][] attended;
  private final float[][] inner;
  private final float[] scratch;

  /** Index in the window of the first row's token, and of the next token. */
  private int firstIndex;

  private int nextIndex;

  /**
   * Whether the last layer is through with the last token. It is only asked for logits: of the bars
   * that a window repeats of the one before, nobody asks for any.
   */
  private boolean finished;

  /**
   * A new stream.
   *
   * @param weights shared with any number of others
   */
  public JavaDecoder(DecoderWeights weights) {
    this.weights = weights;
    config = weights.config;
    width = config.width();
    headWidth = width / config.heads();
    queryScale = (float) (1 / Math.sqrt(headWidth));
    frequencies = new double[headWidth / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = Math.pow(ROTARY_BASE, -2.0 * i / headWidth);
    }
    cosines = new float[frequencies.length];
    sines = new float[frequencies.length];
    hazard = new Hazard(weights.alpha);
    attentions = new Attention[config.decoderLayers()];
    for (int i = 0; i < attentions.length; i++) {
      attentions[i] = new Attention(width, config.heads());
    }
    boolean attends = config.audioPath().isAttention();
    audioAttentions = new Attention[attends ? config.decoderLayers() : 0];
    for (int i = 0; i < audioAttentions.length; i++) {
      audioAttentions[i] = new Attention(width, config.heads());
    }
    audio = new float[attends ? 0 : config.encoderRows() * width];
    audioRow = new float[attends ? 2 * width : width];
    x = new float[ROWS][width];
    normed = new float[ROWS][width];
    queryKeyValue = new float[ROWS][3 * width];
    attended = new float[ROWS][width];
    inner = new float[ROWS][config.feedForward()];
    scratch = new float[config.feedForward()];
  }

  @Override
  public void begin(float[] encoded, int encodedOffset, float[] onset, int onsetOffset) {
    state.reset();
    nextIndex = 0;
    hazard.begin(onset, onsetOffset, config.audioRows());
    for (int row = 0; row < config.encoderRows(); row++) {
      int from = encodedOffset + row * width;
      if (audioAttentions.length == 0) {
        weights.audio.apply(encoded, from, audioRow);
        System.arraycopy(audioRow, 0, audio, row * width, width);
        continue;
      }
      angles(musicalTime(config.encoderRowStep(row)));
      for (int i = 0; i < audioAttentions.length; i++) {
        weights.layers[i].cross().keyValue().apply(encoded, from, audioRow);
        rotate(audioRow, 0, 1);
        audioAttentions[i].keep(row, audioRow, 0);
      }
    }
  }

  @Override
  public void accept(int token) {
    enter(token, 0);
    advance(1);
  }

  @Override
  public void acceptAll(int[] tokens, int from, int to) {
    for (int first = from; first < to; first += ROWS) {
      int rows = Math.min(ROWS, to - first);
      for (int row = 0; row < rows; row++) {
        enter(tokens[first + row], row);
      }
      advance(rows);
    }
  }

  /** Takes the rows' tokens through the layers. */
  private void advance(int rows) {
    firstIndex = nextIndex;
    nextIndex += rows;
    finished = false;
    int last = attentions.length - 1;
    for (int i = 0; i <= last; i++) {
      DecoderWeights.Layer layer = weights.layers[i];
      for (int row = 0; row < rows; row++) {
        layer.attentionNorm().apply(x[row], normed[row]);
      }
      layer.queryKeyValue().apply(normed, queryKeyValue, 0, rows);
      for (int row = 0; row < rows; row++) {
        angles(firstIndex + row);
        rotate(queryKeyValue[row], 0, queryScale);
        rotate(queryKeyValue[row], width, 1);
        attentions[i].keep(firstIndex + row, queryKeyValue[row], width);
      }
      if (i < last) {
        finish(i, 0, rows);
      }
    }
  }

  /** What a layer does with some of the rows once keys and values of all are kept. */
  private void finish(int i, int from, int to) {
    DecoderWeights.Layer layer = weights.layers[i];
    for (int row = from; row < to; row++) {
      attentions[i].look(queryKeyValue[row], firstIndex + row + 1, attended[row]);
    }
    layer.output().add(attended, x, from, to);
    if (layer.cross() != null) {
      attendToAudio(layer.cross(), audioAttentions[i], from, to);
    }
    for (int row = from; row < to; row++) {
      layer.feedForwardNorm().apply(x[row], normed[row]);
    }
    layer.up().apply(normed, inner, from, to);
    for (int row = from; row < to; row++) {
      Gelu.apply(inner[row], inner[row].length, scratch);
    }
    layer.down().add(inner, x, from, to);
  }

  @Override
  public void logits(float[] target, int from, int to) {
    int lastRow = nextIndex - firstIndex - 1;
    if (!finished) {
      finish(attentions.length - 1, lastRow, lastRow + 1);
      finished = true;
    }
    weights.norm.apply(x[lastRow], normed[lastRow]);
    weights.output.applyRange(normed[lastRow], target, from, to);
    int grammar = state.grammar();
    if (config.hazard() && Grammar.expectsTiming(grammar)) {
      hazard.add(state.bar(), Grammar.position(grammar), target);
    }
  }

  @Override
  public DecoderState state() {
    return state;
  }

  /** Embeds the next token into a row. */
  private void enter(int token, int row) {
    state.accept(token);
    int audioRow = state.step() / config.subsampling();
    if (audioRow >= config.encoderRows()) {
      throw new IllegalStateException("bar " + state.bar() + " is past the window's audio");
    }
    steps[row] = state.step();
    float[] sums = x[row];
    int atToken = token * width;
    int atPosition = state.positionIndex() * width;
    int atLeft = state.leftDirection() * width;
    int atRight = state.rightDirection() * width;
    int atHand = state.lastHand() * width;
    for (int i = 0; i < width; i++) {
      sums[i] =
          weights.tokens[atToken + i]
              + weights.positions[atPosition + i]
              + weights.leftDirections[atLeft + i]
              + weights.rightDirections[atRight + i]
              + weights.lastHands[atHand + i];
    }
    if (audioAttentions.length == 0) {
      int atAudio = audioRow * width;
      for (int i = 0; i < width; i++) {
        sums[i] += audio[atAudio + i];
      }
    }
  }

  private void attendToAudio(DecoderWeights.Cross cross, Attention attention, int from, int to) {
    for (int row = from; row < to; row++) {
      cross.norm().apply(x[row], normed[row]);
    }
    cross.query().apply(normed, queryKeyValue, from, to);
    for (int row = from; row < to; row++) {
      angles(musicalTime(steps[row]));
      rotate(queryKeyValue[row], 0, queryScale);
      attention.look(queryKeyValue[row], config.encoderRows(), attended[row]);
    }
    cross.output().add(attended, x, from, to);
  }

  /** Where nothing says when, all is at 0. */
  private double musicalTime(double step) {
    return config.audioPath() == AudioPath.ROTARY_ATTENTION ? step : 0;
  }

  private void angles(double place) {
    for (int i = 0; i < frequencies.length; i++) {
      double angle = place * frequencies[i];
      cosines[i] = (float) Math.cos(angle);
      sines[i] = (float) Math.sin(angle);
    }
  }

  /** Rotates every head of a row by the angles at hand, and scales it. */
  private void rotate(float[] row, int offset, float scale) {
    int half = frequencies.length;
    for (int head = offset; head < offset + width; head += headWidth) {
      for (int i = 0; i < half; i++) {
        float low = row[head + i];
        float high = row[head + half + i];
        row[head + i] = (low * cosines[i] - high * sines[i]) * scale;
        row[head + half + i] = (high * cosines[i] + low * sines[i]) * scale;
      }
    }
  }
}
