package io.beatweaver.model.internal.train;

import io.beatweaver.Progress;
import io.beatweaver.grid.BeatGrid;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.GenerationOptions;
import io.beatweaver.model.MapGenerator;
import io.beatweaver.model.TrainingBeatmap;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.quality.OnsetMatch;
import io.beatweaver.tempo.TempoMap;
import io.beatweaver.token.Vocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Generates for the first bars of a few held-out songs and compares the onsets with a beatmap of
 * each. How much is generated doesn't depend on the clock, so that the best checkpoint is the same
 * on every machine.
 */
final class GeneratedOnsets {
  /** About a minute of music. */
  static final int BARS = 32;

  /** Less than half a step, more than what is lost in counting beats. */
  private static final double EXACT = 0.25;

  private record Piece(SongFeatures features, Difficulty difficulty, double[] steps) {}

  private final List<Piece> pieces = new ArrayList<>();

  /**
   * Chooses songs evenly; the first is played at its last difficulty, the next at the one before,
   * and so on around.
   *
   * @param songs songs that aren't learned from
   * @param most how many to choose, at most
   * @throws IOException if a song can't be read
   */
  GeneratedOnsets(List<TrainingSong> songs, int most) throws IOException {
    int count = Math.min(most, songs.size());
    for (int i = 0; i < count; i++) {
      TrainingSong song = songs.get((int) ((long) i * songs.size() / count));
      int beatmaps = song.beatmaps().size();
      TrainingBeatmap chart = song.beatmaps().get(beatmaps - 1 - i % beatmaps);
      pieces.add(new Piece(start(song), chart.difficulty(), steps(chart)));
    }
  }

  /** The F1 over all onsets of all pieces, 0..1; NaN without pieces. */
  double f1(Checkpoint model) {
    if (pieces.isEmpty()) {
      return Double.NaN;
    }
    int matched = 0;
    int found = 0;
    int reference = 0;
    try (MapGenerator generator = MapGenerator.open(model)) {
      for (Piece piece : pieces) {
        GenerationOptions options =
            GenerationOptions.defaults()
                .withDifficulties(List.of(piece.difficulty))
                .withTemperature(0)
                .withThreads(1)
                .withSteerDensity(false);
        Beatmap map =
            generator
                .generate(piece.features, TempoMap.constant(120), options, Progress.NONE)
                .get(0);
        double[] steps =
            map.notes().stream()
                .mapToDouble(note -> BeatGrid.nearestStep(note.beat()))
                .distinct()
                .toArray();
        OnsetMatch match = OnsetMatch.of(steps, piece.steps, EXACT);
        matched += match.matched();
        found += match.found();
        reference += match.reference();
      }
    }
    return new OnsetMatch(matched, found, reference).f1();
  }

  private static SongFeatures start(TrainingSong song) throws IOException {
    int rows = Math.min(song.features().rows(), BARS * BeatGrid.STEPS_PER_BAR);
    float[] values = new float[rows * SongFeatures.COLUMNS];
    song.features().copyRows(0, rows, values, 0);
    return SongFeatures.wrap(values);
  }

  private static double[] steps(TrainingBeatmap chart) {
    DoubleStream.Builder steps = DoubleStream.builder();
    int bar = -1;
    for (int token : chart.tokens()) {
      if (token == Vocabulary.BAR && ++bar == BARS) {
        break;
      }
      if (Vocabulary.kind(token) == Vocabulary.Kind.POSITION) {
        steps.add(bar * BeatGrid.STEPS_PER_BAR + token - Vocabulary.FIRST_POSITION);
      }
    }
    return steps.build().toArray();
  }
}
