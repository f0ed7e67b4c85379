package io.beatweaver.model.internal.net;

import ai.djl.ndarray.NDArray;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.internal.ParameterLayout;

/** Hears a window's audio: one row of {@code width} values every {@code subsampling} steps. */
final class Encoder {
  private Encoder() {}

  /**
   * Encodes windows.
   *
   * @param layers the parameters
   * @param config the model's shape
   * @param features [batch][audioRows][81]
   * @param difficulty [batch] int64, 0..4
   * @return [batch][encoderRows][width]
   */
  static NDArray encode(Layers layers, ModelConfig config, NDArray features, NDArray difficulty) {
    NDArray x = front(layers, "0.", features.transpose(0, 2, 1), config.subsampling() >= 2 ? 2 : 1);
    x = front(layers, "1.", x, config.subsampling() == 4 ? 2 : 1).transpose(0, 2, 1);
    x = x.add(Ops.rows(difficulty, layers.weight("encoder.difficulty.weight")).expandDims(1));
    Rotary rotary =
        Rotary.selfAttention(x.getManager(), config.encoderRows(), config.width() / config.heads());
    for (int i = 0; i < config.encoderLayers(); i++) {
      String layer = "encoder.layers." + i + ".";
      switch (config.encoder()) {
        case PLAIN -> {
          x = x.add(layers.attention(x, layer + "attention.", rotary, null));
          x = x.add(layers.feedForward(x, layer + "ffn."));
        }
        case CONFORMER -> {
          x = x.add(layers.halfFeedForward(x, layer + "ffn1."));
          x = x.add(layers.attention(x, layer + "attention.", rotary, null));
          x = x.add(layers.convolution(x, layer + "conv."));
          x = x.add(layers.halfFeedForward(x, layer + "ffn2."));
          x = layers.norm(x, layer + "norm.");
        }
      }
    }
    return layers.norm(x, "encoder.norm.");
  }

  /**
   * The onset head.
   *
   * @param layers the parameters
   * @param encoded what {@link #encode} gave
   * @return [batch][audioRows], the logit of "something is to be cut here"
   */
  static NDArray onsets(Layers layers, NDArray encoded) {
    return layers.linear(encoded, "onset.").reshape(encoded.getShape().get(0), -1);
  }

  private static NDArray front(Layers layers, String index, NDArray x, int stride) {
    String name = "encoder.front." + index;
    return Ops.gelu(
        Ops.convolve(
            x,
            layers.weight(name + "weight"),
            layers.weight(name + "bias"),
            stride,
            ParameterLayout.FRONT_KERNEL / 2,
            1));
  }
}
