package io.beatweaver.model.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beatweaver.InputException;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.ModelConfig.AudioPath;
import io.beatweaver.model.ModelConfig.EncoderKind;
import java.util.Arrays;

/** A model's shape as JSON, one field a component of the record, under its name. */
public final class ConfigJson {
  // Checkpoints of before there was a choice say neither.
  private static final String AUDIO_PATH = "audioPath";
  private static final String HAZARD = "hazard";

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
        .put("dropout", config.dropout())
        .put(AUDIO_PATH, config.audioPath().name())
        .put(HAZARD, config.hazard());
  }

  /**
   * Reads a shape. Where it doesn't say how the decoder hears, it hears as the presets do.
   *
   * @param node the object that {@link #write} made
   * @param file what to call it in messages
   * @return the shape
   * @throws InputException if a field is missing or out of range
   */
  public static ModelConfig read(JsonNode node, String file) throws InputException {
    EncoderKind encoder = constant(node, "encoder", EncoderKind.class, file);
    AudioPath audioPath =
        node.has(AUDIO_PATH)
            ? constant(node, AUDIO_PATH, AudioPath.class, file)
            : AudioPath.OWN_ROW;
    boolean hazard = true;
    if (node.has(HAZARD)) {
      if (!node.path(HAZARD).isBoolean()) {
        throw new InputException(file, "model." + HAZARD, "neither true nor false");
      }
      hazard = node.path(HAZARD).asBoolean();
    }
    if (!node.path("dropout").isNumber()) {
      throw new InputException(file, "model.dropout", "no number");
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
          node.path("dropout").asDouble(),
          audioPath,
          hazard);
    } catch (IllegalArgumentException e) {
      throw new InputException(file, "model", e.getMessage(), e);
    }
  }

  private static <E extends Enum<E>> E constant(
      JsonNode node, String name, Class<E> type, String file) throws InputException {
    for (E constant : type.getEnumConstants()) {
      if (node.path(name).isTextual() && constant.name().equals(node.path(name).asText())) {
        return constant;
      }
    }
    throw new InputException(
        file, "model." + name, "is none of " + Arrays.toString(type.getEnumConstants()));
  }

  private static int integer(JsonNode node, String name, String file) throws InputException {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new InputException(file, "model." + name, "no whole number");
    }
    return value.asInt();
  }
}
