package io.beatweaver.model;

import io.beatweaver.grid.BeatGrid;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.token.Tokenization;
import io.beatweaver.token.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A song to learn from: what it sounds like and the beatmaps that people made of it.
 *
 * @param id identity of its audio; decides the {@link Split}
 * @param features the song on the beat grid of its beatmaps
 * @param beatmaps at least one, all on that grid
 */
public record TrainingSong(String id, SongFeatures features, List<TrainingBeatmap> beatmaps) {
  /** Copies the list and refuses an empty one. */
  public TrainingSong {
    beatmaps = List.copyOf(beatmaps);
    if (beatmaps.isEmpty()) {
      throw new IllegalArgumentException(id + " has no beatmap");
    }
  }

  /**
   * Tokenizes a song's beatmaps over the bars that its audio covers, or more where notes lie behind
   * the audio's end.
   *
   * @param id identity of its audio
   * @param features the song on the beat grid
   * @param beatmaps at least one
   * @return the song
   */
  public static TrainingSong of(String id, SongFeatures features, List<Beatmap> beatmaps) {
    int bars = Math.max(1, BeatGrid.barsCovering(features.rows()));
    List<TrainingBeatmap> tokenized = new ArrayList<>();
    for (Beatmap beatmap : beatmaps) {
      Tokenization tokens = Tokenizer.encode(beatmap);
      if (tokens.bars() < bars) {
        tokens = Tokenizer.encode(beatmap, bars);
      }
      tokenized.add(TrainingBeatmap.of(beatmap.difficulty(), tokens));
    }
    return new TrainingSong(id, features, tokenized);
  }
}
