package io.beatweaver.model.internal.train;

import io.beatweaver.file.AtomicFiles;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.Split;
import io.beatweaver.model.Trainer;
import io.beatweaver.model.TrainingBudget;
import io.beatweaver.model.TrainingConfig;
import io.beatweaver.model.TrainingControl;
import io.beatweaver.model.TrainingCurves;
import io.beatweaver.model.TrainingListener;
import io.beatweaver.model.TrainingOptions;
import io.beatweaver.model.TrainingSet;
import io.beatweaver.model.TrainingState;
import io.beatweaver.model.TrainingSummary;
import io.beatweaver.model.Validation;
import io.beatweaver.model.internal.CheckpointFolder;
import io.beatweaver.model.internal.net.Torch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One training from its first step, or from a checkpoint, to its end. */
public final class TrainingRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);
  private static final int REPORT_EVERY = 10;

  private final ModelConfig config;
  private final TrainingOptions options;
  private final String features;
  private final Path runFolder;
  private final TrainingListener listener;
  private final TrainingControl control;
  private final Schedule schedule;
  private final Validator validator;
  private final Meter meter;
  private final Map<String, Double> metrics;
  private final BestSoFar best;
  private final TrainingResources held;
  private final TrainingStep steps;
  private final long seed;
  private final double waitedBefore;
  private Optional<Validation> latest = Optional.empty();
  private long step;
  private double epochs;
  private double share;
  private double seconds;
  private long skipped;
  private int skippedInARow;

  /**
   * Prepares a training. What it takes of native memory and threads is given back when it can't be
   * prepared.
   *
   * @param data the songs
   * @param from the model to begin with
   * @param moments the optimizer's moments that belong to it, empty for a new training
   * @param options how to train; the seed is the model's
   * @param runFolder where to write
   * @param listener watches
   * @param control stops it
   * @throws IOException if songs can't be read, the device isn't there, or nothing can be written
   */
  public TrainingRun(
      TrainingSet data,
      Checkpoint from,
      Map<String, float[]> moments,
      TrainingOptions options,
      Path runFolder,
      TrainingListener listener,
      TrainingControl control)
      throws IOException {
    if (options.threads() > 0) {
      Torch.threads(options.threads());
    }
    this.config = from.config();
    this.options = options;
    this.features = from.featureFingerprint();
    this.runFolder = runFolder;
    this.listener = listener;
    this.control = control;
    this.seed = from.state().seed();
    this.step = from.state().step();
    this.metrics = new TreeMap<>(from.state().metrics());
    this.best = new BestSoFar(metrics);
    this.seconds = metrics.getOrDefault(RunState.SECONDS, 0.0);
    this.waitedBefore = metrics.getOrDefault(RunState.WAITED, 0.0);
    this.epochs = metrics.getOrDefault(RunState.EPOCHS, 0.0);
    this.skipped = metrics.getOrDefault(RunState.SKIPPED, 0.0).longValue();
    this.skippedInARow = metrics.getOrDefault(RunState.SKIPPED_IN_A_ROW, 0.0).intValue();
    double songs = RunState.checksum(data.songs(Split.TRAIN));
    if (metrics.getOrDefault(RunState.SONGS, songs) != songs) {
      LOG.warn("goes on with other songs than before: not what a training never stopped would do");
    }
    metrics.put(RunState.SONGS, songs);
    this.schedule = new Schedule(options.schedule(), options.learningRate(), options.warmupSteps());
    this.validator = new Validator(data.songs(Split.VALIDATION), config, options);
    this.meter = new Meter(listener);
    this.share = share();
    long[] updates = {
      metrics.getOrDefault(RunState.ENCODER_STEPS, 0.0).longValue(),
      metrics.getOrDefault(RunState.DECODER_STEPS, 0.0).longValue()
    };
    this.held =
        TrainingResources.open(data.songs(Split.TRAIN), from, moments, updates, options, runFolder);
    this.steps =
        new TrainingStep(config, held.parameters(), held.optimizer(), held.dropout(), options);
  }

  /**
   * Begins a new training: what an earlier one left in the folder gives way to this one's first
   * checkpoint, so that nothing of it is ever taken for this one's.
   *
   * @param training what it is begun with
   * @throws IOException if it can't be written
   */
  public void begin(TrainingConfig training) throws IOException {
    training.write(runFolder.resolve(Trainer.CONFIG));
    RunFolder.forgetBest(runFolder);
    save();
  }

  /**
   * Trains until the budget is used up, it is stopped, or it has lost patience.
   *
   * @return the trained model, as saved
   * @throws IOException if a checkpoint can't be written
   */
  public Checkpoint toEnd() throws IOException {
    // Counted from here: opening the engine takes seconds that aren't training.
    long started = System.nanoTime();
    double secondsBefore = seconds;
    while (share < 1 && !outOfPatience()) {
      long asked = System.nanoTime();
      if (!goOn()) {
        return end(TrainingSummary.End.STOPPED);
      }
      started += System.nanoTime() - asked;
      boolean encoderOnly = share < options.encoderFirst();
      step(encoderOnly);
      seconds = secondsBefore + (System.nanoTime() - started) / 1e9;
      share = share();
      boolean last = share >= 1;
      Optional<Validation> validation =
          last || due(options.validateEvery()) ? validate(encoderOnly) : Optional.empty();
      if (last || validation.isPresent() || step % REPORT_EVERY == 0) {
        report(validation);
      }
      if (due(options.keepEvery())) {
        CheckpointFolder.write(
            runFolder.resolve(String.format(Locale.ROOT, Trainer.KEPT, step)),
            checkpoint(),
            Map.of());
      }
      if (!last && due(options.saveEvery())) {
        save();
      }
    }
    return end(share < 1 ? TrainingSummary.End.PATIENCE : TrainingSummary.End.BUDGET);
  }

  private boolean due(int every) {
    return every > 0 && step % every == 0;
  }

  private boolean outOfPatience() {
    return options.patience() > 0 && best.since() >= options.patience();
  }

  private boolean goOn() {
    try {
      return control.goOn();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while paused");
    }
  }

  private void step(boolean encoderOnly) {
    meter.stepBegins();
    Torch.gradients(
        true,
        () -> {
          boolean usable = true;
          for (int part = 0; part < options.accumulation(); part++) {
            usable &= learn(held.batches().take(), encoderOnly, part);
          }
          update(encoderOnly, usable);
          return null;
        });
    step++;
  }

  /** Adds a batch's gradient to what is there, and says whether its loss is a number. */
  private boolean learn(BatchQueue.Item item, boolean encoderOnly, int part) {
    BatchLoss values = steps.learn(item.batch(), encoderOnly, step * options.accumulation() + part);
    meter.add(values, item.batch().size());
    epochs = item.epoch() + item.epochShare();
    held.batches().giveBack(item);
    return Float.isFinite(values.total());
  }

  private void update(boolean encoderOnly, boolean usable) {
    double encoderRate = schedule.rate(steps.encoderUpdates(), share);
    double decoderRate = schedule.rate(steps.decoderUpdates(), share);
    int batches = usable ? options.accumulation() : 0;
    double norm = steps.update(batches, encoderOnly, encoderRate, decoderRate);
    meter.stepped(norm, encoderRate);
    guard(norm);
  }

  private void guard(double norm) {
    if (Double.isFinite(norm)) {
      skippedInARow = 0;
      return;
    }
    skipped++;
    LOG.warn("step {} is skipped: its loss or gradient is no number", step + 1);
    if (++skippedInARow >= options.mostSkipped()) {
      throw new IllegalStateException(
          "the training has diverged: loss or gradient of "
              + skippedInARow
              + " steps in a row were no numbers; "
              + runFolder.resolve(Trainer.LAST)
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

  /** While the encoder learns alone nothing is generated, and nothing can be the best. */
  private Optional<Validation> validate(boolean encoderOnly) throws IOException {
    if (validator.isEmpty()) {
      return Optional.empty();
    }
    Checkpoint model = encoderOnly ? null : checkpoint();
    Validation validation = validator.validate(held.parameters(), model);
    // Of the last look alone: a figure that it doesn't have mustn't stay from an earlier one.
    metrics.keySet().removeIf(name -> name.startsWith("validation."));
    Journal.figures(validation)
        .forEach((name, value) -> metrics.put(name.replace('/', '.'), value));
    metrics.values().removeIf(value -> !Double.isFinite(value));
    LOG.info("step {}: {}", step, validation);
    if (!encoderOnly && best.add(step, validation)) {
      CheckpointFolder.write(runFolder.resolve(Trainer.BEST), checkpoint(), Map.of());
      LOG.info("step {}: the best so far", step);
    }
    latest = Optional.of(validation);
    return latest;
  }

  private void report(Optional<Validation> validation) throws IOException {
    long truncated = held.batches().truncated();
    held.journal()
        .add(
            meter.report(step, (int) epochs, share, seconds, skipped, truncated, validation),
            seconds);
  }

  private Checkpoint checkpoint() {
    metrics.put(RunState.ENCODER_STEPS, (double) steps.encoderUpdates());
    metrics.put(RunState.DECODER_STEPS, (double) steps.decoderUpdates());
    metrics.put(RunState.SECONDS, seconds);
    metrics.put(RunState.EPOCHS, epochs);
    metrics.put(RunState.WAITED, waitedBefore + held.batches().waitedSeconds());
    metrics.put(RunState.SKIPPED, (double) skipped);
    metrics.put(RunState.SKIPPED_IN_A_ROW, (double) skippedInARow);
    TrainingState state = new TrainingState(step, (int) epochs, seed, metrics);
    return Checkpoint.of(config, held.parameters().toMap(), features, state);
  }

  private Checkpoint save() throws IOException {
    Checkpoint checkpoint = checkpoint();
    Path folder = runFolder.resolve(Trainer.LAST);
    CheckpointFolder.write(folder, checkpoint, held.optimizer().moments());
    LOG.info("step {}: saved to {}", step, folder);
    return checkpoint;
  }

  private Checkpoint end(TrainingSummary.End end) throws IOException {
    Checkpoint last = save();
    TrainingSummary summary =
        new TrainingSummary(
            end,
            last.parameterCount(),
            step,
            (int) epochs,
            seconds,
            skipped,
            held.batches().truncated(),
            best.step(),
            latest);
    SummaryJson.write(runFolder.resolve(Trainer.SUMMARY), summary);
    drawCurves();
    LOG.info("training ends\n{}", summary.text());
    listener.finished(summary);
    return last;
  }

  /** The training is saved: a system that can't draw, or figures that are gone, don't spoil it. */
  private void drawCurves() {
    try {
      byte[] picture = TrainingCurves.read(runFolder.resolve(Trainer.METRICS)).png();
      AtomicFiles.write(runFolder.resolve(Trainer.CURVES), ByteBuffer.wrap(picture));
    } catch (IOException | RuntimeException | LinkageError | InternalError e) {
      LOG.warn("the curves can't be drawn", e);
    }
  }

  @Override
  public void close() throws IOException {
    held.close();
  }
}
