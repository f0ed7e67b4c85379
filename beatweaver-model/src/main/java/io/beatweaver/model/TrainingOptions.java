package io.beatweaver.model;

import java.util.Objects;

/**
 * How to train. The builder starts from what did best in the experiments behind this model:
 *
 * <pre>{@code
 * TrainingOptions options =
 *     TrainingOptions.builder(new TrainingBudget.Epochs(20)).seed(7).build();
 * }</pre>
 *
 * @param budget how long
 * @param device where to compute
 * @param batchSize windows a batch, at least 1
 * @param accumulation batches whose mean gradient makes one step, at least 1; saves memory where
 *     larger batches don't fit
 * @param learningRate the highest rate; reached after {@code warmupSteps}
 * @param schedule the rate's course
 * @param warmupSteps steps over which the rate rises from nothing; the decoder's are counted from
 *     its own first step
 * @param weightDecay decoupled decay of AdamW, 0..1
 * @param clipNorm length that a step's gradient is scaled down to, all parameters together; 0 for
 *     no limit
 * @param labelSmoothing share of a note's chance that is spread over all tokens of its hand that
 *     may come, 0..1; timing tokens are never smoothed, for the hazard rules most of them out
 * @param encoderFirst share of the budget, 0..1, in which the encoder and its onset head learn
 *     alone, at a fraction of the cost
 * @param mirrored chance that a window's beatmap is learned with left and right exchanged, 0..1
 * @param featureMasks stretches of bands, and as many of time, that are silenced in each window
 *     (SpecAugment); 0 for none
 * @param validateEvery steps between validations, 0 for one at the end only
 * @param generatedSongs held-out songs that a validation generates for, at most; 0 for none
 * @param patience validations without a better one after which training stops; 0 for never. Those
 *     from the time when the encoder learns alone don't count
 * @param saveEvery steps between replacements of {@value Trainer#LAST}, 0 for one at the end only
 * @param keepEvery steps between checkpoints that are kept for good, 0 for none
 * @param mostSkipped steps that may be skipped in a row, because loss or gradient were no number,
 *     before training gives up; at least 1
 * @param seed of weights, order, windows, augmentation and dropout
 * @param threads of the engine, for the whole process; 0 leaves its default
 */
public record TrainingOptions(
    TrainingBudget budget,
    ComputeDevice device,
    int batchSize,
    int accumulation,
    double learningRate,
    LearningRateSchedule schedule,
    int warmupSteps,
    double weightDecay,
    double clipNorm,
    double labelSmoothing,
    double encoderFirst,
    double mirrored,
    int featureMasks,
    int validateEvery,
    int generatedSongs,
    int patience,
    int saveEvery,
    int keepEvery,
    int mostSkipped,
    long seed,
    int threads) {
  /** Refuses values out of range. */
  public TrainingOptions {
    Objects.requireNonNull(budget, "budget");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(schedule, "schedule");
    require(batchSize >= 1 && batchSize <= 1024, "batchSize must be 1..1024");
    require(accumulation >= 1 && accumulation <= 1024, "accumulation must be 1..1024");
    require(learningRate > 0 && learningRate < 1, "learningRate must be between 0 and 1");
    require(warmupSteps >= 0, "warmupSteps must be at least 0");
    require(weightDecay >= 0 && weightDecay <= 1, "weightDecay must be 0..1");
    require(clipNorm >= 0 && Double.isFinite(clipNorm), "clipNorm must be at least 0");
    require(labelSmoothing >= 0 && labelSmoothing < 1, "labelSmoothing must be 0..1");
    require(encoderFirst >= 0 && encoderFirst <= 1, "encoderFirst must be 0..1");
    require(mirrored >= 0 && mirrored <= 1, "mirrored must be 0..1");
    require(featureMasks >= 0 && featureMasks <= 16, "featureMasks must be 0..16");
    require(validateEvery >= 0, "validateEvery must be at least 0");
    require(generatedSongs >= 0 && generatedSongs <= 1000, "generatedSongs must be 0..1000");
    require(patience >= 0, "patience must be at least 0");
    require(saveEvery >= 0 && keepEvery >= 0, "saveEvery and keepEvery must be at least 0");
    require(mostSkipped >= 1, "mostSkipped must be at least 1");
    require(threads >= 0, "threads must be at least 0");
  }

  /**
   * The defaults.
   *
   * @param budget how long
   * @return options as a fresh builder has them
   */
  public static TrainingOptions defaults(TrainingBudget budget) {
    return builder(budget).build();
  }

  /**
   * A builder that holds the defaults.
   *
   * @param budget how long
   * @return the builder
   */
  public static TrainingOptionsBuilder builder(TrainingBudget budget) {
    return new TrainingOptionsBuilder(budget);
  }

  /**
   * A builder that holds these options.
   *
   * @return the builder
   */
  public TrainingOptionsBuilder toBuilder() {
    return new TrainingOptionsBuilder(budget)
        .device(device)
        .batchSize(batchSize)
        .accumulation(accumulation)
        .learningRate(learningRate)
        .schedule(schedule)
        .warmupSteps(warmupSteps)
        .weightDecay(weightDecay)
        .clipNorm(clipNorm)
        .labelSmoothing(labelSmoothing)
        .encoderFirst(encoderFirst)
        .mirrored(mirrored)
        .featureMasks(featureMasks)
        .validateEvery(validateEvery)
        .generatedSongs(generatedSongs)
        .patience(patience)
        .saveEvery(saveEvery)
        .keepEvery(keepEvery)
        .mostSkipped(mostSkipped)
        .seed(seed)
        .threads(threads);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
