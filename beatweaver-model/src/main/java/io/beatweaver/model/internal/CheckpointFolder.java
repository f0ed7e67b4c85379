package io.beatweaver.model.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beatweaver.InputException;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingState;
import io.beatweaver.model.internal.SafeTensors.Tensor;
import io.beatweaver.token.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a checkpoint: read with every number checked, written as a whole or not at all. */
public final class CheckpointFolder {
  private static final int FORMAT_VERSION = 1;
  private static final String CONFIG = "config.json";
  private static final String STATE = "state.json";
  private static final String MODEL = "model.safetensors";
  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private CheckpointFolder() {}

  /**
   * Reads a checkpoint.
   *
   * @param source its files
   * @return the checkpoint
   * @throws IOException if a file is missing, damaged or unreadable
   */
  public static Checkpoint read(CheckpointSource source) throws IOException {
    JsonNode root = json(source, CONFIG);
    String file = source.describe(CONFIG);
    if (root.path("formatVersion").asInt() != FORMAT_VERSION) {
      throw new InputException(
          file, "formatVersion", root.path("formatVersion") + " isn't " + FORMAT_VERSION);
    }
    if (root.path("vocabularySize").asInt() != Vocabulary.SIZE) {
      throw new InputException(
          file, "vocabularySize", root.path("vocabularySize") + " isn't " + Vocabulary.SIZE);
    }
    ModelConfig config = ConfigJson.read(root.path("model"), file);
    Map<String, Tensor> tensors = source.tensors(MODEL);
    Map<String, float[]> weights = new LinkedHashMap<>();
    for (Map.Entry<String, int[]> entry : ParameterLayout.of(config).entrySet()) {
      weights.put(
          entry.getKey(),
          values(tensors, entry.getKey(), entry.getValue(), source.describe(MODEL)));
    }
    if (tensors.size() != weights.size()) {
      tensors.keySet().removeAll(weights.keySet());
      throw new InputException(
          source.describe(MODEL), tensors.keySet().iterator().next(), "unknown parameter");
    }
    return Checkpoint.of(config, weights, root.path("featureFingerprint").asText(), state(source));
  }

  /**
   * Reads the optimizer's moments.
   *
   * @param source the checkpoint's files
   * @param config the model's shape
   * @return {@code m.} and {@code v.} followed by a parameter's name, to values
   * @throws IOException if the file is missing, damaged or unreadable
   */
  public static Map<String, float[]> readOptimizer(CheckpointSource source, ModelConfig config)
      throws IOException {
    Map<String, Tensor> tensors = source.tensors(OPTIMIZER);
    Map<String, float[]> moments = new LinkedHashMap<>();
    for (Map.Entry<String, int[]> entry : ParameterLayout.of(config).entrySet()) {
      for (String moment : new String[] {"m.", "v."}) {
        String name = moment + entry.getKey();
        moments.put(name, values(tensors, name, entry.getValue(), source.describe(OPTIMIZER)));
      }
    }
    return moments;
  }

