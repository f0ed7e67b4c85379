package io.beatweaver.model.internal.decode;

import io.beatweaver.Progress;
import io.beatweaver.grid.BeatGrid;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Difficulty;
import io.beatweaver.model.GenerationOptions;
import io.beatweaver.model.ModelConfig;
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
 * Walks a song window by window. The caller's thread encodes a window for all difficulties at once;
 * meanwhile the streams of the window before are decoded, each by one thread at a time.
 */
public final class GenerationRun {
  private final DecoderWeights weights;
  private final WindowEncoder encoder;
  private final SongFeatures features;
  private final GenerationOptions options;
  private final ModelConfig config;
  private final int songBars;
  private final List<SongStream> streams = new ArrayList<>();
  private final RunWatch watch;

  /** Idle decoders. A window is begun from nothing, so any of them serves any stream. */
  private final Queue<JavaDecoder> decoders = new ConcurrentLinkedQueue<>();

  private final int[] difficulties;
  private final float[] windowFeatures;
  private final float[][] encoded;
  private final float[][] onsets;

  /**
   * A run; {@link #tokens()} does the work.
   *
   * @param weights the decoder's
   * @param encoder the encoder
   * @param features the song, at least one row
   * @param options how to choose
   * @param progress told of every bar
   */
  public GenerationRun(
      DecoderWeights weights,
      WindowEncoder encoder,
      SongFeatures features,
      GenerationOptions options,
      Progress progress) {
    this.weights = weights;
    this.encoder = encoder;
    this.features = features;
    this.options = options;
    config = weights.config;
    songBars = BeatGrid.barsCovering(features.rows());
    for (Difficulty difficulty : options.difficulties()) {
      for (int candidate = 0; candidate < options.candidates(); candidate++) {
        streams.add(new SongStream(options, difficulty, candidate, features.rows()));
      }
    }
    int batch = options.difficulties().size();
    watch = new RunWatch(progress, (long) songBars * streams.size());
    difficulties = options.difficulties().stream().mapToInt(Enum::ordinal).toArray();
    windowFeatures = new float[batch * config.audioRows() * SongFeatures.COLUMNS];
    encoded = new float[2][batch * config.encoderRows() * config.width()];
    onsets = new float[2][batch * config.audioRows()];
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
      int buffer = 0;
      List<Future<?>> pending = List.of();
      int firstBar = 0;
      int lastBar = 0;
      while (lastBar < songBars) {
        encode(firstBar, encoded[buffer], onsets[buffer]);
        await(pending);
        lastBar = Math.min(songBars, firstBar + config.windowBars());
        pending = submit(pool, firstBar, lastBar, encoded[buffer], onsets[buffer]);
        firstBar += config.windowBars() - config.prefixBars();
        buffer ^= 1;
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

  private void encode(int firstBar, float[] encodedOut, float[] onsetOut) {
    int values = config.audioRows() * SongFeatures.COLUMNS;
    features.copyRows(firstBar * BeatGrid.STEPS_PER_BAR, config.audioRows(), windowFeatures, 0);
    for (int i = 1; i < difficulties.length; i++) {
      System.arraycopy(windowFeatures, 0, windowFeatures, i * values, values);
    }
    encoder.encode(windowFeatures, difficulties, difficulties.length, encodedOut, onsetOut);
  }

  private List<Future<?>> submit(
      ExecutorService pool, int firstBar, int lastBar, float[] encodedRows, float[] onsetRows) {
    List<Future<?>> futures = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      SongStream stream = streams.get(i);
      int row = i / options.candidates();
      futures.add(
          pool.submit(
              () -> {
                try {
                  JavaDecoder idle = decoders.poll();
                  JavaDecoder decoder = idle == null ? new JavaDecoder(weights) : idle;
                  decoder.begin(
                      encodedRows,
                      row * config.encoderRows() * config.width(),
                      onsetRows,
                      row * config.audioRows());
                  stream.write(decoder, firstBar, lastBar, watch);
                  decoders.add(decoder);
                } catch (RuntimeException | Error e) {
                  watch.fail(e);
                }
              }));
    }
    return futures;
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
