package io.beatweaver.model;

import io.beatweaver.InputException;
import io.beatweaver.model.internal.train.TrainingJson;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A model's shape and how it is trained, as one JSON file:
 *
 * <pre>{@code
 * {
 *   "preset": "small",
 *   "model": {"encoder": "PLAIN", "dropout": 0.2},
 *   "training": {"epochs": 20, "schedule": "cosine", "accumulation": 4}
 * }
 * }</pre>
 *
 * <p>What isn't said is as the preset has it, {@code small} where none is named. The fields are
 * those of {@link ModelConfig} and {@link TrainingOptions} under their names; the budget is one of
 * {@code epochs}, {@code steps} and {@code minutes}. An unknown field is refused.
 *
 * @param model the model's shape
 * @param options how it is trained
 */
public record TrainingConfig(ModelConfig model, TrainingOptions options) {
  /** Passes over the songs where nothing else is said. */
  public static final int DEFAULT_EPOCHS = 20;

  /** Sizes that have a name. */
  public enum Preset {
    /** About a million parameters, with the options that did best in this project's trials. */
    SMALL,
    /**
     * About nine million, with the learning rate, batches and warm-up that the Python system that
     * this one succeeds has for its model of that size. Not trained yet.
     */
    MEDIUM,
    /** About sixty million, likewise. */
    LARGE
  }

  /**
   * A preset.
   *
   * @param preset the size
   * @param budget how long to train
   * @return its shape and options
   */
  public static TrainingConfig of(Preset preset, TrainingBudget budget) {
    TrainingOptionsBuilder options = TrainingOptions.builder(budget);
    return switch (preset) {
      case SMALL -> new TrainingConfig(ModelConfig.small(), options.build());
      case MEDIUM ->
          new TrainingConfig(
              ModelConfig.medium(),
              options
                  .accumulation(4)
                  .learningRate(3e-5)
                  .warmupSteps(1000)
                  .schedule(LearningRateSchedule.COSINE)
                  .build());
      case LARGE ->
          new TrainingConfig(
              ModelConfig.large(),
              options
                  .batchSize(2)
                  .accumulation(8)
                  .learningRate(2e-5)
                  .warmupSteps(2000)
                  .schedule(LearningRateSchedule.COSINE)
                  .build());
    };
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @return what it says
   * @throws InputException if it is missing, no JSON, or has a field that is unknown, of the wrong
   *     kind or out of range
   * @throws IOException if the disk fails
   */
  public static TrainingConfig read(Path file) throws IOException {
    return TrainingJson.read(file);
  }

  /**
   * Writes a file with every field, which {@link #read} reads back as this.
   *
   * @param file the file; one that is there is replaced
   * @throws IOException if the disk fails
   */
  public void write(Path file) throws IOException {
    TrainingJson.write(file, this);
  }
}
