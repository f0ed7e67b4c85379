package io.beatweaver.model;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Difficulty;
import io.beatweaver.token.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Songs made in feature space: a random rhythm on the eighths, heard as a burst in some bands and
 * in the onset column, between distracting bursts in other bands that mean nothing.
 */
public final class SyntheticSongs {
  private SyntheticSongs() {}

  public static List<TrainingSong> of(int count, int bars, long seed) {
    List<TrainingSong> songs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      songs.add(song("song " + seed + "." + i, bars, new Random(seed * 1000 + i)));
    }
    return songs;
  }

  static TrainingSong song(String id, int bars, Random random) {
    int rows = bars * 64;
    float[] values = new float[rows * SongFeatures.COLUMNS];
    Arrays.fill(values, SongFeatures.SILENCE);
    List<Integer> tokens = new ArrayList<>(List.of(Vocabulary.START, 6));
    int[] barStarts = new int[bars];
    boolean up = false;
    for (int row = 0; row < rows; row++) {
      if (row % 64 == 0) {
        barStarts[row / 64] = tokens.size();
        tokens.add(Vocabulary.BAR);
      }
      if (row % 8 != 0) {
        continue;
      }
      if (random.nextInt(2) == 0) {
        burst(values, row, 10, 30, random);
        values[row * SongFeatures.COLUMNS + SongFeatures.ONSET_COLUMN] = 1;
        boolean right = random.nextBoolean();
        int direction = up ? 0 : 1;
        up = !up;
        tokens.add(Vocabulary.position(row % 64));
        tokens.add(right ? Vocabulary.LEFT_EMPTY : Vocabulary.FIRST_LEFT + 9 + direction);
        tokens.add(right ? Vocabulary.FIRST_RIGHT + 54 + direction : Vocabulary.RIGHT_EMPTY);
      } else if (random.nextInt(2) == 0) {
        burst(values, row, 50, 70, random);
      }
    }
    tokens.add(Vocabulary.END);
    int[] flat = tokens.stream().mapToInt(Integer::intValue).toArray();
    return new TrainingSong(
        id,
        SongFeatures.wrap(values),
        List.of(new TrainingBeatmap(Difficulty.EXPERT, flat, barStarts, 0)));
  }

  private static void burst(float[] values, int row, int from, int to, Random random) {
    for (int band = from; band < to; band++) {
      for (int i = 0; i < 4; i++) {
        int index = (row + i) * SongFeatures.COLUMNS + band;
        if (index < values.length) {
          values[index] = 0.8f - 0.4f * i + 0.1f * (float) random.nextGaussian();
        }
      }
    }
  }
}
