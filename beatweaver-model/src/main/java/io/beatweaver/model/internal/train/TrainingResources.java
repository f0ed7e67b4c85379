package io.beatweaver.model.internal.train;

import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingOptions;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.model.internal.net.Dropout;
import io.beatweaver.model.internal.net.Parameters;
import io.beatweaver.model.internal.net.Torch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a training holds that must be given back: native memory, files and a thread.
 *
 * @param parameters the model's, in the engine
 * @param optimizer its moments are freed with the parameters
 * @param dropout its masks
 * @param journal the figures' files
 * @param batches prepares batches on a thread of its own
 */
record TrainingResources(
    Parameters parameters, AdamW optimizer, Dropout dropout, Journal journal, BatchQueue batches)
    implements AutoCloseable {

  /**
   * Takes all of it, or nothing if something can't be had.
   *
   * @param songs learned from
   * @param from the model to begin with
   * @param moments the optimizer's, empty for a new training
   * @param updates the optimizer's step count of each group
   * @param options how to train
   * @param runFolder where the journal goes
   */
  static TrainingResources open(
      List<TrainingSong> songs,
      Checkpoint from,
      Map<String, float[]> moments,
      long[] updates,
      TrainingOptions options,
      Path runFolder)
      throws IOException {
    Torch.require(options.device());
    ModelConfig config = from.config();
    long seed = from.state().seed();
    long step = from.state().step();
    long rows = Math.max(config.encoderRows(), config.maxTokens());
    long largest = options.batchSize() * rows * config.width();
    Dropout dropout = new Dropout(config.dropout(), seed, largest, options.device());
    Parameters parameters = Parameters.open(config, from.weights(), true, options.device());
    Journal journal = null;
    try {
      AdamW optimizer = new AdamW(parameters, options.weightDecay(), options.clipNorm());
      if (!moments.isEmpty()) {
        optimizer.restore(moments, updates);
      }
      journal = Journal.open(runFolder, step);
      BatchQueue batches =
          new BatchQueue(songs, config, options, seed, step * options.accumulation());
      return new TrainingResources(parameters, optimizer, dropout, journal, batches);
    } catch (IOException | RuntimeException | Error e) {
      parameters.close();
      if (journal != null) {
        journal.close();
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    batches.close();
    dropout.close();
    parameters.close();
    journal.close();
  }
}
