package io.beatweaver.model.internal.decode;

import io.beatweaver.Progress;
import io.beatweaver.grid.BeatGrid;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Difficulty;
import io.beatweaver.model.GenerationOptions;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.quality.HumanBand;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Walks a song window by window, after hearing all of it once if density is steered. The caller's
 * thread encodes a window for all difficulties at once; meanwhile the streams of the windows before
 * are decoded, each by one thread at a time. A stream that follows an easier one's rhythm waits for
 * that one's part of the window.
 */
public final class GenerationRun {
  /**
   * The least logit of an onset where the next easier beatmap plays: it comes unless the decoder or
   * a rule is dead against it.
   */
  private static final float SHARED_LOGIT = 6;

  private final DecoderWeights weights;
  private final GenerationOptions options;
  private final ModelConfig config;
  private final KeptPart kept;
  private final List<SongStream> streams = new ArrayList<>();
  private final RunWatch watch;
  private final SongFeatures features;
  private final TempoMap tempo;
  private final Progress progress;
  private final SongWindows windows;
  private final int firstWindow;
  private final int endWindow;

  /** Idle decoders. A window is begun from nothing, so any of them serves any stream. */
  private final Queue<JavaDecoder> decoders = new ConcurrentLinkedQueue<>();

  /**
   * A run; {@link #tokens()} does the work.
   *
   * @param weights the decoder's
   * @param encoder the encoder
   * @param features the song, at least one row
   * @param tempo the rows' tempo
   * @param kept what isn't written but stays, in every beatmap
   * @param options how to choose
   * @param progress told of every window that is heard beforehand and of every bar
   */
  public GenerationRun(
      DecoderWeights weights,
      WindowEncoder encoder,
      SongFeatures features,
      TempoMap tempo,
      KeptPart kept,
      GenerationOptions options,
      Progress progress) {
    this.weights = weights;
    this.options = options;
    config = weights.config;
    this.kept = kept;
    this.features = features;
    this.tempo = tempo;
    this.progress = progress;
    windows =
        new SongWindows(config, encoder, features, options.difficulties(), options.steerDensity());
    for (Difficulty difficulty : options.difficulties()) {
      for (int candidate = 0; candidate < options.candidates(); candidate++) {
        streams.add(new SongStream(options, difficulty, candidate, features.rows(), tempo, kept));
      }
    }
    int first = 0;
    while (windows.lastBar(first) <= kept.firstBar()) {
      first++;
    }
    int last = first;
    while (windows.lastBar(last) < kept.lastBar()) {
      last++;
    }
    firstWindow = first;
    endWindow = last + 1;
    watch = new RunWatch(progress, (long) (kept.lastBar() - kept.firstBar()) * streams.size());
  }

  /**
   * Generates what isn't kept.
   *
   * @return the tokens of each stream from START to the end of the last bar that isn't kept, END
   *     behind the song's last: the difficulties in the options' order, of each its candidates
   * @throws CancellationException if the caller's progress threw it, or its thread was interrupted
   * @throws IllegalStateException if the model gives numbers that are none
   */
  public List<int[]> tokens() {
    ExecutorService pool = pool(Math.min(options.threads(), streams.size()));
    try {
      List<DensitySteering> steering = steering();
      List<CompletableFuture<Void>> last = List.of();
      for (int window = firstWindow; window < endWindow; window++) {
        SongWindows.Window encoded = windows.get(window);
        List<CompletableFuture<Void>> now = submit(pool, window, encoded, steering, last);
        // The window after this one may take the arrays of the one before.
        await(last);
        last = now;
      }
      await(last);
    } catch (RuntimeException | Error e) {
      watch.fail(e);
      throw e;
    } finally {
      end(pool);
    }
    return streams.stream().map(SongStream::tokens).toList();
  }

