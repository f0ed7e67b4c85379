package io.beatweaver.model;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Note;
import io.beatweaver.token.Tokenization;
import io.beatweaver.token.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A song to learn from: what it sounds like and the beatmaps that people made of it.
 *
 * @param id identity of its audio; decides the {@link Split}
 * @param features the song on the beat grid of its beatmaps
 * @param beatmaps at least one, all on that grid
 * @param visits how often an epoch comes by on average, at least 1; every epoch has each bar of the
 *     song at least so often, rounded down, and by chance once more
 */
public record TrainingSong(
    String id, FeatureWindows features, List<TrainingBeatmap> beatmaps, double visits) {
  /** Copies the list; refuses an empty one and fewer visits than one. */
  public TrainingSong {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(features, "features");
    beatmaps = List.copyOf(beatmaps);
    if (beatmaps.isEmpty()) {
      throw new IllegalArgumentException(id + " has no beatmap");
    }
    if (!(visits >= 1 && visits <= Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(id + ": every song is visited, not " + visits + " times");
    }
  }

  /**
   * A song in memory that an epoch visits once.
   *
   * @param id identity of its audio
   * @param features the song on the beat grid of its beatmaps
   * @param beatmaps at least one, all on that grid
   */
  public TrainingSong(String id, SongFeatures features, List<TrainingBeatmap> beatmaps) {
    this(id, FeatureWindows.of(features), beatmaps, 1);
  }

  /**
   * Tokenizes beatmaps of a song in memory, see {@link #of(String, FeatureWindows, List)}.
   *
   * @param id identity of its audio
   * @param features the song on the beat grid
   * @param beatmaps at least one
   * @return the song, visited once an epoch
   */
  public static TrainingSong of(String id, SongFeatures features, List<Beatmap> beatmaps) {
    return of(id, FeatureWindows.of(features), beatmaps);
  }

  /**
   * Tokenizes a song's beatmaps over the bars that its audio covers. Left out and counted are notes
   * behind these bars, which nobody would hear and a generator never writes, and those that tokens
   * can't hold, see {@link Tokenization}.
   *
   * @param id identity of its audio
   * @param features the song on the beat grid
   * @param beatmaps at least one
   * @return the song, visited once an epoch
   */
  public static TrainingSong of(String id, FeatureWindows features, List<Beatmap> beatmaps) {
    int bars = Math.max(1, BeatGrid.barsCovering(features.rows()));
    List<TrainingBeatmap> tokenized = new ArrayList<>();
    for (Beatmap beatmap : beatmaps) {
      Tokenization tokens = Tokenizer.encode(heard(beatmap, bars), bars);
      long leftOut = beatmap.notes().size() - tokens.encodedNotes();
      tokenized.add(
          new TrainingBeatmap(beatmap.difficulty(), tokens.tokens(), tokens.barStarts(), leftOut));
    }
    return new TrainingSong(id, features, tokenized, 1);
  }

  private static Beatmap heard(Beatmap beatmap, int bars) {
    long end = (long) bars * BeatGrid.STEPS_PER_BAR;
    List<Note> notes =
        beatmap.notes().stream().filter(n -> BeatGrid.nearestStep(n.beat()) < end).toList();
    return Beatmap.of(beatmap.difficulty(), beatmap.tempo(), notes);
  }

  /**
   * The same song with another weight.
   *
   * @param newVisits how often an epoch comes by on average, at least 1
   * @return the song
   */
  public TrainingSong withVisits(double newVisits) {
    return new TrainingSong(id, features, beatmaps, newVisits);
  }

  /**
   * Notes of all beatmaps that are not among their tokens.
   *
   * @return at least 0
   */
  public long leftOutNotes() {
    return beatmaps.stream().mapToLong(TrainingBeatmap::leftOutNotes).sum();
  }
}