  private static float[] values(Map<String, Tensor> tensors, String name, int[] shape, String file)
      throws InputException {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new InputException(file, name, "the parameter is missing");
    }
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new InputException(
          file,
          name,
          "shape " + Arrays.toString(tensor.shape()) + " instead of " + Arrays.toString(shape));
    }
    for (float value : tensor.values()) {
      if (!Float.isFinite(value)) {
        throw new InputException(file, name, "holds a value that is no number");
      }
    }
    return tensor.values();
  }

  private static TrainingState state(CheckpointSource source) throws IOException {
    JsonNode root = json(source, STATE);
    if (!root.path("metrics").isObject()) {
      throw new InputException(source.describe(STATE), "metrics", "no JSON object");
    }
    Map<String, Double> metrics = new TreeMap<>();
    for (Map.Entry<String, JsonNode> metric : root.path("metrics").properties()) {
      double value = metric.getValue().asDouble(Double.NaN);
      if (!Double.isFinite(value)) {
        throw new InputException(
            source.describe(STATE), "metrics." + metric.getKey(), "no finite number");
      }
      metrics.put(metric.getKey(), value);
    }
    JsonNode step = root.path("step");
    JsonNode epoch = root.path("epoch");
    if (!step.canConvertToLong()
        || step.asLong() < 0
        || !epoch.canConvertToInt()
        || epoch.asInt() < 0) {
      throw new InputException(source.describe(STATE), "step", "no usable step or epoch");
    }
    JsonNode seed = root.path("seed");
    if (!seed.isIntegralNumber() || !seed.canConvertToLong()) {
      throw new InputException(source.describe(STATE), "seed", "no whole number");
    }
    return new TrainingState(step.asLong(), epoch.asInt(), seed.asLong(), metrics);
  }

  private static JsonNode json(CheckpointSource source, String file) throws IOException {
    try {
      JsonNode root = JSON.readTree(source.bytes(file));
      if (root == null || !root.isObject()) {
        throw new InputException(source.describe(file), "", "no JSON object");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new InputException(source.describe(file), "", "no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Writes a checkpoint's folder: first a temporary sibling, then two moves. An older checkpoint is
   * replaced, and nothing else.
   *
   * @param folder where to
   * @param checkpoint the model
   * @param moments the optimizer's moments as {@link #readOptimizer} gives them, or nothing
   * @throws InputException if something else than a checkpoint is there
   * @throws IOException if the disk fails; the folder is then as it was
   */
  public static void write(Path folder, Checkpoint checkpoint, Map<String, float[]> moments)
      throws IOException {
    requireReplaceable(folder);
    AtomicFiles.writeFolder(
        folder,
        fresh -> {
          ObjectNode config = JSON.createObjectNode();
          config.put("formatVersion", FORMAT_VERSION);
          config.put("vocabularySize", Vocabulary.SIZE);
          config.put("featureFingerprint", checkpoint.featureFingerprint());
          config.set("model", ConfigJson.write(checkpoint.config(), JSON));
          writeJson(fresh.resolve(CONFIG), config);
          ObjectNode state = JSON.createObjectNode();
          state.put("step", checkpoint.state().step());
          state.put("epoch", checkpoint.state().epoch());
          state.put("seed", checkpoint.state().seed());
          ObjectNode metrics = state.putObject("metrics");
          checkpoint.state().metrics().forEach(metrics::put);
          writeJson(fresh.resolve(STATE), state);
          Map<String, int[]> layout = ParameterLayout.of(checkpoint.config());
          Map<String, Tensor> tensors = new LinkedHashMap<>();
          checkpoint
              .weights()
              .forEach((name, v) -> tensors.put(name, new Tensor(layout.get(name), v)));
          SafeTensors.write(fresh.resolve(MODEL), tensors);
          if (!moments.isEmpty()) {
            Map<String, Tensor> optimizer = new LinkedHashMap<>();
            moments.forEach(
                (name, v) -> optimizer.put(name, new Tensor(layout.get(name.substring(2)), v)));
            SafeTensors.write(fresh.resolve(OPTIMIZER), optimizer);
          }
        });
  }

  /**
   * Whether a folder looks like a checkpoint.
   *
   * @param folder the folder
   * @return whether it's safe to replace
   */
  public static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(CONFIG));
  }

  private static void requireReplaceable(Path folder) throws IOException {
    if (!Files.exists(folder) || isOne(folder)) {
      return;
    }
    boolean empty = false;
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        empty = files.findAny().isEmpty();
      }
    }
    if (!empty) {
      throw new InputException(folder, "is there already and is no checkpoint");
    }
  }

  private static void writeJson(Path file, JsonNode node) throws IOException {
    Files.write(file, JSON.writeValueAsBytes(node), StandardOpenOption.CREATE_NEW);
  }
}
