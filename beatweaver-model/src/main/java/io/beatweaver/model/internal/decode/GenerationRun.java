package io.beatweaver.model.internal.decode;

import io.beatweaver.Progress;
import io.beatweaver.grid.BeatGrid;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Difficulty;
import io.beatweaver.model.GenerationOptions;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.quality.HumanBand;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Walks a song window by window, after hearing all of it once if density is steered. The caller's
 * thread encodes a window for all difficulties at once; meanwhile the streams of the window before
 * are decoded, each by one thread at a time.
 */
public final class GenerationRun {
  private final DecoderWeights weights;
  private final GenerationOptions options;
  private final ModelConfig config;
  private final List<SongStream> streams = new ArrayList<>();
  private final RunWatch watch;
  private final SongFeatures features;
  private final double seconds;
  private final Progress progress;
  private final boolean steered;
  private final SongWindows windows;

  /** Idle decoders. A window is begun from nothing, so any of them serves any stream. */
  private final Queue<JavaDecoder> decoders = new ConcurrentLinkedQueue<>();

  /**
   * A run; {@link #tokens()} does the work.
   *
   * @param weights the decoder's
   * @param encoder the encoder
   * @param features the song, at least one row
   * @param seconds how long the rows take; density isn't steered if that is not above 0
   * @param options how to choose
   * @param progress told of every window that is heard beforehand and of every bar
   */
  public GenerationRun(
      DecoderWeights weights,
      WindowEncoder encoder,
      SongFeatures features,
      double seconds,
      GenerationOptions options,
      Progress progress) {
    this.weights = weights;
    this.options = options;
    config = weights.config;
    this.features = features;
    this.seconds = seconds;
    this.progress = progress;
    steered = options.steerDensity() && seconds > 0;
    windows = new SongWindows(config, encoder, features, options.difficulties(), steered);
    for (Difficulty difficulty : options.difficulties()) {
      for (int candidate = 0; candidate < options.candidates(); candidate++) {
        streams.add(new SongStream(options, difficulty, candidate, features.rows()));
      }
    }
    watch = new RunWatch(progress, (long) windows.bars() * streams.size());
  }

  /**
   * Generates the song.
   *
   * @return the tokens of each stream, START to END: the difficulties in the options' order, of
   *     each its candidates
   * @throws CancellationException if the caller's progress threw it, or its thread was interrupted
   * @throws IllegalStateException if the model gives numbers that are none
   */
  public List<int[]> tokens() {
    ExecutorService pool = pool(Math.min(options.threads(), streams.size()));
    try {
      List<DensitySteering> steering = steered ? steering() : List.of();
      List<Future<?>> pending = List.of();
      for (int window = 0; window < windows.count(); window++) {
        SongWindows.Window encoded = windows.get(window);
        await(pending);
        pending = submit(pool, window, encoded, steering);
      }
      await(pending);
    } catch (RuntimeException | Error e) {
      watch.fail(e);
      throw e;
    } finally {
      end(pool);
    }
    return streams.stream().map(SongStream::tokens).toList();
  }

  /** One a stream, from what the onset head hears in the whole song. */
  private List<DensitySteering> steering() {
    boolean[] sounding = OnsetDensity.sounding(features);
    float[][] heard = windows.listen(progress);
    List<DensitySteering> steering = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      int row = i / options.candidates();
      HumanBand band = HumanBand.of(options.difficulties().get(row));
      OnsetDensity density = new OnsetDensity(heard[row], sounding);
      steering.add(new DensitySteering(density, features.rows(), seconds, band));
    }
    return steering;
  }

  private List<Future<?>> submit(
      ExecutorService pool,
      int window,
      SongWindows.Window encoded,
      List<DensitySteering> steering) {
    List<Future<?>> futures = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      SongStream stream = streams.get(i);
      DensitySteering own = steered && steering.get(i).steers() ? steering.get(i) : null;
      int row = i / options.candidates();
      futures.add(
          pool.submit(
              () -> {
                try {
                  JavaDecoder idle = decoders.poll();
                  JavaDecoder decoder = idle == null ? new JavaDecoder(weights) : idle;
                  write(stream, decoder, window, encoded, row, own);
                  decoders.add(decoder);
                } catch (RuntimeException | Error e) {
                  watch.fail(e);
                }
              }));
    }
    return futures;
  }

  private void write(
      SongStream stream,
      JavaDecoder decoder,
      int window,
      SongWindows.Window encoded,
      int row,
      DensitySteering steering) {
    int firstBar = windows.firstBar(window);
    int lastBar = windows.lastBar(window);
    int encodedOffset = row * config.encoderRows() * config.width();
    int onsetOffset = row * config.audioRows();
    if (steering == null) {
      decoder.begin(encoded.encoded(), encodedOffset, encoded.onsets(), onsetOffset);
      stream.write(decoder, firstBar, lastBar, watch);
      return;
    }
    int firstRow = firstBar * BeatGrid.STEPS_PER_BAR;
    float[] onsets = steering.shifted(encoded.onsets(), onsetOffset, config.audioRows(), firstRow);
    decoder.begin(encoded.encoded(), encodedOffset, onsets, 0);
    stream.write(decoder, firstBar, lastBar, watch);
    steering.written(
        windows.firstNewBar(window) * BeatGrid.STEPS_PER_BAR,
        Math.min(features.rows(), lastBar * BeatGrid.STEPS_PER_BAR),
        stream.notes());
  }

  private void await(List<Future<?>> futures) {
    for (Future<?> future : futures) {
      try {
        future.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while generating");
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    Throwable failure = watch.failure();
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  private static ExecutorService pool(int threads) {
    return Executors.newFixedThreadPool(
        threads,
        task -> {
          Thread thread = new Thread(task, "beatweaver-decode");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Streams stop at their next token, so that the wait is short. */
  private static void end(ExecutorService pool) {
    pool.shutdown();
    boolean interrupted = false;
    while (true) {
      try {
        if (pool.awaitTermination(1, TimeUnit.HOURS)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
