package io.beatweaver.model.internal.decode;

import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.ModelConfig;
import java.util.Map;

/**
 * A decoder's weights, laid out for one token at a time. Immutable: any number of {@link
 * JavaDecoder}s on any threads share one.
 */
public final class DecoderWeights {
  /**
   * One layer.
   *
   * @param attentionNorm norm before the attention
   * @param queryKeyValue the three projections as one, outputs side by side
   * @param output projection after the attention
   * @param cross attention to the audio; null where the model has none
   * @param feedForwardNorm norm before the feed-forward part
   * @param up to the inner width
   * @param down and back
   */
  record Layer(
      LayerNorm attentionNorm,
      Linear queryKeyValue,
      Linear output,
      Cross cross,
      LayerNorm feedForwardNorm,
      Linear up,
      Linear down) {}

  /**
   * A layer's attention to the audio.
   *
   * @param norm norm of the tokens before it
   * @param query projection of a token
   * @param keyValue both projections of a row of audio, side by side
   * @param output projection after it
   */
  record Cross(LayerNorm norm, Linear query, Linear keyValue, Linear output) {}

  final ModelConfig config;
  final float[] tokens;
  final float[] positions;
  final float[] leftDirections;
  final float[] rightDirections;
  final float[] lastHands;

  /** Null where the model attends to the audio. */
  final Linear audio;

  final Layer[] layers;
  final LayerNorm norm;
  final Linear output;
  final float alpha;

  private DecoderWeights(ModelConfig config, Map<String, float[]> source) {
    this.config = config;
    int d = config.width();
    tokens = source.get("decoder.token.weight").clone();
    positions = source.get("decoder.position.weight").clone();
    leftDirections = source.get("decoder.leftDirection.weight").clone();
    rightDirections = source.get("decoder.rightDirection.weight").clone();
    lastHands = source.get("decoder.lastHand.weight").clone();
    audio = config.audioPath().isAttention() ? null : linear(source, "decoder.audio.", d);
    layers = new Layer[config.decoderLayers()];
    for (int i = 0; i < layers.length; i++) {
      layers[i] = layer(source, config, "decoder.layers." + i + ".");
    }
    norm = norm(source, "decoder.norm.");
    output = linear(source, "decoder.output.", d);
    alpha = config.hazard() ? source.get("hazard.alpha")[0] : 0;
  }

  /**
   * Lays out the weights of a model; its arrays are copied.
   *
   * @param checkpoint the model
   * @return the weights
   */
  public static DecoderWeights of(Checkpoint checkpoint) {
    return new DecoderWeights(checkpoint.config(), checkpoint.weights());
  }

  private static Layer layer(Map<String, float[]> source, ModelConfig config, String prefix) {
    int d = config.width();
    String attention = prefix + "attention.";
    return new Layer(
        norm(source, attention + "norm."),
        Linear.of(
            d,
            source.get(attention + "query.weight"),
            source.get(attention + "query.bias"),
            source.get(attention + "key.weight"),
            source.get(attention + "key.bias"),
            source.get(attention + "value.weight"),
            source.get(attention + "value.bias")),
        linear(source, attention + "output.", d),
        config.audioPath().isAttention() ? cross(source, d, prefix + "cross.") : null,
        norm(source, prefix + "ffn.norm."),
        linear(source, prefix + "ffn.up.", d),
        linear(source, prefix + "ffn.down.", config.feedForward()));
  }

  private static Cross cross(Map<String, float[]> source, int d, String prefix) {
    return new Cross(
        norm(source, prefix + "norm."),
        linear(source, prefix + "query.", d),
        Linear.of(
            d,
            source.get(prefix + "key.weight"),
            source.get(prefix + "key.bias"),
            source.get(prefix + "value.weight"),
            source.get(prefix + "value.bias")),
        linear(source, prefix + "output.", d));
  }

  private static LayerNorm norm(Map<String, float[]> source, String prefix) {
    return new LayerNorm(
        source.get(prefix + "weight").clone(), source.get(prefix + "bias").clone());
  }

  private static Linear linear(Map<String, float[]> source, String prefix, int inputs) {
    return Linear.of(inputs, source.get(prefix + "weight"), source.get(prefix + "bias"));
  }
}
