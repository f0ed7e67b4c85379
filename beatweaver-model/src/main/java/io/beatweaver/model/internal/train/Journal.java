package io.beatweaver.model.internal.train;

import io.beatweaver.model.Trainer;
import io.beatweaver.model.TrainingProgress;
import io.beatweaver.model.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a training's figures down, for people's tools and for TensorBoard. */
final class Journal implements AutoCloseable {
  private final MetricsFile metrics;
  private final EventFile events;

  private Journal(MetricsFile metrics, EventFile events) {
    this.metrics = metrics;
    this.events = events;
  }

  /**
   * Opens both files.
   *
   * @param runFolder the run's folder
   * @param step steps that the training has made; figures of later ones give way
   * @return the journal, to be closed
   * @throws IOException if they can't be written
   */
  static Journal open(Path runFolder, long step) throws IOException {
    MetricsFile metrics = MetricsFile.open(runFolder.resolve(Trainer.METRICS), step);
    try {
      Path folder = runFolder.resolve(Trainer.EVENTS);
      return new Journal(metrics, EventFile.create(folder, System.currentTimeMillis(), step + 1));
    } catch (IOException | RuntimeException e) {
      metrics.close();
      throw e;
    }
  }

  /** Writes down where the training stands. */
  void add(TrainingProgress progress, double seconds) throws IOException {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("epoch", (double) progress.epoch());
    figures.put("share", progress.share());
    figures.put("seconds", seconds);
    figures.put("train/loss", progress.loss());
    figures.put("train/onsetLoss", progress.onsetLoss());
    figures.put("train/tokenLoss", progress.tokenLoss());
    figures.put("train/gradientNorm", progress.gradientNorm());
    figures.put("train/learningRate", progress.learningRate());
    figures.put("train/windowsPerSecond", progress.windowsPerSecond());
    figures.put("train/skippedSteps", (double) progress.skippedSteps());
    figures.put("train/truncatedWindows", (double) progress.truncatedWindows());
    figures.put("process/heapMiB", ProcessMemory.heapMiB());
    figures.put("process/residentMiB", ProcessMemory.residentMiB());
    progress.validation().ifPresent(validation -> figures.putAll(figures(validation)));
    figures.values().removeIf(value -> !Double.isFinite(value));
    metrics.add(progress.step(), figures);
    events.add(System.currentTimeMillis(), progress.step(), figures);
  }

  /** A validation's figures by name; some may be no numbers. */
  static Map<String, Double> figures(Validation validation) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("validation/loss", validation.loss());
    figures.put("validation/timing", validation.losses().timing());
    figures.put("validation/wrongTiming", validation.losses().wrongTiming());
    figures.put("validation/notes", validation.losses().notes());
    figures.put("validation/onset", validation.losses().onset());
    figures.put("validation/structureAccuracy", validation.accuracy().structure());
    figures.put("validation/positionAccuracy", validation.accuracy().position());
    figures.put("validation/noteAccuracy", validation.accuracy().note());
    figures.put("validation/onsetF1", validation.onsetF1());
    return figures;
  }

  @Override
  public void close() throws IOException {
    try (events) {
      metrics.close();
    }
  }
}
