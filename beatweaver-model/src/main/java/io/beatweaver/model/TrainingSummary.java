package io.beatweaver.model;

import java.util.Locale;
import java.util.Optional;

/**
 * How a training went, also written to {@value Trainer#SUMMARY} in its folder.
 *
 * @param end why it ended
 * @param parameters parameters of the model
 * @param steps optimizer steps made, earlier runs of a resumed training included
 * @param epoch whole passes over the songs made
 * @param seconds spent training, pauses and earlier runs' losses not included
 * @param skippedSteps steps skipped because loss or gradient were no number
 * @param truncatedWindows windows cut short because the model takes no more tokens, since the
 *     training was last begun or resumed
 * @param bestStep step of {@value Trainer#BEST}, -1 where nothing was validated
 * @param validation the last look at the validation part, if there was one since the training was
 *     last begun or resumed
 */
public record TrainingSummary(
    End end,
    long parameters,
    long steps,
    int epoch,
    double seconds,
    long skippedSteps,
    long truncatedWindows,
    long bestStep,
    Optional<Validation> validation) {

  /** Why a training ends. */
  public enum End {
    /** Its budget is used up. */
    BUDGET,
    /** {@link TrainingControl#stop} was called. */
    STOPPED,
    /** Nothing got better for as many validations as it had patience. */
    PATIENCE
  }

  /**
   * The summary for people.
   *
   * @return a few lines
   */
  public String text() {
    String why =
        switch (end) {
          case BUDGET -> "its budget is used up";
          case STOPPED -> "it was stopped; it can go on";
          case PATIENCE -> "nothing got better any more";
        };
    StringBuilder text = new StringBuilder();
    line(text, "%,d steps, %d epochs, %.0f s: %s", steps, epoch, seconds, why);
    line(text, "%,d parameters", parameters);
    if (skippedSteps > 0) {
      line(text, "%,d steps skipped: their loss or gradient was no number", skippedSteps);
    }
    if (truncatedWindows > 0) {
      line(text, "%,d windows cut short: the model takes no more tokens", truncatedWindows);
    }
    if (bestStep >= 0) {
      line(text, "best at step %,d", bestStep);
    }
    validation.ifPresent(
        v -> {
          line(
              text,
              "held out: loss %.3f, timing %.3f (other song %.3f), notes %.3f",
              v.loss(),
              v.losses().timing(),
              v.losses().wrongTiming(),
              v.losses().notes());
          line(
              text,
              "held out: structure %.3f, positions %.3f, notes %.3f right",
              v.accuracy().structure(),
              v.accuracy().position(),
              v.accuracy().note());
          if (!Double.isNaN(v.onsetF1())) {
            line(text, "held out: generated onset F1 %.3f", v.onsetF1());
          }
        });
    return text.toString();
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
