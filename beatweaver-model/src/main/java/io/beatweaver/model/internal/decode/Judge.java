package io.beatweaver.model.internal.decode;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.quality.MapQuality;
import io.beatweaver.tempo.TempoMap;
import java.util.List;

/**
 * Chooses among candidates for one song by {@link MapQuality#penalty}. Notes a second are counted
 * over the time in which the song sounds, as they are steered: else a song with a long silence
 * would ask for walls of notes around it. Immutable.
 */
public final class Judge {
  private final double seconds;

  /**
   * A judge of one song's beatmaps.
   *
   * @param features the song
   * @param tempo the tempo of its rows
   */
  public Judge(SongFeatures features, TempoMap tempo) {
    boolean[] sounding = OnsetDensity.sounding(features);
    seconds = Math.max(1, SoundingTime.seconds(sounding, tempo, 0, features.rows()));
  }

  /**
   * The best of some beatmaps.
   *
   * @param candidates at least one
   * @return its index; of equals the first
   */
  public int best(List<Beatmap> candidates) {
    return bestTogether(List.of(candidates));
  }

  /**
   * The try that is the best over several difficulties.
   *
   * @param tries of each difficulty the same number of beatmaps, at least one
   * @return the index with the least sum of penalties; of equals the first
   */
  public int bestTogether(List<List<Beatmap>> tries) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < tries.get(0).size(); i++) {
      double sum = 0;
      for (List<Beatmap> difficulty : tries) {
        sum += MapQuality.of(difficulty.get(i), seconds).penalty();
      }
      if (sum < least) {
        least = sum;
        best = i;
      }
    }
    return best;
  }
}
