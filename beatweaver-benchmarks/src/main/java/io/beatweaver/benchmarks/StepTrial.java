package io.beatweaver.benchmarks;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Level;
import io.beatweaver.model.ComputeDevice;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingBudget;
import io.beatweaver.model.TrainingOptions;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.model.internal.net.Batch;
import io.beatweaver.model.internal.net.Dropout;
import io.beatweaver.model.internal.net.Initializer;
import io.beatweaver.model.internal.net.Parameters;
import io.beatweaver.model.internal.net.TokenTrack;
import io.beatweaver.model.internal.net.Torch;
import io.beatweaver.model.internal.train.BatchLoss;
import io.beatweaver.model.internal.train.BatchMaker;
import io.beatweaver.model.internal.train.TrainingStep;
import io.beatweaver.model.internal.train.WindowRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Steps of a training of a fresh model, as a training makes them, over batches that lie in memory:
 * charts of the demo corpus, features of noise.
 */
final class StepTrial implements AutoCloseable {
  private static final double RATE = 1e-3;
  private static final int SONGS = 12;
  private static final int ROWS = 6500;

  private final Parameters parameters;
  private final Dropout dropout;
  private final TrainingStep steps;
  private final List<Batch> batches;
  private long made;

  /**
   * A fresh model.
   *
   * @param config its shape
   * @param batches what it learns from, over and over
   */
  StepTrial(ModelConfig config, List<Batch> batches) {
    this.batches = batches;
    TrainingOptions options = TrainingOptions.defaults(new TrainingBudget.Epochs(1));
    long rows = Math.max(config.encoderRows(), config.maxTokens());
    long largest = rows * config.width() * batches.get(0).size();
    parameters = Parameters.open(config, Initializer.weights(config, 1), true);
    dropout = new Dropout(config.dropout(), 1, largest, ComputeDevice.CPU);
    steps = TrainingStep.first(config, parameters, dropout, options);
  }

  /**
   * Batches of windows of about one length each, as a training has them.
   *
   * @param config the shape of the model
   * @param count how many
   * @param size windows in each
   * @return from the shortest windows to the longest
   */
  static List<Batch> batches(ModelConfig config, int count, int size) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[ROWS * SongFeatures.COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    SongFeatures features = SongFeatures.wrap(values);
    List<TrainingSong> songs = new ArrayList<>();
    for (int i = 0; i < SONGS; i++) {
      Level level = Songs.level(i);
      songs.add(TrainingSong.of("song " + i, features, level.beatmaps()));
    }
    BatchMaker maker = new BatchMaker(songs, config);
    List<WindowRef> windows = new ArrayList<>(WindowRef.all(songs, config));
    windows.sort(Comparator.comparingInt(WindowRef::tokens));
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int middle = (int) ((2L * i + 1) * windows.size() / (2L * count));
      int from = Math.max(0, Math.min(windows.size() - size, middle - size / 2));
      List<WindowRef> refs = windows.subList(from, from + size);
      int[] heard = refs.stream().mapToInt(WindowRef::song).toArray();
      batches.add(maker.plain(refs, heard, Batch.buffer(maker.featureValues(size))));
    }
    return batches;
  }

  /** Tokens of all windows of a batch, without padding. */
  static long tokens(Batch batch) {
    return batch.tracks().stream().mapToInt(TokenTrack::length).sum();
  }

  /** Makes a step and gives its milliseconds. */
  double step() {
    long start = System.nanoTime();
    Batch batch = batches.get((int) (made % batches.size()));
    Torch.gradients(
        true,
        () -> {
          BatchLoss loss = steps.learn(batch, false, made);
          double norm = steps.update(1, false, RATE, RATE);
          if (!Float.isFinite(loss.total()) || !Double.isFinite(norm)) {
            throw new IllegalStateException("diverged at step " + made);
          }
          return null;
        });
    made++;
    return (System.nanoTime() - start) / 1e6;
  }

  @Override
  public void close() {
    dropout.close();
    parameters.close();
  }
}
