package io.beatweaver.model.internal.decode;

import io.beatweaver.Progress;
import io.beatweaver.grid.BeatGrid;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Difficulty;
import io.beatweaver.model.ModelConfig;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * A song cut into the windows that the model sees, each encoded for all difficulties at once. Used
 * by one thread.
 */
final class SongWindows {
  /** A song whose windows are this many numbers in all is encoded once, a longer one twice. */
  private static final long MAX_KEPT = 1 << 24;

  /**
   * What the encoder made of a window.
   *
   * @param encoded {@code [difficulties][encoderRows][width]}
   * @param onsets {@code [difficulties][audioRows]} logits
   */
  record Window(float[] encoded, float[] onsets) {}

  private final ModelConfig config;
  private final WindowEncoder encoder;
  private final SongFeatures features;
  private final int[] difficulties;
  private final float[] batch;
  private final int bars;

  /** Bars that a window writes or repeats, and how many it writes beside the first. */
  private final int written;

  private final int stride;
  private final int count;
  private final Window[] windows;

  /** Whether every window has its own arrays; else windows share two, turn by turn. */
  private final boolean kept;

  /** How many windows at the song's start are encoded and kept. */
  private int ready;

  /**
   * A song of which nothing is encoded yet.
   *
   * @param config the model's shape
   * @param encoder the encoder
   * @param features the song, at least one row
   * @param difficulties whom a window is encoded for
   * @param keep whether windows may be kept if they are few
   */
  SongWindows(
      ModelConfig config,
      WindowEncoder encoder,
      SongFeatures features,
      List<Difficulty> difficulties,
      boolean keep) {
    this.config = config;
    this.encoder = encoder;
    this.features = features;
    this.difficulties = difficulties.stream().mapToInt(Enum::ordinal).toArray();
    bars = BeatGrid.barsCovering(features.rows());
    written = config.writtenBars();
    stride = written - config.prefixBars();
    int later = Math.max(0, bars - written);
    count = 1 + (later + stride - 1) / stride;
    batch = new float[difficulties.size() * config.audioRows() * SongFeatures.COLUMNS];
    long size = (long) difficulties.size() * config.encoderRows() * config.width();
    kept = keep && count * size <= MAX_KEPT;
    windows = new Window[kept ? count : Math.min(count, 2)];
  }

  /** The song's length in bars. */
  int bars() {
    return bars;
  }

  /** The number of windows, at least 1. */
  int count() {
    return count;
  }

  /** The first bar of a window. */
  int firstBar(int window) {
    return window * stride;
  }

  /** The first bar of a window that no window before it has written. */
  int firstNewBar(int window) {
    return window == 0 ? 0 : lastBar(window - 1);
  }

  /** The bar after the last one that a window writes. */
  int lastBar(int window) {
    return Math.min(bars, firstBar(window) + written);
  }

  /**
   * A window, encoded now if it isn't kept.
   *
   * @param window 0..count-1
   * @return its numbers, which hold until the second call after this one
   */
  Window get(int window) {
    int place = kept ? window : window % 2;
    if (windows[place] == null) {
      windows[place] =
          new Window(
              new float[difficulties.length * config.encoderRows() * config.width()],
              new float[difficulties.length * config.audioRows()]);
    }
    Window result = windows[place];
    if (kept && window < ready) {
      return result;
    }
    int values = config.audioRows() * SongFeatures.COLUMNS;
    int firstRow = firstBar(window) * BeatGrid.STEPS_PER_BAR;
    features.copyRows(firstRow, config.audioRows(), batch, 0);
    for (int i = 1; i < difficulties.length; i++) {
      System.arraycopy(batch, 0, batch, i * values, values);
    }
    encoder.encode(batch, difficulties, difficulties.length, result.encoded(), result.onsets());
    ready = kept ? window + 1 : 0;
    return result;
  }

  /**
   * Hears a part of the song.
   *
   * @param firstWindow the first window heard
   * @param endWindow the window after the last
   * @param progress told of every window ("listening"); may throw
   * @return {@code [difficulties][rows]}, the onset logit of each row in the window that writes it;
   *     {@link OnsetDensity#NEVER} where no window was heard
   * @throws CancellationException if the progress threw it or this thread was interrupted
   */
  float[][] listen(int firstWindow, int endWindow, Progress progress) {
    float[][] heard = new float[difficulties.length][features.rows()];
    for (float[] rows : heard) {
      Arrays.fill(rows, OnsetDensity.NEVER);
    }
    for (int window = firstWindow; window < endWindow; window++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted while listening");
      }
      float[] onsets = get(window).onsets();
      int from = firstNewBar(window) * BeatGrid.STEPS_PER_BAR;
      int to = Math.min(features.rows(), lastBar(window) * BeatGrid.STEPS_PER_BAR);
      int inWindow = from - firstBar(window) * BeatGrid.STEPS_PER_BAR;
      for (int i = 0; i < difficulties.length; i++) {
        System.arraycopy(onsets, i * config.audioRows() + inWindow, heard[i], from, to - from);
      }
      progress.update("listening", window - firstWindow + 1L, endWindow - firstWindow, "");
    }
    return heard;
  }
}
