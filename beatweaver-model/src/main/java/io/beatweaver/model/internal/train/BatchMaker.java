package io.beatweaver.model.internal.train;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingBeatmap;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.model.internal.net.Batch;
import io.beatweaver.model.internal.net.TokenTrack;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Cuts windows out of songs and puts them together. One thread's. */
public final class BatchMaker {
  private static final int WIDEST_BANDS = 10;
  private static final int LONGEST_ROWS = 32;

  private final List<TrainingSong> songs;
  private final ModelConfig config;
  private final float[] row;
  private long truncated;

  /**
   * A maker.
   *
   * @param songs the songs
   * @param config the model's shape
   */
  public BatchMaker(List<TrainingSong> songs, ModelConfig config) {
    this.songs = songs;
    this.config = config;
    this.row = new float[config.audioRows() * SongFeatures.COLUMNS];
  }

  /**
   * Values of the features of a batch.
   *
   * @param windows windows in it
   * @return the number
   */
  public int featureValues(int windows) {
    return windows * row.length;
  }

  /**
   * Windows that had to be cut short so far, because the model takes no more tokens.
   *
   * @return at least 0
   */
  public long truncated() {
    return truncated;
  }

  /**
   * Makes a batch with each window as it is.
   *
   * @param windows where to cut
   * @param heard which song's features to put beside each window, usually its own; of another song
   *     that ends too early an earlier stretch is taken
   * @param features receives the features, see {@link Batch}; at least {@link #featureValues}
   * @return the batch
   */
  public Batch plain(List<WindowRef> windows, int[] heard, ByteBuffer features) {
    return make(windows, heard, features, null, 0, 0);
  }

  /**
   * Makes a batch to learn from.
   *
   * @param windows where to cut
   * @param features receives the features
   * @param random decides what is mirrored and silenced
   * @param mirrored chance that a window is mirrored
   * @param masks stretches of bands and of time to silence
   * @return the batch
   */
  public Batch augmented(
      List<WindowRef> windows,
      ByteBuffer features,
      SplittableRandom random,
      double mirrored,
      int masks) {
    int[] heard = windows.stream().mapToInt(WindowRef::song).toArray();
    return make(windows, heard, features, random, mirrored, masks);
  }

  private Batch make(
      List<WindowRef> windows,
      int[] heard,
      ByteBuffer features,
      SplittableRandom random,
      double mirrored,
      int masks) {
    int size = windows.size();
    int rows = config.audioRows();
    int[] difficulties = new int[size];
    float[] onsets = new float[size * rows];
    List<TokenTrack> tracks = new ArrayList<>();
    boolean[][] counted = new boolean[size][];
    for (int i = 0; i < size; i++) {
      WindowRef ref = windows.get(i);
      TrainingBeatmap beatmap = songs.get(ref.song()).beatmaps().get(ref.beatmap());
      difficulties[i] = beatmap.difficulty().ordinal();
      Window.onsets(beatmap, ref.bar(), config, onsets, i * rows);
      Window window = Window.of(beatmap, ref.bar(), config);
      truncated += window.truncated() ? 1 : 0;
      if (random != null && random.nextDouble() < mirrored) {
        Mirror.apply(window.tokens());
      }
      tracks.add(new TokenTrack(window.tokens()));
      counted[i] = window.counted();
      SongFeatures song = songs.get(heard[i]).features();
      int bar = heard[i] == ref.song() ? ref.bar() : barWithin(song, ref.bar());
      song.copyRows(bar * BeatGrid.STEPS_PER_BAR, rows, row, 0);
      for (int m = 0; m < masks; m++) {
        silence(random);
      }
      features.asFloatBuffer().put(i * row.length, row);
    }
    ByteBuffer filled =
        features.slice(0, featureValues(size) * Float.BYTES).order(features.order());
    return new Batch(filled, difficulties, onsets, tracks, counted);
  }

  /** A bar of another song at which a whole window of it can be heard, and not silence after it. */
  private int barWithin(SongFeatures other, int bar) {
    int last = Math.max(0, other.rows() / BeatGrid.STEPS_PER_BAR - config.windowBars());
    return bar % (last + 1);
  }

  /** Silences a stretch of bands in all rows, and a stretch of rows in all columns. */
  private void silence(SplittableRandom random) {
    int bands = 1 + random.nextInt(WIDEST_BANDS);
    int firstBand = random.nextInt(SongFeatures.MEL_BANDS - bands + 1);
    int rows = 1 + random.nextInt(LONGEST_ROWS);
    int firstRow = random.nextInt(config.audioRows() - rows + 1);
    for (int r = 0; r < config.audioRows(); r++) {
      boolean whole = r >= firstRow && r < firstRow + rows;
      int from = whole ? 0 : firstBand;
      int to = whole ? SongFeatures.COLUMNS : firstBand + bands;
      int base = r * SongFeatures.COLUMNS;
      Arrays.fill(row, base + from, base + to, SongFeatures.SILENCE);
    }
  }
}
