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
 * @param batchSize windows a step, at least 1
 * @param learningRate the highest rate; reached after {@code warmupSteps}, held to half of the
 *     budget, then lowered evenly to a twentieth
 * @param warmupSteps steps over which the rate rises from nothing; the decoder's are counted from
 *     its own first step
 * @param weightDecay decoupled decay of AdamW, 0..1
 * @param encoderFirst share of the budget, 0..1, in which the encoder and its onset head learn
 *     alone, at a fraction of the cost
 * @param mirrored chance that a window's beatmap is learned with left and right exchanged, 0..1
 * @param featureMasks stretches of bands, and as many of time, that are silenced in each window
 *     (SpecAugment); 0 for none
 * @param validateEvery steps between validations, 0 for one at the end only
 * @param saveEvery steps between checkpoints, 0 for one at the end only
 * @param seed of weights, order, windows, augmentation and dropout
 * @param threads of the engine, for the whole process; 0 leaves its default
 */
public record TrainingOptions(
    TrainingBudget budget,
    int batchSize,
    double learningRate,
    int warmupSteps,
    double weightDecay,
    double encoderFirst,
    double mirrored,
    int featureMasks,
    int validateEvery,
    int saveEvery,
    long seed,
    int threads) {
  /** Refuses values out of range. */
  public TrainingOptions {
    Objects.requireNonNull(budget, "budget");
    require(batchSize >= 1 && batchSize <= 1024, "batchSize must be 1..1024");
    require(learningRate > 0 && learningRate < 1, "learningRate must be between 0 and 1");
    require(warmupSteps >= 0, "warmupSteps must be at least 0");
    require(weightDecay >= 0 && weightDecay <= 1, "weightDecay must be 0..1");
    require(encoderFirst >= 0 && encoderFirst <= 1, "encoderFirst must be 0..1");
    require(mirrored >= 0 && mirrored <= 1, "mirrored must be 0..1");
    require(featureMasks >= 0 && featureMasks <= 16, "featureMasks must be 0..16");
    require(validateEvery >= 0 && saveEvery >= 0, "validateEvery and saveEvery: at least 0");
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
  public static Builder builder(TrainingBudget budget) {
    return new Builder(budget);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Collects options; not thread-safe. Values are checked by {@link #build}. */
  public static final class Builder {
    private final TrainingBudget budget;
    private int batchSize = 8;
    private double learningRate = 1e-3;
    private int warmupSteps = 50;
    private double weightDecay = 0.01;
    private double encoderFirst = 1 / 3.0;
    private double mirrored = 0.5;
    private int featureMasks;
    private int validateEvery = 500;
    private int saveEvery = 1000;
    private long seed;
    private int threads;

    private Builder(TrainingBudget budget) {
      this.budget = budget;
    }

    /**
     * Sets {@link TrainingOptions#batchSize}.
     *
     * @param value windows a step; 8 unless set
     * @return this builder
     */
    public Builder batchSize(int value) {
      batchSize = value;
      return this;
    }

    /**
     * Sets {@link TrainingOptions#learningRate}.
     *
     * @param value the highest rate; 1e-3 unless set
     * @return this builder
     */
    public Builder learningRate(double value) {
      learningRate = value;
      return this;
    }

    /**
     * Sets {@link TrainingOptions#warmupSteps}.
     *
     * @param value steps over which the rate rises; 50 unless set
     * @return this builder
     */
    public Builder warmupSteps(int value) {
      warmupSteps = value;
      return this;
    }

    /**
     * Sets {@link TrainingOptions#weightDecay}.
     *
     * @param value decoupled decay, 0..1; 0.01 unless set
     * @return this builder
     */
    public Builder weightDecay(double value) {
      weightDecay = value;
      return this;
    }

    /**
     * Sets {@link TrainingOptions#encoderFirst}.
     *
     * @param value share of the budget for the encoder alone, 0..1; a third unless set
     * @return this builder
     */
    public Builder encoderFirst(double value) {
      encoderFirst = value;
      return this;
    }

    /**
     * Sets {@link TrainingOptions#mirrored}.
     *
     * @param value chance of exchanging left and right, 0..1; a half unless set
     * @return this builder
     */
    public Builder mirrored(double value) {
      mirrored = value;
      return this;
    }

    /**
     * Sets {@link TrainingOptions#featureMasks}.
     *
     * @param value silenced stretches a window; none unless set
     * @return this builder
     */
    public Builder featureMasks(int value) {
      featureMasks = value;
      return this;
    }

    /**
     * Sets {@link TrainingOptions#validateEvery}.
     *
     * @param value steps between validations, 0 for one at the end only; 500 unless set
     * @return this builder
     */
    public Builder validateEvery(int value) {
      validateEvery = value;
      return this;
    }

    /**
     * Sets {@link TrainingOptions#saveEvery}.
     *
     * @param value steps between checkpoints, 0 for one at the end only; 1000 unless set
     * @return this builder
     */
    public Builder saveEvery(int value) {
      saveEvery = value;
      return this;
    }

    /**
     * Sets {@link TrainingOptions#seed}.
     *
     * @param value any number; 0 unless set
     * @return this builder
     */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /**
     * Sets {@link TrainingOptions#threads}.
     *
     * @param value engine threads for the whole process, 0 for its default; 0 unless set
     * @return this builder
     */
    public Builder threads(int value) {
      threads = value;
      return this;
    }

    /**
     * The options.
     *
     * @return what was set, defaults for the rest
     * @throws IllegalArgumentException if a value is out of range
     */
    public TrainingOptions build() {
      return new TrainingOptions(
          budget,
          batchSize,
          learningRate,
          warmupSteps,
          weightDecay,
          encoderFirst,
          mirrored,
          featureMasks,
          validateEvery,
          saveEvery,
          seed,
          threads);
    }
  }
}
