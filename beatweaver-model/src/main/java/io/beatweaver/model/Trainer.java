package io.beatweaver.model;

import io.beatweaver.InputException;
import io.beatweaver.model.internal.CheckpointFolder;
import io.beatweaver.model.internal.CheckpointSource;
import io.beatweaver.model.internal.net.Initializer;
import io.beatweaver.model.internal.train.TrainingRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Trains models.
 *
 * <pre>{@code
 * Checkpoint checkpoint =
 *     Trainer.train(
 *         songs, ModelConfig.small(), TrainingOptions.defaults(new TrainingBudget.Epochs(20)),
 *         "features", Path.of("run"), TrainingListener.NONE);
 * }</pre>
 *
 * <p>One training uses the engine's threads to the full; several at once in a process get in each
 * other's way but don't mix.
 */
public final class Trainer {
  /** The folder, in that of a run, of the latest checkpoint. */
  public static final String LAST = "last";

  private Trainer() {}

  /**
   * Trains a new model.
   *
   * @param data the songs; at least one to learn from
   * @param config the model's shape
   * @param options how
   * @param features fingerprint of the features' settings, kept in the checkpoint
   * @param runFolder receives {@value #LAST}; made where it's missing
   * @param listener watches
   * @return the trained model, as saved
   * @throws InputException if there are no songs to learn from, or hardly one can be read
   * @throws IOException if songs can't be read or a checkpoint can't be written
   * @throws IllegalStateException if the class path holds no PyTorch for this platform, or if the
   *     loss is no number many times in a row
   */
  public static Checkpoint train(
      TrainingSet data,
      ModelConfig config,
      TrainingOptions options,
      String features,
      Path runFolder,
      TrainingListener listener)
      throws IOException {
    Checkpoint fresh =
        Checkpoint.of(
            config,
            Initializer.weights(config, options.seed()),
            features,
            new TrainingState(0, 0, options.seed(), Map.of()));
    return run(data, fresh, Map.of(), options, runFolder, listener);
  }

  /**
   * Goes on with a training that was stopped, from its latest checkpoint and with its optimizer's
   * state. With a budget of steps or epochs, and the options it was begun with, the outcome is that
   * of a training that was never stopped.
   *
   * @param data the same songs
   * @param options the same options; the seed is that of the checkpoint whatever they say
   * @param features fingerprint of the features' settings
   * @param runFolder the run's folder, which holds {@value #LAST}
   * @param listener watches
   * @return the trained model, as saved
   * @throws InputException if there's no usable checkpoint, it was trained on other features, or
   *     there is no song to learn from
   * @throws IOException if the disk fails
   */
  public static Checkpoint resume(
      TrainingSet data,
      TrainingOptions options,
      String features,
      Path runFolder,
      TrainingListener listener)
      throws IOException {
    CheckpointSource source = CheckpointSource.of(runFolder.resolve(LAST));
    Checkpoint checkpoint = CheckpointFolder.read(source);
    Checkpoint.requireFeatures(checkpoint.featureFingerprint(), features);
    Map<String, float[]> moments = CheckpointFolder.readOptimizer(source, checkpoint.config());
    return run(data, checkpoint, moments, options, runFolder, listener);
  }

  private static Checkpoint run(
      TrainingSet data,
      Checkpoint from,
      Map<String, float[]> moments,
      TrainingOptions options,
      Path runFolder,
      TrainingListener listener)
      throws IOException {
    if (data.songs(Split.TRAIN).isEmpty()) {
      throw new InputException(runFolder, "there are no songs to learn from");
    }
    Files.createDirectories(runFolder);
    // A folder that can't be written to is found out now and not after hours of training.
    Files.delete(Files.createTempFile(runFolder, ".writable", null));
    try (TrainingRun run =
        new TrainingRun(data, from, moments, options, runFolder.resolve(LAST), listener)) {
      return run.toEnd();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
