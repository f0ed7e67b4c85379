package io.beatweaver.model.internal.train;

import io.beatweaver.model.Validation;
import java.util.Map;

/**
 * Which validation was the best so far: what is generated decides, the loss where that is equal or
 * nothing is generated. Kept among a checkpoint's metrics, so that a training that's resumed knows.
 */
final class BestSoFar {
  private static final String STEP = "best.step";
  private static final String ONSET_F1 = "best.onsetF1";
  private static final String LOSS = "best.loss";
  private static final String SINCE = "best.validationsSince";

  private final Map<String, Double> metrics;

  BestSoFar(Map<String, Double> metrics) {
    this.metrics = metrics;
  }

  /** Takes a validation into account and says whether it's the best. */
  boolean add(long step, Validation validation) {
    if (!better(validation)) {
      metrics.merge(SINCE, 1.0, Double::sum);
      return false;
    }
    metrics.put(STEP, (double) step);
    metrics.put(LOSS, validation.loss());
    metrics.put(SINCE, 0.0);
    if (Double.isNaN(validation.onsetF1())) {
      metrics.remove(ONSET_F1);
    } else {
      metrics.put(ONSET_F1, validation.onsetF1());
    }
    return true;
  }

  private boolean better(Validation validation) {
    if (!Double.isFinite(validation.loss())) {
      return false;
    }
    if (!metrics.containsKey(LOSS)) {
      return true;
    }
    double before = metrics.getOrDefault(ONSET_F1, Double.NaN);
    double now = validation.onsetF1();
    if (before != now && !Double.isNaN(before) && !Double.isNaN(now)) {
      return now > before;
    }
    return validation.loss() < metrics.get(LOSS);
  }

  /** The step of the best validation, -1 if there was none. */
  long step() {
    return metrics.getOrDefault(STEP, -1.0).longValue();
  }

  /** Validations since the best. */
  int since() {
    return metrics.getOrDefault(SINCE, 0.0).intValue();
  }
}
