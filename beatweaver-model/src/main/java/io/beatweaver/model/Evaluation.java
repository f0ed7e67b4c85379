package io.beatweaver.model;

import io.beatweaver.model.internal.net.Parameters;
import io.beatweaver.model.internal.train.Evaluator;
import java.io.IOException;
import java.util.List;

/** How well a model foresees people's beatmaps. */
public final class Evaluation {
  private static final int ALL = Integer.MAX_VALUE;

  private Evaluation() {}

  /**
   * The losses on some songs, over the windows that generation would use.
   *
   * @param checkpoint the model
   * @param songs the songs, such as a set's test part; at least one
   * @return the losses
   * @throws io.beatweaver.InputException if every song is damaged
   * @throws IOException if the disk fails
   * @throws IllegalStateException if the class path holds no PyTorch for this platform
   */
  public static TokenLosses losses(Checkpoint checkpoint, List<TrainingSong> songs)
      throws IOException {
    try (Parameters parameters =
        Parameters.open(checkpoint.config(), checkpoint.weights(), false)) {
      return new Evaluator(songs, checkpoint.config(), ALL).losses(parameters);
    }
  }
}
