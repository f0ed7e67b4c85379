package io.beatweaver.model.internal.train;

import io.beatweaver.model.TokenLosses;
import io.beatweaver.model.TrainingListener;
import io.beatweaver.model.TrainingProgress;
import io.beatweaver.model.internal.net.Network;
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

  void add(Network.Loss latest, double latestNorm, double latestRate, int batch) {
    boolean alone = latest.token() == null;
    if (alone != encoderOnly) {
      encoderOnly = alone;
      loss = Double.NaN;
    }
    loss = mean(loss, latest.total().getFloat());
    onset = mean(onset, latest.onset().getFloat());
    token = alone ? Double.NaN : mean(token, latest.token().getFloat());
    norm = latestNorm;
    rate = latestRate;
    windows += batch;
  }

  private static double mean(double before, double value) {
    if (!Double.isFinite(value)) {
      return before;
    }
    return Double.isNaN(before) ? value : KEPT * before + (1 - KEPT) * value;
  }

  void report(
      long step,
      int epoch,
      double share,
      long skipped,
      long truncated,
      Optional<TokenLosses> validation) {
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
    listener.update(
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
            validation));
  }
}
