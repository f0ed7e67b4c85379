package io.beatweaver.model.internal.train;

import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingOptions;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.model.Validation;
import io.beatweaver.model.internal.net.Parameters;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the songs that aren't learned from. */
final class Validator {
  private static final Logger LOG = LoggerFactory.getLogger(Validator.class);
  private static final int WINDOWS = 64;

  private final Evaluator evaluator;
  private final GeneratedOnsets generated;

  /** Damaged songs are left out and logged; a training goes on even if none is left. */
  Validator(List<TrainingSong> songs, ModelConfig config, TrainingOptions options)
      throws IOException {
    List<TrainingSong> readable = BatchMaker.readable(songs);
    if (readable.isEmpty() && !songs.isEmpty()) {
      LOG.warn("all {} songs to watch are damaged: nothing is validated", songs.size());
    }
    evaluator = readable.isEmpty() ? null : new Evaluator(readable, config, WINDOWS);
    generated = new GeneratedOnsets(readable, options.generatedSongs());
  }

  boolean isEmpty() {
    return evaluator == null;
  }

  /**
   * Validates.
   *
   * @param parameters the model's parameters
   * @param model the model to generate with, null to generate nothing
   */
  Validation validate(Parameters parameters, Checkpoint model) throws IOException {
    Evaluator.Figures figures = evaluator.figures(parameters);
    double onsetF1 = model == null ? Double.NaN : generated.f1(model);
    return new Validation(figures.losses(), figures.accuracy(), onsetF1);
  }
}
