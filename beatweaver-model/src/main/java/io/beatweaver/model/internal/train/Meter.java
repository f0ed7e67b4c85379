package io.beatweaver.model.internal.train;

import io.beatweaver.model.TrainingListener;
import io.beatweaver.model.TrainingProgress;
import io.beatweaver.model.Validation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Running means and pace of a training, told to its listener. The pace is that of the steps alone;
 * what is left is reckoned from the last reports' share of the budget, validations and saves
 * included, pauses not.
 */
final class Meter {
  private static final double KEPT = 0.95;

  /** Reports that the rest is reckoned from: some validations are among them. */
  private static final int REMEMBERED = 200;

  private final TrainingListener listener;
  private boolean encoderOnly;
  private double loss = Double.NaN;
  private double onset = Double.NaN;
  private double token = Double.NaN;
  private double norm;
  private double rate;
  private long windows;
  private long stepBegan;
  private long nanos;

  /** Seconds and share of the budget at the last reports. */
  private final Deque<double[]> reports = new ArrayDeque<>();

  Meter(TrainingListener listener) {
    this.listener = listener;
  }

  /**
   * A batch was learned from.
   *
   * @param latest its losses
   * @param windowCount windows in it
   */
  void add(BatchLoss latest, int windowCount) {
    boolean alone = latest.encoderOnly();
    if (alone != encoderOnly) {
      encoderOnly = alone;
      loss = Double.NaN;
    }
    loss = mean(loss, latest.total());
    onset = mean(onset, latest.onset());
    token = alone ? Double.NaN : mean(token, latest.token());
    windows += windowCount;
  }

  /** A step begins. */
  void stepBegins() {
    stepBegan = System.nanoTime();
  }

  /** A step was made. */
  void stepped(double latestNorm, double latestRate) {
    nanos += System.nanoTime() - stepBegan;
    norm = latestNorm;
    rate = latestRate;
  }

  private static double mean(double before, double value) {
    if (!Double.isFinite(value)) {
      return before;
    }
    return Double.isNaN(before) ? value : KEPT * before + (1 - KEPT) * value;
  }

  TrainingProgress report(
      long step,
      int epoch,
      double share,
      double seconds,
      long skipped,
      long truncated,
      Optional<Validation> validation) {
    double pace = windows * 1e9 / Math.max(1, nanos);
    windows = 0;
    nanos = 0;
    double[] then = reports.isEmpty() ? new double[] {seconds, share} : reports.peekFirst();
    reports.addLast(new double[] {seconds, share});
    if (reports.size() > REMEMBERED) {
      reports.removeFirst();
    }
    double done = share - then[1];
    double left = done > 0 ? Math.max(0, 1 - share) / done * (seconds - then[0]) : 0;
    TrainingProgress progress =
        new TrainingProgress(
            step,
            epoch,
            Math.min(1, share),
            encoderOnly,
            loss,
            onset,
            token,
            norm,
            rate,
            pace,
            Duration.ofMillis((long) (1000 * left)),
            skipped,
            truncated,
            validation);
    listener.update(progress);
    return progress;
  }
}
