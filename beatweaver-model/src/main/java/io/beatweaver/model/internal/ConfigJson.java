package io.beatweaver.model.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beatweaver.InputException;
import io.beatweaver.model.ModelConfig;

/** A model's shape as JSON, one field a component of the record, under its name. */
public final class ConfigJson {
  private ConfigJson() {}

  /**
   * Writes a shape.
   *
   * @param config the shape
   * @param mapper makes the node
   * @return a JSON object
   */
  public static ObjectNode write(ModelConfig config, ObjectMapper mapper) {
    return mapper
        .createObjectNode()
        .put("encoder", config.encoder().name())
        .put("encoderLayers", config.encoderLayers())
        .put("decoderLayers", config.decoderLayers())
        .put("width", config.width())
        .put("heads", config.heads())
        .put("feedForward", config.feedForward())
        .put("subsampling", config.subsampling())
        .put("windowBars", config.windowBars())
        .put("prefixBars", config.prefixBars())
        .put("lookaheadBars", config.lookaheadBars())
        .put("maxTokens", config.maxTokens())
        .put("dropout", config.dropout());
  }

  /**
   * Reads a shape.
   *
   * @param node the object that {@link #write} made
   * @param file what to call it in messages
   * @return the shape
   * @throws InputException if a field is missing or out of range
   */
  public static ModelConfig read(JsonNode node, String file) throws InputException {
    ModelConfig.EncoderKind encoder = null;
    for (ModelConfig.EncoderKind kind : ModelConfig.EncoderKind.values()) {
      if (kind.name().equals(node.path("encoder").asText())) {
        encoder = kind;
      }
    }
    if (encoder == null || !node.path("dropout").isNumber()) {
      throw new InputException(file, "model", "no usable encoder or dropout");
    }
    try {
      return new ModelConfig(
          encoder,
          integer(node, "encoderLayers", file),
          integer(node, "decoderLayers", file),
          integer(node, "width", file),
          integer(node, "heads", file),
          integer(node, "feedForward", file),
          integer(node, "subsampling", file),
          integer(node, "windowBars", file),
          integer(node, "prefixBars", file),
          integer(node, "lookaheadBars", file),
          integer(node, "maxTokens", file),
          node.path("dropout").asDouble());
    } catch (IllegalArgumentException e) {
      throw new InputException(file, "model", e.getMessage(), e);
    }
  }

  private static int integer(JsonNode node, String name, String file) throws InputException {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new InputException(file, "model." + name, "no whole number");
    }
    return value.asInt();
  }
}
