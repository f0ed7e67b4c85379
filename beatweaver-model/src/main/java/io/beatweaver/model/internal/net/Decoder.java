package io.beatweaver.model.internal.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.beatweaver.model.ModelConfig;
import java.util.Arrays;

/** Writes the tokens: the full pass over whole sequences, which the cached decoder must equal. */
final class Decoder {
  private static final float MASKED = -1e9f;

  private Decoder() {}

  /**
   * The logits of every next token, hazard included where the model has one.
   *
   * @param layers the parameters
   * @param config the model's shape
   * @param encoded [batch][encoderRows][width]
   * @param onsets [batch][audioRows]
   * @param inputs the tokens
   * @return [batch][length][291]; row t is about token t + 1
   */
  static NDArray logits(
      Layers layers, ModelConfig config, NDArray encoded, NDArray onsets, DecoderInputs inputs) {
    NDArray x =
        Ops.rows(inputs.tokens, layers.weight("decoder.token.weight"))
            .add(Ops.rows(inputs.positions, layers.weight("decoder.position.weight")))
            .add(Ops.rows(inputs.leftDirections, layers.weight("decoder.leftDirection.weight")))
            .add(Ops.rows(inputs.rightDirections, layers.weight("decoder.rightDirection.weight")))
            .add(Ops.rows(inputs.lastHands, layers.weight("decoder.lastHand.weight")));
    AudioAttention attention = null;
    if (config.audioPath().isAttention()) {
      attention = new AudioAttention(layers, config, encoded, inputs);
    } else {
      // Projected once a row of audio and not once a token; the same values.
      NDArray audio = layers.linear(encoded, "decoder.audio.").reshape(-1, config.width());
      x = x.add(Ops.rows(inputs.audioRows, audio));
    }
    NDArray mask = future(x, inputs.length);
    Rotary rotary =
        Rotary.selfAttention(x.getManager(), inputs.length, config.width() / config.heads());
    for (int i = 0; i < config.decoderLayers(); i++) {
      String layer = "decoder.layers." + i + ".";
      x = x.add(layers.attention(x, layer + "attention.", rotary, mask));
      if (attention != null) {
        x = x.add(attention.apply(x, layer + "cross."));
      }
      x = x.add(layers.feedForward(x, layer + "ffn."));
    }
    NDArray own = layers.linear(layers.norm(x, "decoder.norm."), "decoder.output.");
    return config.hazard()
        ? own.add(Hazard.logits(onsets, inputs).mul(layers.weight("hazard.alpha")))
        : own;
  }

  private static NDArray future(NDArray x, int length) {
    float[] mask = new float[length * length];
    for (int row = 0; row < length; row++) {
      Arrays.fill(mask, row * length + row + 1, (row + 1) * length, MASKED);
    }
    return x.getManager().create(mask, new Shape(length, length));
  }
}
