package io.beatweaver.model.internal.train;

import io.beatweaver.InputException;
import io.beatweaver.grid.BeatGrid;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.model.FeatureWindows;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingBeatmap;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.model.internal.net.Batch;
import io.beatweaver.model.internal.net.TokenTrack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Cuts windows out of songs and puts them together. One thread's. */
public final class BatchMaker {
  private static final int MOST_STAND_INS = 100;

  private final List<TrainingSong> songs;
  private final ModelConfig config;
  private final DataLosses losses;
  private final float[] rows;

  /**
   * A maker.
   *
   * @param songs the songs
   * @param config the model's shape
   */
  public BatchMaker(List<TrainingSong> songs, ModelConfig config) {
    this(songs, config, new DataLosses(songs));
  }

  BatchMaker(List<TrainingSong> songs, ModelConfig config, DataLosses losses) {
    this.songs = songs;
    this.config = config;
    this.losses = losses;
    this.rows = new float[config.audioRows() * SongFeatures.COLUMNS];
  }

  /**
   * Values of the features of a batch.
   *
   * @param windows windows in it
   * @return the number
   */
  public int featureValues(int windows) {
    return Math.multiplyExact(windows, rows.length);
  }

  /**
   * The songs whose features can be read, each of which is read for that. The others are logged.
   *
   * @param songs the songs
   * @return those that are whole
   * @throws IOException if the disk fails
   */
  public static List<TrainingSong> readable(List<TrainingSong> songs) throws IOException {
    DataLosses losses = new DataLosses(songs);
    List<TrainingSong> readable = new ArrayList<>();
    for (int song = 0; song < songs.size(); song++) {
      try {
        songs.get(song).features().copyRows(0, 0, new float[0], 0);
        readable.add(songs.get(song));
      } catch (InputException e) {
        losses.damaged(song, e);
      }
    }
    return readable;
  }

  /**
   * Makes a batch with each window as it is.
   *
   * @param windows where to cut
   * @param heard which song's features to put beside each window, usually its own; of another song
   *     that ends too early an earlier stretch is taken
   * @param features receives the features, see {@link Batch}; at least {@link #featureValues}
   * @return the batch
   * @throws InputException if a song is damaged
   * @throws IOException if the disk fails
   */
  public Batch plain(List<WindowRef> windows, int[] heard, ByteBuffer features) throws IOException {
    Assembly batch = new Assembly(windows.size(), features);
    for (int i = 0; i < windows.size(); i++) {
      WindowRef ref = windows.get(i);
      FeatureWindows song = songs.get(heard[i]).features();
      int bar = heard[i] == ref.song() ? ref.bar() : barWithin(song, ref.bar());
      song.copyRows(bar * BeatGrid.STEPS_PER_BAR, config.audioRows(), rows, 0);
      batch.add(ref, false);
    }
    return batch.done();
  }

  /** What changes windows so that there is more to learn from. */
  record Augmentation(double mirrored, int masks) {}

  /**
   * Makes a batch to learn from. In the place of a window whose song is damaged goes another.
   *
   * @param windows where to cut
   * @param features receives the features
   * @param augmentation chance that a window is mirrored, stretches to silence
   * @param beatmaps where to look for another window
   * @param seed with the step and a window's index all that its augmentation depends on
   * @param step the step
   * @return the batch
   * @throws InputException if hardly a song is whole
   * @throws IOException if the disk fails
   */
  Batch augmented(
      List<WindowRef> windows,
      ByteBuffer features,
      Augmentation augmentation,
      BeatmapTable beatmaps,
      long seed,
      long step)
      throws IOException {
    Assembly batch = new Assembly(windows.size(), features);
    for (int i = 0; i < windows.size(); i++) {
      SplittableRandom random = Seeds.of(seed, step, i);
      boolean mirrored = random.nextDouble() < augmentation.mirrored();
      SplittableRandom masks = random.split();
      WindowRef ref = readWhole(windows.get(i), beatmaps, random);
      SpecAugment.apply(rows, config.audioRows(), augmentation.masks(), masks);
      batch.add(ref, mirrored);
    }
    return batch.done();
  }

  /** Reads a window's features, or those of another window if its song is damaged. */
  private WindowRef readWhole(WindowRef wanted, BeatmapTable beatmaps, SplittableRandom random)
      throws IOException {
    WindowRef ref = wanted;
    for (int tries = 1; ; tries++) {
      try {
        // A song known as damaged is asked once more only to say why there's no other.
        if (tries > MOST_STAND_INS || !losses.isDamaged(ref.song())) {
          int row = ref.bar() * BeatGrid.STEPS_PER_BAR;
          songs.get(ref.song()).features().copyRows(row, config.audioRows(), rows, 0);
          return ref;
        }
      } catch (InputException e) {
        losses.damaged(ref.song(), e);
        if (tries > MOST_STAND_INS) {
          throw e;
        }
      }
      ref = beatmaps.any(random);
    }
  }

  /** A bar of another song at which a whole window of it can be heard, and not silence after it. */
  private int barWithin(FeatureWindows other, int bar) {
    int last = Math.max(0, other.rows() / BeatGrid.STEPS_PER_BAR - config.windowBars());
    return bar % (last + 1);
  }

  /** A batch in the making; each window's features are those in {@link #rows}. */
  private final class Assembly {
    private final ByteBuffer features;
    private final int[] difficulties;
    private final float[] onsets;
    private final List<TokenTrack> tracks = new ArrayList<>();
    private final boolean[][] counted;

    Assembly(int size, ByteBuffer features) {
      this.features = features;
      difficulties = new int[size];
      onsets = new float[size * config.audioRows()];
      counted = new boolean[size][];
    }

    void add(WindowRef ref, boolean mirrored) {
      int i = tracks.size();
      TrainingBeatmap beatmap = songs.get(ref.song()).beatmaps().get(ref.beatmap());
      difficulties[i] = beatmap.difficulty().ordinal();
      Window.onsets(beatmap, ref.bar(), config, onsets, i * config.audioRows());
      Window window = Window.of(beatmap, ref.bar(), ref.prefix(), config);
      if (window.truncated()) {
        losses.truncated();
      }
      if (mirrored) {
        Mirror.apply(window.tokens());
      }
      tracks.add(new TokenTrack(window.tokens()));
      counted[i] = window.counted();
      features.asFloatBuffer().put(i * rows.length, rows);
    }

    Batch done() {
      int bytes = featureValues(tracks.size()) * Float.BYTES;
      return new Batch(
          features.slice(0, bytes).order(features.order()), difficulties, onsets, tracks, counted);
    }
  }
}
