package io.beatweaver.model.internal.train;

import ai.djl.ndarray.NDManager;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.Split;
import io.beatweaver.model.TokenLosses;
import io.beatweaver.model.TrainingBudget;
import io.beatweaver.model.TrainingListener;
import io.beatweaver.model.TrainingOptions;
import io.beatweaver.model.TrainingSet;
import io.beatweaver.model.TrainingState;
import io.beatweaver.model.internal.CheckpointFolder;
import io.beatweaver.model.internal.net.Dropout;
import io.beatweaver.model.internal.net.FlatLayout;
import io.beatweaver.model.internal.net.Network;
import io.beatweaver.model.internal.net.Parameters;
import io.beatweaver.model.internal.net.Torch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One training from its first step, or from a checkpoint, to its end. */
public final class TrainingRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);
  private static final int VALIDATION_WINDOWS = 64;
  private static final int REPORT_EVERY = 10;
  private static final int MOST_SKIPPED_IN_A_ROW = 20;
  private static final String ENCODER_STEPS = "optimizer.encoderSteps";
  private static final String DECODER_STEPS = "optimizer.decoderSteps";
  private static final String SECONDS = "training.seconds";
  private static final String EPOCHS = "training.epochs";
  private static final String WAITED = "training.waitedForDataSeconds";
  private static final String SKIPPED = "training.skippedSteps";

  private final ModelConfig config;
  private final TrainingOptions options;
  private final String features;
  private final Path folder;
  private final Network network;
  private final Parameters parameters;
  private final AdamW optimizer;
  private final Dropout dropout;
  private final Schedule schedule;
  private final BatchQueue batches;
  private final Evaluator evaluator;
  private final Meter meter;
  private final Map<String, Double> metrics;
  private final long seed;
  private final double waitedBefore;
  private long step;
  private double epochs;
  private double share;
  private double seconds;
  private long skipped;
  private int skippedInARow;

  /**
   * Prepares a training.
   *
   * @param data the songs
   * @param from the model to begin with
   * @param moments the optimizer's moments that belong to it, empty for a new training
   * @param options how to train; the seed is the model's
   * @param folder where to save
   * @param listener watches
   * @throws IOException if the validation part can't be read
   */
  public TrainingRun(
      TrainingSet data,
      Checkpoint from,
      Map<String, float[]> moments,
      TrainingOptions options,
      Path folder,
      TrainingListener listener)
      throws IOException {
    if (options.threads() > 0) {
      Torch.threads(options.threads());
    }
    this.config = from.config();
    this.options = options;
    this.features = from.featureFingerprint();
    this.folder = folder;
    this.seed = from.state().seed();
    this.step = from.state().step();
    this.metrics = new TreeMap<>(from.state().metrics());
    this.seconds = metrics.getOrDefault(SECONDS, 0.0);
    this.waitedBefore = metrics.getOrDefault(WAITED, 0.0);
    this.skipped = metrics.getOrDefault(SKIPPED, 0.0).longValue();
    this.network = new Network(config);
    this.schedule = new Schedule(options.learningRate(), options.warmupSteps());
    long rows = Math.max(config.encoderRows(), config.maxTokens());
    this.dropout = new Dropout(config.dropout(), seed, options.batchSize() * rows * config.width());
    this.evaluator =
        data.songs(Split.VALIDATION).isEmpty()
            ? null
            : new Evaluator(data.songs(Split.VALIDATION), config, VALIDATION_WINDOWS);
    this.parameters = Parameters.open(config, from.weights(), true);
    this.optimizer = new AdamW(parameters, options.weightDecay());
    if (!moments.isEmpty()) {
      optimizer.restore(
          moments,
          new long[] {
            metrics.getOrDefault(ENCODER_STEPS, 0.0).longValue(),
            metrics.getOrDefault(DECODER_STEPS, 0.0).longValue()
          });
    }
    this.batches = new BatchQueue(data.songs(Split.TRAIN), config, options, seed, step);
    this.meter = new Meter(listener);
    this.epochs = metrics.getOrDefault(EPOCHS, 0.0);
    this.share = share();
  }

  /**
   * Trains until the budget is used up.
   *
   * @return the trained model, as saved
   * @throws IOException if a checkpoint can't be written
   */
  public Checkpoint toEnd() throws IOException {
    // Counted from here: opening the engine takes seconds that aren't training.
    long started = System.nanoTime();
    double secondsBefore = seconds;
    while (share < 1) {
      BatchQueue.Item item = batches.take();
      step(item);
      batches.giveBack(item);
      step++;
      epochs = item.epoch() + item.epochShare();
      seconds = secondsBefore + (System.nanoTime() - started) / 1e9;
      share = share();
      boolean last = share >= 1;
      boolean validate = last || options.validateEvery() > 0 && step % options.validateEvery() == 0;
      Optional<TokenLosses> validation = validate ? validate() : Optional.empty();
      if (last || validation.isPresent() || step % REPORT_EVERY == 0) {
        meter.report(step, (int) epochs, share, skipped, batches.truncated(), validation);
      }
      if (!last && options.saveEvery() > 0 && step % options.saveEvery() == 0) {
        save();
      }
    }
    return save();
  }

  private void step(BatchQueue.Item item) {
    boolean encoderOnly = share < options.encoderFirst();
    dropout.begin(step);
    Torch.gradients(
        true,
        () -> {
          try (NDManager manager = Torch.newManager()) {
            Network.Loss loss =
                encoderOnly
                    ? network.encoderLoss(parameters, manager, item.batch(), dropout)
                    : network.loss(parameters, manager, item.batch(), dropout);
            Torch.backward(loss.total());
            double encoderRate = schedule.rate(optimizer.steps(FlatLayout.ENCODER), share);
            double decoderRate = schedule.rate(optimizer.steps(FlatLayout.DECODER), share);
            double norm =
                encoderOnly
                    ? optimizer.update(manager, encoderRate)
                    : optimizer.update(manager, encoderRate, decoderRate);
            guard(norm);
            meter.add(loss, norm, encoderRate, item.batch().size());
          }
          return null;
        });
  }

  /** A loss that is no number makes a gradient that's none. */
  private void guard(double norm) {
    if (Double.isFinite(norm)) {
      skippedInARow = 0;
      return;
    }
    skipped++;
    LOG.warn("step {} is skipped: its gradient is no number", step);
    if (++skippedInARow >= MOST_SKIPPED_IN_A_ROW) {
      throw new IllegalStateException(
          "the training has diverged: "
              + skippedInARow
              + " gradients in a row were no numbers; the checkpoint in "
              + folder
              + " is from before");
    }
  }

  private double share() {
    TrainingBudget budget = options.budget();
    if (budget instanceof TrainingBudget.Steps steps) {
      return (double) step / steps.count();
    } else if (budget instanceof TrainingBudget.Epochs passes) {
      return epochs / passes.count();
    } else if (budget instanceof TrainingBudget.Time time) {
      return seconds * 1e9 / time.duration().toNanos();
    }
    throw new IllegalStateException("unknown budget " + budget);
  }

  private Optional<TokenLosses> validate() throws IOException {
    if (evaluator == null) {
      return Optional.empty();
    }
    TokenLosses losses = evaluator.losses(parameters);
    metrics.put("validation.timing", losses.timing());
    metrics.put("validation.notes", losses.notes());
    metrics.put("validation.onset", losses.onset());
    metrics.put("validation.wrongTiming", losses.wrongTiming());
    metrics.values().removeIf(value -> !Double.isFinite(value));
    LOG.info("step {}: validation {}", step, losses);
    return Optional.of(losses);
  }

  private Checkpoint save() throws IOException {
    metrics.put(ENCODER_STEPS, (double) optimizer.steps(FlatLayout.ENCODER));
    metrics.put(DECODER_STEPS, (double) optimizer.steps(FlatLayout.DECODER));
    metrics.put(SECONDS, seconds);
    metrics.put(EPOCHS, epochs);
    metrics.put(WAITED, waitedBefore + batches.waitedSeconds());
    metrics.put(SKIPPED, (double) skipped);
    Checkpoint checkpoint =
        Checkpoint.of(
            config,
            parameters.toMap(),
            features,
            new TrainingState(step, (int) epochs, seed, metrics));
    CheckpointFolder.write(folder, checkpoint, optimizer.moments());
    LOG.info("step {}: saved to {}", step, folder);
    return checkpoint;
  }

  @Override
  public void close() {
    batches.close();
    dropout.close();
    parameters.close();
  }
}
