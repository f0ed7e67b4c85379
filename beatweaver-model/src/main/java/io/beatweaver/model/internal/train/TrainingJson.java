package io.beatweaver.model.internal.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beatweaver.InputException;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingBudget;
import io.beatweaver.model.TrainingConfig;
import io.beatweaver.model.TrainingConfig.Preset;
import io.beatweaver.model.TrainingOptions;
import io.beatweaver.model.internal.ConfigJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A training's configuration as JSON. */
public final class TrainingJson {
  private static final int MOST_BYTES = 1 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();
  private static final String PRESET = "preset";
  private static final String MODEL = "model";
  private static final String TRAINING = "training";
  private static final List<String> SECTIONS = List.of(PRESET, MODEL, TRAINING);

  private TrainingJson() {}

  /**
   * Writes a configuration.
   *
   * @param file where to
   * @param config what
   * @throws IOException if the disk fails
   */
  public static void write(Path file, TrainingConfig config) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.set(MODEL, ConfigJson.write(config.model(), JSON));
    root.set(TRAINING, OptionsJson.write(config.options(), JSON));
    AtomicFiles.write(file, ByteBuffer.wrap(JSON.writeValueAsBytes(root)));
  }

  /**
   * Reads a configuration; what it doesn't say is as its preset has it.
   *
   * @param file the file
   * @return the configuration
   * @throws IOException if it is missing or wrong, or the disk fails
   */
  public static TrainingConfig read(Path file) throws IOException {
    JsonNode root = tree(file);
    String name = file.toString();
    if (!(root instanceof ObjectNode)) {
      throw new InputException(name, "", "no JSON object");
    }
    requireKnown(root, Set.copyOf(SECTIONS), name, "");
    TrainingBudget budget = new TrainingBudget.Epochs(TrainingConfig.DEFAULT_EPOCHS);
    TrainingConfig preset = TrainingConfig.of(preset(root, name), budget);
    ObjectNode shape = ConfigJson.write(preset.model(), JSON);
    merge(shape, root, MODEL, Set.of(), name);
    ModelConfig model = ConfigJson.read(shape, name);
    ObjectNode options = OptionsJson.write(preset.options(), JSON);
    if (OptionsJson.BUDGETS.stream().anyMatch(key -> root.path(TRAINING).has(key))) {
      options.remove(OptionsJson.BUDGETS);
    }
    merge(options, root, TRAINING, Set.copyOf(OptionsJson.BUDGETS), name);
    TrainingOptions training = OptionsJson.read(options, name, TRAINING);
    return new TrainingConfig(model, training);
  }

  private static JsonNode tree(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new InputException(file, "larger than " + MOST_BYTES + " bytes");
      }
      return JSON.readTree(bytes);
    } catch (NoSuchFileException e) {
      throw new InputException(file.toString(), "", "there is no such file", e);
    } catch (JsonProcessingException e) {
      throw new InputException(file.toString(), "", "no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Preset preset(JsonNode root, String file) throws InputException {
    return root.has(PRESET)
        ? OptionsJson.choice(root, PRESET, Preset.class, file, "")
        : Preset.SMALL;
  }

  private static void merge(
      ObjectNode defaults, JsonNode root, String section, Set<String> besides, String file)
      throws InputException {
    JsonNode given = root.path(section);
    if (given.isMissingNode()) {
      return;
    }
    if (!(given instanceof ObjectNode fields)) {
      throw new InputException(file, section, "no JSON object");
    }
    Set<String> known = new TreeSet<>(besides);
    defaults.fieldNames().forEachRemaining(known::add);
    requireKnown(fields, known, file, section + ".");
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      defaults.set(field.getKey(), field.getValue());
    }
  }

  private static void requireKnown(JsonNode node, Set<String> known, String file, String prefix)
      throws InputException {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new InputException(
            file,
            prefix + name,
            "is unknown; known are " + String.join(", ", new TreeSet<>(known)));
      }
    }
  }
}
