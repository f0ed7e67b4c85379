package io.beatweaver.model;

import io.beatweaver.InputException;
import io.beatweaver.model.internal.CheckpointFolder;
import io.beatweaver.model.internal.CheckpointSource;
import io.beatweaver.model.internal.ParameterLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A trained model: its shape and its weights.
 *
 * <pre>{@code
 * Checkpoint checkpoint = Checkpoint.load(Path.of("run/last"));
 * }</pre>
 *
 * <p>On disk it's a folder of {@code config.json}, {@code model.safetensors} (readable from
 * Python), {@code state.json} and, where a training may go on, {@code optimizer.safetensors}.
 * Immutable and safe to share between threads, as long as nobody writes into the arrays of {@link
 * #weights()}.
 */
public final class Checkpoint {
  private static final String STARTER = "io/beatweaver/model/starter/";

  private final ModelConfig config;
  private final Map<String, float[]> weights;
  private final String features;
  private final TrainingState state;

  private Checkpoint(
      ModelConfig config, Map<String, float[]> weights, String features, TrainingState state) {
    this.config = config;
    this.weights = weights;
    this.features = features;
    this.state = state;
  }

  /**
   * A checkpoint of given weights.
   *
   * @param config the model's shape
   * @param weights parameter name to values, row-major; taken over, not copied
   * @param features fingerprint of the features that the model was trained on, may be empty
   * @param state how far its training came
   * @return the checkpoint
   * @throws IllegalArgumentException if a parameter is missing, unknown or of the wrong length
   */
  public static Checkpoint of(
      ModelConfig config, Map<String, float[]> weights, String features, TrainingState state) {
    Map<String, float[]> ordered = new LinkedHashMap<>();
    ParameterLayout.of(config)
        .forEach(
            (name, shape) -> {
              float[] values = weights.get(name);
              int count = 1;
              for (int dimension : shape) {
                count *= dimension;
              }
              if (values == null || values.length != count) {
                throw new IllegalArgumentException(name + " must have " + count + " values");
              }
              ordered.put(name, values);
            });
    if (ordered.size() != weights.size()) {
      throw new IllegalArgumentException("there are unknown parameters");
    }
    return new Checkpoint(config, Collections.unmodifiableMap(ordered), features, state);
  }

  /**
   * Loads a checkpoint's folder.
   *
   * @param folder the folder
   * @return the checkpoint
   * @throws InputException if it is missing, damaged or not of a shape this version knows
   * @throws IOException if the disk fails
   */
  public static Checkpoint load(Path folder) throws IOException {
    return CheckpointFolder.read(CheckpointSource.of(folder));
  }

  /**
   * Loads a checkpoint from the class path.
   *
   * @param loader where to look
   * @param base the folder's resource name, ending in a slash
   * @return the checkpoint
   * @throws InputException if it is missing, damaged or not of a shape this version knows
   * @throws IOException if the class path can't be read
   */
  public static Checkpoint fromResources(ClassLoader loader, String base) throws IOException {
    return CheckpointFolder.read(CheckpointSource.of(loader, base));
  }

  /**
   * Loads the small model that comes with this library. It was trained on synthetic songs: good
   * enough for a first map, no match for one trained on real levels.
   *
   * @return the checkpoint
   * @throws InputException if this build of the library holds none
   * @throws IOException if the class path can't be read
   */
  public static Checkpoint starter() throws IOException {
    return fromResources(Checkpoint.class.getClassLoader(), STARTER);
  }

  /**
   * The model's shape.
   *
   * @return the shape
   */
  public ModelConfig config() {
    return config;
  }

  /**
   * The model's parameters.
   *
   * @return name to values, row-major, in a fixed order; the arrays are shared and must not be
   *     written to
   */
  public Map<String, float[]> weights() {
    return weights;
  }

  /**
   * Which features the model was trained on.
   *
   * @return the fingerprint of their settings, empty where it isn't known
   */
  public String featureFingerprint() {
    return features;
  }

  static void requireFeatures(String trainedOn, String fingerprint) throws InputException {
    if (!trainedOn.isEmpty() && !trainedOn.equals(fingerprint)) {
      throw new InputException(
          "checkpoint",
          "config.json",
          "was trained on the features " + trainedOn + ", these are " + fingerprint);
    }
  }

  /**
   * How far the training came.
   *
   * @return step, epoch, seed and latest figures
   */
  public TrainingState state() {
    return state;
  }

  /**
   * Number of parameters.
   *
   * @return at least 1
   */
  public long parameterCount() {
    return weights.values().stream().mapToLong(values -> values.length).sum();
  }

  /**
   * Saves the model without an optimizer's state. The folder appears as a whole or not at all; a
   * checkpoint that is there already is replaced.
   *
   * @param folder where to, its parent must exist
   * @throws InputException if something else than a checkpoint is there
   * @throws IOException if the disk fails
   */
  public void save(Path folder) throws IOException {
    CheckpointFolder.write(folder, this, Map.of());
  }
}
