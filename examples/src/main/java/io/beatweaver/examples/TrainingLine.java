package io.beatweaver.examples;

import io.beatweaver.Progress;
import io.beatweaver.model.TrainingListener;
import io.beatweaver.model.TrainingProgress;
import io.beatweaver.model.TrainingSummary;
import java.util.Locale;

/** Shows a training as a progress line. */
final class TrainingLine implements TrainingListener {
  private static final long PARTS = 1000;

  private final Progress progress;
  private TrainingSummary summary;

  TrainingLine(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void update(TrainingProgress training) {
    progress.update("training", Math.round(training.share() * PARTS), PARTS, text(training));
  }

  @Override
  public void finished(TrainingSummary finished) {
    summary = finished;
  }

  /** How the training went; null before its end. */
  TrainingSummary summary() {
    return summary;
  }

  static String text(TrainingProgress training) {
    String text =
        String.format(
            Locale.ROOT,
            "step %d, onset loss %.3f, %s, %.1f windows/s",
            training.step(),
            training.onsetLoss(),
            Double.isNaN(training.tokenLoss())
                ? "encoder alone"
                : String.format(Locale.ROOT, "token loss %.3f", training.tokenLoss()),
            training.windowsPerSecond());
    return training
        .validation()
        .map(
            v ->
                String.format(
                    Locale.ROOT,
                    "%s, held out: timing %.2f (other song %.2f), notes %.2f%s",
                    text,
                    v.losses().timing(),
                    v.losses().wrongTiming(),
                    v.losses().notes(),
                    Double.isNaN(v.onsetF1())
                        ? ""
                        : String.format(Locale.ROOT, ", onset F1 %.3f", v.onsetF1())))
        .orElse(text);
  }
}
