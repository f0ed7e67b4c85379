package io.beatweaver.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SongWeightsTest {
  private static final OptionalDouble FIFTH = OptionalDouble.of(0.2);

  private static SongWeights.Song official(long bars) {
    return new SongWeights.Song(true, Double.NaN, bars);
  }

  private static SongWeights.Song community(double score, long bars) {
    return new SongWeights.Song(false, score, bars);
  }

  @Test
  void communitySongsAreVisitedInProportionToTheirScores() {
    SongWeights weights =
        new SongWeights(
            List.of(community(0.6, 10), community(0.9, 10), community(0.75, 10)), FIFTH);
    assertEquals(1, weights.visits(0), 1e-12);
    assertEquals(1.5, weights.visits(1), 1e-12);
    assertEquals(1.25, weights.visits(2), 1e-12);
    assertEquals(new SongWeighting(0, 3, 0, 0, 0, 0.75, weights.visits(1)), weights.report());
  }

  @Test
  void anUnratedSongCountsAsTheMedian() {
    List<SongWeights.Song> songs =
        List.of(
            community(0.5, 10),
            community(Double.NaN, 10),
            community(0.8, 10),
            community(0.6, 10),
            community(0.9, 10),
            official(10));
    SongWeights weights = new SongWeights(songs, OptionalDouble.empty());
    assertEquals(0.7 / 0.5, weights.visits(1), 1e-12);
    assertEquals(1, weights.visits(5));
    assertEquals(1, weights.report().unratedSongs());
    assertEquals(0.7, weights.report().medianScore(), 1e-12);
  }

  @Test
  void withoutAnyScoreAllAreAlike() {
    SongWeights weights =
        new SongWeights(List.of(community(Double.NaN, 3), community(Double.NaN, 9)), FIFTH);
    assertEquals(1, weights.visits(0));
    assertEquals(1, weights.visits(1));
    assertTrue(Double.isNaN(weights.report().medianScore()));
    assertEquals(2, weights.report().unratedSongs());
  }

  @Test
  void officialSongsMakeUpTheirShareWhicheverIsRare() {
    for (int official : new int[] {1, 5, 30, 200}) {
      for (double share : new double[] {0.05, 0.2, 0.5, 0.9}) {
        List<SongWeights.Song> songs = new ArrayList<>();
        Random random = new Random(official);
        for (int i = 0; i < official; i++) {
          songs.add(official(50 + random.nextInt(100)));
        }
        for (int i = 0; i < 40; i++) {
          double score = i % 7 == 0 ? Double.NaN : random.nextDouble();
          songs.add(community(score, 50 + random.nextInt(100)));
        }
        SongWeights weights = new SongWeights(songs, OptionalDouble.of(share));
        double visited = 0;
        double all = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < songs.size(); i++) {
          double bars = weights.visits(i) * songs.get(i).bars();
          visited += songs.get(i).official() ? bars : 0;
          all += bars;
          least = Math.min(least, weights.visits(i));
        }
        assertEquals(share, visited / all, 1e-9);
        assertEquals(share, weights.report().officialBars(), 1e-9);
        assertEquals(1, least, 1e-9, "an epoch is no longer than it has to be");
      }
    }
  }

  @Test
  void nothingWeighsNothing() {
    SongWeights weights =
        new SongWeights(
            List.of(community(0, 10), community(0.1, 10), community(0.8, 10), community(0.9, 10)),
            FIFTH);
    assertEquals(1, weights.visits(0), 1e-12);
    assertEquals(1, weights.visits(1), 1e-12);
    assertEquals(0.8 / 0.225, weights.visits(2), 1e-12);
    assertEquals(2, weights.report().raisedSongs());
    SongWeights worthless =
        new SongWeights(List.of(community(0, 10), community(0, 10), official(10)), FIFTH);
    // One of three is more than a fifth: the other two come by twice.
    assertEquals(2, worthless.visits(0), 1e-12);
    assertEquals(1, worthless.visits(2), 1e-12);
  }

  @Test
  void scoresThatCannotBeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> community(1.01, 1));
    assertThrows(IllegalArgumentException.class, () -> community(-0.1, 1));
    TrainingSelection all = TrainingSelection.DEFAULT;
    for (double share : new double[] {0, 1, Double.NaN, -1}) {
      assertThrows(
          IllegalArgumentException.class, () -> all.withOfficialShare(OptionalDouble.of(share)));
    }
  }
}
