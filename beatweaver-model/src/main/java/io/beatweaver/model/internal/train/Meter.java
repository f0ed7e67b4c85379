package io.beatweaver.model.internal.train;

import io.beatweaver.model.TrainingListener;
import io.beatweaver.model.TrainingProgress;
import io.beatweaver.model.Validation;
import java.time.Duration;
import java.util.Optional;

/** Running means and pace of a training, told to its listener. */
final class Meter {
  private static final double KEPT = 0.95;

  private final TrainingListener listener;
  private boolean encoderOnly;
  private double loss = Double.NaN;
  private double onset = Double.NaN;
  private double token = Double.NaN;
  private double norm;
  private double rate;
  private long windows;
  private long since = System.nanoTime();
  private double pace;
  private double shareThen = Double.NaN;
  private double sharePace;

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

  /** A step was made. */
  void stepped(double latestNorm, double latestRate) {
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
      long skipped,
      long truncated,
      Optional<Validation> validation) {
    long now = System.nanoTime();
    double seconds = Math.max(1e-9, (now - since) / 1e9);
    pace = windows / seconds;
    if (!Double.isNaN(shareThen)) {
      sharePace = (share - shareThen) / seconds;
    }
    since = now;
    windows = 0;
    shareThen = share;
    double left = sharePace > 0 ? Math.max(0, 1 - share) / sharePace : 0;
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
