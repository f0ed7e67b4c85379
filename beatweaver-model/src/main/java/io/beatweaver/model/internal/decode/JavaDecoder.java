package io.beatweaver.model.internal.decode;

import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.ModelConfig.AudioPath;
import io.beatweaver.model.internal.DecoderState;
import io.beatweaver.token.Grammar;

/**
 * The decoder in plain Java: one token a step, keys and values cached, nothing allocated a step. At
 * these sizes it is faster than an engine's one-token steps, whose price is the calls.
 */
public final class JavaDecoder implements IncrementalDecoder {
  /** Base of the rotary frequencies. */
  private static final double ROTARY_BASE = 10000;

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
  private final float[] x;
  private final float[] normed;
  private final float[] queryKeyValue;
  private final float[] attended;
  private final float[] inner;
  private final float[] scratch;
  private int index;

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
    x = new float[width];
    normed = new float[width];
    queryKeyValue = new float[3 * width];
    attended = new float[width];
    inner = new float[config.feedForward()];
    scratch = new float[config.feedForward()];
  }

  @Override
  public void begin(float[] encoded, int encodedOffset, float[] onset, int onsetOffset) {
    state.reset();
    index = 0;
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
    state.accept(token);
    int row = state.step() / config.subsampling();
    if (row >= config.encoderRows()) {
      throw new IllegalStateException("bar " + state.bar() + " is past the window's audio");
    }
    embed(token, row);
    int last = attentions.length - 1;
    for (int i = 0; i <= last; i++) {
      DecoderWeights.Layer layer = weights.layers[i];
      layer.attentionNorm().apply(x, normed);
      layer.queryKeyValue().apply(normed, 0, queryKeyValue);
      angles(index);
      rotate(queryKeyValue, 0, queryScale);
      rotate(queryKeyValue, width, 1);
      attentions[i].keep(index, queryKeyValue, width);
      if (i < last) {
        finish(i, index + 1);
      }
    }
    index++;
    finished = false;
  }

  /** What a layer does once its key and value are kept. */
  private void finish(int i, int count) {
    DecoderWeights.Layer layer = weights.layers[i];
    attentions[i].look(queryKeyValue, count, attended);
    layer.output().add(attended, x);
    if (layer.cross() != null) {
      attendToAudio(layer.cross(), audioAttentions[i]);
    }
    layer.feedForwardNorm().apply(x, normed);
    layer.up().apply(normed, 0, inner);
    Gelu.apply(inner, inner.length, scratch);
    layer.down().add(inner, x);
  }

  @Override
  public void logits(float[] target, int from, int to) {
    if (!finished) {
      finish(attentions.length - 1, index);
      finished = true;
    }
    weights.norm.apply(x, normed);
    weights.output.applyRange(normed, target, from, to);
    int grammar = state.grammar();
    if (config.hazard() && Grammar.expectsTiming(grammar)) {
      hazard.add(state.bar(), Grammar.position(grammar), target);
    }
  }

  @Override
  public DecoderState state() {
    return state;
  }

  private void embed(int token, int row) {
    int atToken = token * width;
    int atPosition = state.positionIndex() * width;
    int atLeft = state.leftDirection() * width;
    int atRight = state.rightDirection() * width;
    int atHand = state.lastHand() * width;
    int atRow = row * width;
    for (int i = 0; i < width; i++) {
      x[i] =
          weights.tokens[atToken + i]
              + weights.positions[atPosition + i]
              + weights.leftDirections[atLeft + i]
              + weights.rightDirections[atRight + i]
              + weights.lastHands[atHand + i];
    }
    if (audioAttentions.length == 0) {
      for (int i = 0; i < width; i++) {
        x[i] += audio[atRow + i];
      }
    }
  }

  private void attendToAudio(DecoderWeights.Cross cross, Attention attention) {
    cross.norm().apply(x, normed);
    cross.query().apply(normed, 0, queryKeyValue);
    angles(musicalTime(state.step()));
    rotate(queryKeyValue, 0, queryScale);
    attention.look(queryKeyValue, config.encoderRows(), attended);
    cross.output().add(attended, x);
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
