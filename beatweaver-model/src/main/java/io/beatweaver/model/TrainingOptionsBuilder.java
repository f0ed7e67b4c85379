package io.beatweaver.model;

/** Collects {@link TrainingOptions}; not thread-safe. Values are checked by {@link #build}. */
public final class TrainingOptionsBuilder {
  private TrainingBudget budget;
  private ComputeDevice device = ComputeDevice.CPU;
  private int batchSize = 8;
  private int accumulation = 1;
  private double learningRate = 1e-3;
  private LearningRateSchedule schedule = LearningRateSchedule.LINEAR;
  private int warmupSteps = 50;
  private double weightDecay = 0.01;
  private double clipNorm = 1;
  private double labelSmoothing;
  private double encoderFirst = 1 / 3.0;
  private double mirrored = 0.5;
  private int featureMasks;
  private int validateEvery = 500;
  private int generatedSongs = 4;
  private int patience;
  private int saveEvery = 1000;
  private int keepEvery;
  private int mostSkipped = 20;
  private long seed;
  private int threads;

  TrainingOptionsBuilder(TrainingBudget budget) {
    this.budget = budget;
  }

  /**
   * Sets {@link TrainingOptions#budget}.
   *
   * @param value how long
   * @return this builder
   */
  public TrainingOptionsBuilder budget(TrainingBudget value) {
    budget = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#device}.
   *
   * @param value where to compute; the processor unless set
   * @return this builder
   */
  public TrainingOptionsBuilder device(ComputeDevice value) {
    device = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#batchSize}.
   *
   * @param value windows a batch; 8 unless set
   * @return this builder
   */
  public TrainingOptionsBuilder batchSize(int value) {
    batchSize = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#accumulation}.
   *
   * @param value batches a step; 1 unless set
   * @return this builder
   */
  public TrainingOptionsBuilder accumulation(int value) {
    accumulation = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#learningRate}.
   *
   * @param value the highest rate; 1e-3 unless set
   * @return this builder
   */
  public TrainingOptionsBuilder learningRate(double value) {
    learningRate = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#schedule}.
   *
   * @param value the rate's course; linear unless set
   * @return this builder
   */
  public TrainingOptionsBuilder schedule(LearningRateSchedule value) {
    schedule = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#warmupSteps}.
   *
   * @param value steps over which the rate rises; 50 unless set
   * @return this builder
   */
  public TrainingOptionsBuilder warmupSteps(int value) {
    warmupSteps = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#weightDecay}.
   *
   * @param value decoupled decay, 0..1; 0.01 unless set
   * @return this builder
   */
  public TrainingOptionsBuilder weightDecay(double value) {
    weightDecay = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#clipNorm}.
   *
   * @param value the gradient's greatest length, 0 for no limit; 1 unless set
   * @return this builder
   */
  public TrainingOptionsBuilder clipNorm(double value) {
    clipNorm = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#labelSmoothing}.
   *
   * @param value share spread over a hand's tokens, 0..1; none unless set
   * @return this builder
   */
  public TrainingOptionsBuilder labelSmoothing(double value) {
    labelSmoothing = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#encoderFirst}.
   *
   * @param value share of the budget for the encoder alone, 0..1; a third unless set
   * @return this builder
   */
  public TrainingOptionsBuilder encoderFirst(double value) {
    encoderFirst = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#mirrored}.
   *
   * @param value chance of exchanging left and right, 0..1; a half unless set
   * @return this builder
   */
  public TrainingOptionsBuilder mirrored(double value) {
    mirrored = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#featureMasks}.
   *
   * @param value silenced stretches a window; none unless set
   * @return this builder
   */
  public TrainingOptionsBuilder featureMasks(int value) {
    featureMasks = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#validateEvery}.
   *
   * @param value steps between validations, 0 for one at the end only; 500 unless set
   * @return this builder
   */
  public TrainingOptionsBuilder validateEvery(int value) {
    validateEvery = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#generatedSongs}.
   *
   * @param value held-out songs that a validation generates for; 4 unless set
   * @return this builder
   */
  public TrainingOptionsBuilder generatedSongs(int value) {
    generatedSongs = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#patience}.
   *
   * @param value validations without a better one before stopping; never unless set
   * @return this builder
   */
  public TrainingOptionsBuilder patience(int value) {
    patience = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#saveEvery}.
   *
   * @param value steps between saves, 0 for one at the end only; 1000 unless set
   * @return this builder
   */
  public TrainingOptionsBuilder saveEvery(int value) {
    saveEvery = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#keepEvery}.
   *
   * @param value steps between checkpoints that are kept; none unless set
   * @return this builder
   */
  public TrainingOptionsBuilder keepEvery(int value) {
    keepEvery = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#mostSkipped}.
   *
   * @param value steps that may be skipped in a row; 20 unless set
   * @return this builder
   */
  public TrainingOptionsBuilder mostSkipped(int value) {
    mostSkipped = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#seed}.
   *
   * @param value any number; 0 unless set
   * @return this builder
   */
  public TrainingOptionsBuilder seed(long value) {
    seed = value;
    return this;
  }

  /**
   * Sets {@link TrainingOptions#threads}.
   *
   * @param value engine threads for the whole process, 0 for its default; 0 unless set
   * @return this builder
   */
  public TrainingOptionsBuilder threads(int value) {
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
        device,
        batchSize,
        accumulation,
        learningRate,
        schedule,
        warmupSteps,
        weightDecay,
        clipNorm,
        labelSmoothing,
        encoderFirst,
        mirrored,
        featureMasks,
        validateEvery,
        generatedSongs,
        patience,
        saveEvery,
        keepEvery,
        mostSkipped,
        seed,
        threads);
  }
}
