package io.beatweaver.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a training has come, stored as {@code state.json} in its checkpoint.
 *
 * @param step optimizer steps made, at least 0
 * @param epoch whole passes over the training songs, at least 0
 * @param seed the seed that all randomness of the training was drawn from
 * @param metrics the latest figures by name ({@code validation.timing}); finite, sorted,
 *     unmodifiable
 */
public record TrainingState(long step, int epoch, long seed, Map<String, Double> metrics) {
  /** A model that was never trained. */
  public static final TrainingState NONE = new TrainingState(0, 0, 0, Map.of());

  /** Copies the figures. */
  public TrainingState {
    if (step < 0 || epoch < 0) {
      throw new IllegalArgumentException("step and epoch must be at least 0");
    }
    if (metrics.values().stream().anyMatch(value -> !Double.isFinite(value))) {
      throw new IllegalArgumentException("a figure must be finite: " + metrics);
    }
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
  }
}
