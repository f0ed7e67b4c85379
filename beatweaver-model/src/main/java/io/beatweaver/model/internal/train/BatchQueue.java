package io.beatweaver.model.internal.train;

import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingOptions;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.model.internal.net.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares batches on threads of its own, a few ahead of the training. Step n's batch is a function
 * of seed and n, wherever the training began and however many threads there are. The training is
 * one thread, which closes the queue to end the others.
 */
final class BatchQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchQueue.class);
  private static final int AHEAD = 4;
  private static final int MOST_LOADERS = 2;

  /**
   * A prepared batch.
   *
   * @param batch the windows
   * @param epoch the pass it belongs to, from 0
   * @param epochShare how much of that pass is over after it, 0..1
   * @param place what it lies in, to be given back
   */
  record Item(Batch batch, int epoch, double epochShare, Place place) {}

  /** Memory of a batch, used again and again. */
  record Place(BatchMaker maker, ByteBuffer features) {}

  private final TrainingOptions options;
  private final long seed;
  private final BeatmapTable beatmaps;
  private final DataLosses losses;
  // Places are what bounds the queues.
  private final BlockingQueue<Place> free = new LinkedBlockingQueue<>();
  private final BlockingQueue<Future<Item>> ready = new LinkedBlockingQueue<>();
  private final ExecutorService loaders;
  private final Thread planner;
  private final long opened = System.nanoTime();
  private long waited;

  BatchQueue(
      List<TrainingSong> songs,
      ModelConfig config,
      TrainingOptions options,
      long seed,
      long firstStep) {
    this(
        songs,
        config,
        options,
        seed,
        firstStep,
        Math.min(MOST_LOADERS, Runtime.getRuntime().availableProcessors()));
  }

  BatchQueue(
      List<TrainingSong> songs,
      ModelConfig config,
      TrainingOptions options,
      long seed,
      long firstStep,
      int threads) {
    this.options = options;
    this.seed = seed;
    this.beatmaps = new BeatmapTable(songs, config);
    this.losses = new DataLosses(songs);
    for (int i = 0; i < AHEAD + threads; i++) {
      BatchMaker maker = new BatchMaker(songs, config, losses);
      free.add(new Place(maker, Batch.buffer(maker.featureValues(options.batchSize()))));
    }
    ThreadFactory daemons =
        task -> {
          Thread thread = new Thread(task, "beatweaver-batches");
          thread.setDaemon(true);
          return thread;
        };
    loaders = Executors.newFixedThreadPool(threads, daemons);
    planner = daemons.newThread(() -> plan(firstStep));
    planner.start();
  }

  private void plan(long firstStep) {
    try {
      long epochStart = 0;
      for (int epoch = 0; ; epoch++) {
        int count = EpochPlan.batches(beatmaps, options.batchSize(), seed, epoch);
        if (epochStart + count > firstStep) {
          int from = (int) Math.max(0, firstStep - epochStart);
          planEpoch(epoch, epochStart, from);
        }
        epochStart += count;
      }
    } catch (InterruptedException | RejectedExecutionException e) {
      // The queue was closed.
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      ready.add(CompletableFuture.failedFuture(e));
    }
  }

  private void planEpoch(int epoch, long epochStart, int from) throws InterruptedException {
    EpochPlan plan = EpochPlan.of(beatmaps, options.batchSize(), seed, epoch);
    for (int i = from; i < plan.batches(); i++) {
      List<WindowRef> windows = plan.batch(i);
      long step = epochStart + i;
      double share = (i + 1.0) / plan.batches();
      int pass = epoch;
      Place place = free.take();
      ready.add(loaders.submit(() -> item(windows, step, pass, share, place)));
    }
  }

  private Item item(List<WindowRef> windows, long step, int epoch, double share, Place place)
      throws IOException {
    BatchMaker.Augmentation augmentation =
        new BatchMaker.Augmentation(options.mirrored(), options.featureMasks());
    Batch batch =
        place.maker().augmented(windows, place.features(), augmentation, beatmaps, seed, step);
    return new Item(batch, epoch, share, place);
  }

  /**
   * The next step's batch; give it back when the step is over.
   *
   * @return the batch
   * @throws UncheckedIOException if hardly a song can be read, which is an {@link
   *     io.beatweaver.InputException}, or the disk fails; unchecked, as a step is run by the engine
   * @throws CancellationException if the thread is interrupted
   */
  Item take() {
    long from = System.nanoTime();
    try {
      return ready.take().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for a batch");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw new UncheckedIOException(failure);
      }
      throw new IllegalStateException("a batch can't be prepared", e.getCause());
    } finally {
      waited += System.nanoTime() - from;
    }
  }

  void giveBack(Item item) {
    free.add(item.place());
  }

  /** Windows cut short so far. */
  long truncated() {
    return losses.truncatedWindows();
  }

  /** Songs left out so far because they are damaged. */
  int damagedSongs() {
    return losses.damagedSongs();
  }

  /** How long {@link #take} has waited in all. */
  double waitedSeconds() {
    return waited / 1e9;
  }

  /** Waits for the threads of a closed queue. */
  boolean awaitEnd(long millis) throws InterruptedException {
    planner.join(millis);
    return loaders.awaitTermination(millis, TimeUnit.MILLISECONDS) && !planner.isAlive();
  }

  @Override
  public void close() {
    planner.interrupt();
    loaders.shutdownNow();
    double seconds = (System.nanoTime() - opened) / 1e9;
    LOG.info(
        "data: waited {} s of {} s for batches, {} songs damaged, {} windows cut short",
        waitedSeconds(),
        seconds,
        damagedSongs(),
        truncated());
  }
}
