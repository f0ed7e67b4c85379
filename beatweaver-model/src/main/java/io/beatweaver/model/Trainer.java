package io.beatweaver.model;

import io.beatweaver.InputException;
import io.beatweaver.model.internal.CheckpointFolder;
import io.beatweaver.model.internal.CheckpointSource;
import io.beatweaver.model.internal.net.Initializer;
import io.beatweaver.model.internal.train.RunFolder;
import io.beatweaver.model.internal.train.RunState;
import io.beatweaver.model.internal.train.TrainingRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  /** The folder, in that of a run, of the checkpoint whose generated onsets fit best. */
  public static final String BEST = "best";

  /** The folders, in that of a run, of checkpoints kept for good; a format with the step. */
  public static final String KEPT = "step-%08d";

  /** The file, in a run's folder, of figures as JSON lines. */
  public static final String METRICS = "metrics.jsonl";

  /** The folder, in that of a run, of figures for TensorBoard. */
  public static final String EVENTS = "events";

  /** The picture, in a run's folder, of the figures' curves. */
  public static final String CURVES = "curves.png";

  /** The file, in a run's folder, of the {@link TrainingSummary}. */
  public static final String SUMMARY = "summary.json";

  /** The file, in a run's folder, of the {@link TrainingConfig} that it was begun with. */
  public static final String CONFIG = "training.json";

  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  private Trainer() {}

  /**
   * Trains a new model.
   *
   * @param data the songs; at least one to learn from
   * @param config the model's shape
   * @param options how
   * @param features fingerprint of the features' settings, kept in the checkpoint
   * @param runFolder receives all that a training writes; made where it's missing. An earlier
   *     training's {@value #LAST} and {@value #BEST} there give way as soon as this one begins;
   *     what it kept for good stays
   * @param listener watches
   * @return the trained model, as saved in {@value #LAST}
   * @throws InputException if there are no songs to learn from, hardly one can be read, or the
   *     device isn't there
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
    return train(data, config, options, features, runFolder, listener, new TrainingControl());
  }

  /**
   * As {@link #train(TrainingSet, ModelConfig, TrainingOptions, String, Path, TrainingListener)},
   * with a handle to stop it or let it wait.
   *
   * @param data the songs; at least one to learn from
   * @param config the model's shape
   * @param options how
   * @param features fingerprint of the features' settings, kept in the checkpoint
   * @param runFolder receives all that a training writes
   * @param listener watches
   * @param control the handle
   * @return the trained model, as saved in {@value #LAST}
   * @throws InputException if there are no songs to learn from, or the device isn't there
   * @throws IOException if a checkpoint can't be written
   */
  public static Checkpoint train(
      TrainingSet data,
      ModelConfig config,
      TrainingOptions options,
      String features,
      Path runFolder,
      TrainingListener listener,
      TrainingControl control)
      throws IOException {
    requireSongs(data, runFolder);
    Checkpoint fresh =
        Checkpoint.of(
            config,
            Initializer.weights(config, options.seed()),
            features,
            new TrainingState(0, 0, options.seed(), Map.of()));
    try (TrainingRun run = open(data, fresh, Map.of(), options, runFolder, listener, control)) {
      run.begin(new TrainingConfig(config, options));
      return run.toEnd();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Goes on with a training that was stopped, from its latest checkpoint and with its optimizer's
   * state. With a budget of steps or epochs, and the options it was begun with (which are in
   * {@value #CONFIG}), the outcome is that of a training that was never stopped, to the bit, on the
   * same machine with the same number of threads.
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
    return resume(data, options, features, runFolder, listener, new TrainingControl());
  }

  /**
   * As {@link #resume(TrainingSet, TrainingOptions, String, Path, TrainingListener)}, with a handle
   * to stop it or let it wait.
   *
   * @param data the same songs
   * @param options the same options
   * @param features fingerprint of the features' settings
   * @param runFolder the run's folder, which holds {@value #LAST}
   * @param listener watches
   * @param control the handle
   * @return the trained model, as saved in {@value #LAST}
   * @throws InputException if there's no usable checkpoint, it was trained on other features, or
   *     there is no song to learn from
   * @throws IOException if the disk fails
   */
  public static Checkpoint resume(
      TrainingSet data,
      TrainingOptions options,
      String features,
      Path runFolder,
      TrainingListener listener,
      TrainingControl control)
      throws IOException {
    requireSongs(data, runFolder);
    CheckpointSource source = CheckpointSource.of(runFolder.resolve(LAST));
    Checkpoint checkpoint = CheckpointFolder.read(source);
    Checkpoint.requireFeatures(checkpoint.featureFingerprint(), features);
    RunState.requireResumable(checkpoint, runFolder.resolve(LAST));
    Map<String, float[]> moments = CheckpointFolder.readOptimizer(source, checkpoint.config());
    Path begunWith = runFolder.resolve(CONFIG);
    if (Files.exists(begunWith) && !sameCourse(TrainingConfig.read(begunWith).options(), options)) {
      LOG.warn("goes on with other options than {} has", begunWith);
    }
    try (TrainingRun run = open(data, checkpoint, moments, options, runFolder, listener, control)) {
      return run.toEnd();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Whether options lead to the same weights: threads and device are the machine's affair. */
  private static boolean sameCourse(TrainingOptions begun, TrainingOptions now) {
    return begun.toBuilder()
        .threads(now.threads())
        .device(now.device())
        .seed(now.seed())
        .build()
        .equals(now);
  }

  private static void requireSongs(TrainingSet data, Path runFolder) throws InputException {
    if (data.songs(Split.TRAIN).isEmpty()) {
      throw new InputException(runFolder, "there are no songs to learn from");
    }
  }

  private static TrainingRun open(
      TrainingSet data,
      Checkpoint from,
      Map<String, float[]> moments,
      TrainingOptions options,
      Path runFolder,
      TrainingListener listener,
      TrainingControl control)
      throws IOException {
    // A folder that can't be written to is found out now and not after hours of training.
    Files.createDirectories(runFolder);
    Files.delete(Files.createTempFile(runFolder, ".writable", null));
    RunFolder.tidy(runFolder);
    return new TrainingRun(data, from, moments, options, runFolder, listener, control);
  }
}
