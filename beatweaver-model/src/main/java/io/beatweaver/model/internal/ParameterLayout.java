package io.beatweaver.model.internal;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.token.Vocabulary;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every parameter of a model by name and shape: the contract between training, checkpoints and
 * decoding. Linear weights are [out][in], convolutions [out][in][kernel], embeddings
 * [entries][width].
 */
public final class ParameterLayout {
  /** Kernel of the two convolutions in front of the encoder. */
  public static final int FRONT_KERNEL = 5;

  /** Kernel of a Conformer's depthwise convolution. */
  public static final int DEPTHWISE_KERNEL = 31;

  /** Entries of the position embedding: before a bar's first position, then 64 positions. */
  public static final int POSITIONS = 65;

  /** Entries of a hand's last-direction embedding: nine directions, none yet. */
  public static final int LAST_DIRECTIONS = 10;

  /** Entries of the embedding of who played last: nobody, left, right, both. */
  public static final int LAST_HANDS = 4;

  private final Map<String, int[]> shapes = new LinkedHashMap<>();

  private ParameterLayout() {}

  /**
   * The parameters of a model.
   *
   * @param config its shape
   * @return name to shape, in a fixed order
   */
  public static Map<String, int[]> of(ModelConfig config) {
    ParameterLayout layout = new ParameterLayout();
    layout.encoder(config);
    layout.decoder(config);
    return Collections.unmodifiableMap(layout.shapes);
  }

  private void encoder(ModelConfig config) {
    int d = config.width();
    shape("encoder.front.0.weight", d, SongFeatures.COLUMNS, FRONT_KERNEL);
    shape("encoder.front.0.bias", d);
    shape("encoder.front.1.weight", d, d, FRONT_KERNEL);
    shape("encoder.front.1.bias", d);
    shape("encoder.difficulty.weight", 5, d);
    for (int i = 0; i < config.encoderLayers(); i++) {
      String layer = "encoder.layers." + i + ".";
      switch (config.encoder()) {
        case PLAIN -> {
          attention(layer + "attention.", d);
          feedForward(layer + "ffn.", d, config.feedForward());
        }
        case CONFORMER -> {
          feedForward(layer + "ffn1.", d, config.feedForward());
          attention(layer + "attention.", d);
          norm(layer + "conv.norm.", d);
          linear(layer + "conv.pointwise1.", 2 * d, d);
          shape(layer + "conv.depthwise.weight", d, 1, DEPTHWISE_KERNEL);
          shape(layer + "conv.depthwise.bias", d);
          norm(layer + "conv.depthnorm.", d);
          linear(layer + "conv.pointwise2.", d, d);
          feedForward(layer + "ffn2.", d, config.feedForward());
          norm(layer + "norm.", d);
        }
      }
    }
    norm("encoder.norm.", d);
    linear("onset.", config.subsampling(), d);
  }

  private void decoder(ModelConfig config) {
    int d = config.width();
    shape("decoder.token.weight", Vocabulary.SIZE, d);
    shape("decoder.position.weight", POSITIONS, d);
    shape("decoder.leftDirection.weight", LAST_DIRECTIONS, d);
    shape("decoder.rightDirection.weight", LAST_DIRECTIONS, d);
    shape("decoder.lastHand.weight", LAST_HANDS, d);
    boolean attends = config.audioPath().isAttention();
    if (!attends) {
      linear("decoder.audio.", d, d);
    }
    for (int i = 0; i < config.decoderLayers(); i++) {
      String layer = "decoder.layers." + i + ".";
      attention(layer + "attention.", d);
      if (attends) {
        attention(layer + "cross.", d);
      }
      feedForward(layer + "ffn.", d, config.feedForward());
    }
    norm("decoder.norm.", d);
    linear("decoder.output.", Vocabulary.SIZE, d);
    if (config.hazard()) {
      shape("hazard.alpha", 1);
    }
  }

  private void attention(String prefix, int d) {
    norm(prefix + "norm.", d);
    linear(prefix + "query.", d, d);
    linear(prefix + "key.", d, d);
    linear(prefix + "value.", d, d);
    linear(prefix + "output.", d, d);
  }

  private void feedForward(String prefix, int d, int inner) {
    norm(prefix + "norm.", d);
    linear(prefix + "up.", inner, d);
    linear(prefix + "down.", d, inner);
  }

  private void norm(String prefix, int d) {
    shape(prefix + "weight", d);
    shape(prefix + "bias", d);
  }

  private void linear(String prefix, int out, int in) {
    shape(prefix + "weight", out, in);
    shape(prefix + "bias", out);
  }

  private void shape(String name, int... shape) {
    shapes.put(name, shape);
  }
}
