package io.beatweaver.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Works out how often songs are visited, see {@link SongWeighting}. */
final class SongWeights {
  /**
   * What a song's weight depends on.
   *
   * @param official whether it is one of the game's own
   * @param score 0..1, or NaN; of no account for an official song
   * @param bars of all its beatmaps
   */
  record Song(boolean official, double score, long bars) {
    Song {
      if (score < 0 || score > 1) {
        throw new IllegalArgumentException("a score lies in 0..1: " + score);
      }
    }
  }

  /** A score that nobody's song is below, lest one that all dislike is hardly an epoch's part. */
  private static final double LEAST_SCORE = 0.05;

  private final List<Song> songs;
  private final double[] visits;
  private final double median;
  private final double least;
  private int raised;

  SongWeights(List<Song> songs, OptionalDouble officialShare) {
    this.songs = new ArrayList<>(songs);
    this.median = median(songs);
    this.least = Math.max(LEAST_SCORE, median / 2);
    this.visits = songs.stream().mapToDouble(this::weight).toArray();
    scale(false, 1 / leastWeight());
    if (officialShare.isPresent() && bars(true) > 0 && bars(false) > 0) {
      double share = officialShare.getAsDouble();
      double factor = share / (1 - share) * bars(false) / bars(true);
      scale(factor >= 1, factor >= 1 ? factor : 1 / factor);
    }
    for (int i = 0; i < visits.length; i++) {
      // Dividing by the least may round to just below 1.
      visits[i] = Math.max(1, visits[i]);
    }
  }

  private static double median(List<Song> songs) {
    double[] scores =
        songs.stream()
            .filter(song -> !song.official() && !Double.isNaN(song.score()))
            .mapToDouble(Song::score)
            .sorted()
            .toArray();
    int n = scores.length;
    return n == 0 ? Double.NaN : (scores[(n - 1) / 2] + scores[n / 2]) / 2;
  }

  private double weight(Song song) {
    if (song.official() || Double.isNaN(median)) {
      return 1;
    }
    if (Double.isNaN(song.score())) {
      return Math.max(least, median);
    }
    raised += song.score() < least ? 1 : 0;
    return Math.max(least, song.score());
  }

  private double leastWeight() {
    double weight = Double.POSITIVE_INFINITY;
    for (int i = 0; i < visits.length; i++) {
      weight = songs.get(i).official() ? weight : Math.min(weight, visits[i]);
    }
    return weight < Double.POSITIVE_INFINITY ? weight : 1;
  }

  private void scale(boolean official, double factor) {
    for (int i = 0; i < visits.length; i++) {
      visits[i] *= songs.get(i).official() == official ? factor : 1;
    }
  }

  /** Bars that an epoch visits on average. */
  private double bars(boolean official) {
    double bars = 0;
    for (int i = 0; i < visits.length; i++) {
      bars += songs.get(i).official() == official ? visits[i] * songs.get(i).bars() : 0;
    }
    return bars;
  }

  /** How often a song is visited, at least 1. */
  double visits(int song) {
    return visits[song];
  }

  SongWeighting report() {
    int official = (int) songs.stream().filter(Song::official).count();
    int unrated =
        (int) songs.stream().filter(song -> !song.official() && Double.isNaN(song.score())).count();
    DoubleStream all = Arrays.stream(visits);
    return new SongWeighting(
        official,
        songs.size() - official,
        bars(true) / (bars(true) + bars(false)),
        unrated,
        raised,
        median,
        all.max().orElse(1));
  }
}