  /**
   * One a stream, from what the onset head hears in all that is to be written; empty if the density
   * is the model's affair.
   */
  private List<DensitySteering> steering() {
    // Steering works through the hazard.
    if (!options.steerDensity() || !config.hazard()) {
      return List.of();
    }
    int fromRow = (int) kept.fromStep();
    int toRow = (int) kept.toStep();
    boolean[] sounding = OnsetDensity.sounding(features);
    double seconds = SoundingTime.seconds(sounding, tempo, fromRow, toRow);
    if (seconds <= 0) {
      return List.of();
    }
    float[][] heard = windows.listen(firstWindow, endWindow, progress);
    for (float[] logits : heard) {
      for (int row = 0; row < logits.length; row++) {
        logits[row] = kept.isFree(row) ? logits[row] : OnsetDensity.NEVER;
      }
    }
    List<DensitySteering> steering = new ArrayList<>();
    int rows = features.rows();
    for (int i = 0; i < heard.length; i++) {
      double nps = options.density() * HumanBand.of(options.difficulties().get(i)).middleNps();
      double onsets = seconds * nps / DensitySteering.NOTES_PER_ONSET;
      OnsetDensity density =
          DensityLevels.level(new OnsetDensity(heard[i], sounding), tempo, rows, seconds, onsets);
      for (int candidate = 0; candidate < options.candidates(); candidate++) {
        steering.add(new DensitySteering(density, rows, seconds, nps));
      }
    }
    return steering;
  }

  /** The stream whose rhythm a stream follows, null if it follows none. */
  private SongStream easier(int stream) {
    int next = stream - options.candidates();
    return options.sharedRhythm() && next >= 0 ? streams.get(next) : null;
  }

  private List<CompletableFuture<Void>> submit(
      ExecutorService pool,
      int window,
      SongWindows.Window encoded,
      List<DensitySteering> steering,
      List<CompletableFuture<Void>> before) {
    List<CompletableFuture<Void>> futures = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      int stream = i;
      DensitySteering own = steering.isEmpty() ? null : steering.get(i);
      List<CompletableFuture<Void>> needed = new ArrayList<>();
      if (!before.isEmpty()) {
        needed.add(before.get(i));
      }
      if (easier(i) != null) {
        needed.add(futures.get(i - options.candidates()));
      }
      futures.add(
          CompletableFuture.allOf(needed.toArray(CompletableFuture[]::new))
              .thenRunAsync(() -> write(stream, window, encoded, own), pool));
    }
    return futures;
  }

  private void write(int index, int window, SongWindows.Window encoded, DensitySteering steering) {
    try {
      JavaDecoder idle = decoders.poll();
      JavaDecoder decoder = idle == null ? new JavaDecoder(weights) : idle;
      SongStream stream = streams.get(index);
      int firstBar = windows.firstBar(window);
      int lastBar = Math.min(windows.lastBar(window), kept.lastBar());
      int row = index / options.candidates();
      decoder.begin(
          encoded.encoded(),
          row * config.encoderRows() * config.width(),
          onsets(index, window, encoded, steering),
          0);
      stream.write(decoder, firstBar, lastBar, watch);
      if (steering != null) {
        steering.written(
            windows.firstNewBar(window) * BeatGrid.STEPS_PER_BAR,
            Math.min(features.rows(), lastBar * BeatGrid.STEPS_PER_BAR),
            stream.notes());
      }
      decoders.add(decoder);
    } catch (RuntimeException | Error e) {
      watch.fail(e);
      throw e;
    }
  }

  /** The onset logits that a stream's decoder is to see in a window. */
  private float[] onsets(
      int index, int window, SongWindows.Window encoded, DensitySteering steering) {
    int count = config.audioRows();
    int offset = index / options.candidates() * count;
    int firstRow = windows.firstBar(window) * BeatGrid.STEPS_PER_BAR;
    float[] onsets =
        steering != null && steering.steers()
            ? steering.shifted(encoded.onsets(), offset, count, firstRow)
            : Arrays.copyOfRange(encoded.onsets(), offset, offset + count);
    SongStream easier = easier(index);
    if (easier != null) {
      int toRow = windows.lastBar(window) * BeatGrid.STEPS_PER_BAR;
      for (int row = windows.firstNewBar(window) * BeatGrid.STEPS_PER_BAR; row < toRow; row++) {
        if (easier.hasOnset(row)) {
          onsets[row - firstRow] = Math.max(onsets[row - firstRow], SHARED_LOGIT);
        }
      }
    }
    return onsets;
  }

  private void await(List<CompletableFuture<Void>> futures) {
    for (CompletableFuture<Void> future : futures) {
      try {
        future.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while generating");
      } catch (ExecutionException e) {
        watch.fail(e.getCause());
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
