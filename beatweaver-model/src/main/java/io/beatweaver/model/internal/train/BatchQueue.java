package io.beatweaver.model.internal.train;

import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingOptions;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.model.internal.net.Batch;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Prepares batches on a thread of its own, a few ahead of the training. Step n's batch is a
 * function of seed and n, wherever the training began. Close it to end the thread.
 */
final class BatchQueue implements AutoCloseable {
  private static final int AHEAD = 3;

  /**
   * A prepared batch.
   *
   * @param batch the windows
   * @param epoch the pass it belongs to, from 0
   * @param epochShare how much of that pass is over after it, 0..1
   * @param buffer its features, to be given back
   */
  record Item(Batch batch, int epoch, double epochShare, ByteBuffer buffer) {}

  private record Failure(Throwable cause) {}

  private final List<TrainingSong> songs;
  private final ModelConfig config;
  private final TrainingOptions options;
  private final long seed;
  private final BatchMaker maker;
  private final BlockingQueue<Object> ready = new ArrayBlockingQueue<>(AHEAD);
  private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(AHEAD + 2);
  private final Thread thread;
  private volatile long truncated;

  BatchQueue(
      List<TrainingSong> songs,
      ModelConfig config,
      TrainingOptions options,
      long seed,
      long firstStep) {
    this.songs = songs;
    this.config = config;
    this.options = options;
    this.seed = seed;
    this.maker = new BatchMaker(songs, config);
    for (int i = 0; i < AHEAD + 2; i++) {
      free.add(Batch.buffer(maker.featureValues(options.batchSize())));
    }
    thread = new Thread(() -> run(firstStep), "beatweaver-batches");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(long firstStep) {
    try {
      long step = 0;
      for (int epoch = 0; ; epoch++) {
        List<List<WindowRef>> batches =
            EpochPlan.batches(songs, config, options.batchSize(), seed, epoch);
        for (int i = 0; i < batches.size(); i++, step++) {
          if (step >= firstStep) {
            ready.put(item(batches.get(i), step, epoch, (i + 1.0) / batches.size()));
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      ready.clear();
      ready.add(new Failure(e));
    }
  }

  private Item item(List<WindowRef> windows, long step, int epoch, double share)
      throws InterruptedException {
    ByteBuffer buffer = free.take();
    SplittableRandom random = new SplittableRandom((seed + 1) * 0xD1342543DE82EF95L + step);
    Batch batch =
        maker.augmented(windows, buffer, random, options.mirrored(), options.featureMasks());
    truncated = maker.truncated();
    return new Item(batch, epoch, share, buffer);
  }

  /** The next step's batch; give its buffer back when the step is over. */
  Item take() {
    try {
      Object next = ready.take();
      if (next instanceof Failure failure) {
        throw new IllegalStateException("a batch can't be prepared", failure.cause);
      }
      return (Item) next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a batch", e);
    }
  }

  void giveBack(Item item) {
    free.add(item.buffer());
  }

  /** Windows cut short so far. */
  long truncated() {
    return truncated;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
