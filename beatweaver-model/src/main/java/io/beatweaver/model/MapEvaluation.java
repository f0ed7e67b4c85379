package io.beatweaver.model;

import io.beatweaver.Progress;
import io.beatweaver.grid.BeatGrid;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.quality.MapQuality;
import io.beatweaver.quality.OnsetMatch;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares generated beatmaps with charts of the same song, and asks whether the generator listens:
 * the same is generated once more from another song's features at this song's tempo, and should
 * then miss.
 */
public final class MapEvaluation {
  private MapEvaluation() {}

  /**
   * How one difficulty went.
   *
   * @param difficulty the difficulty
   * @param onsets onsets against the chart, within {@link OnsetMatch#TOLERANCE_SECONDS}
   * @param otherSong the same where the generator heard another song
   * @param floors the same of onsets that nobody listened for
   * @param generated figures of the generated beatmap
   * @param chart figures of the chart
   * @param generatedHands how the hands of the generated beatmap take turns
   * @param chartHands how those of the chart do
   */
  public record Score(
      Difficulty difficulty,
      OnsetMatch onsets,
      OnsetMatch otherSong,
      OnsetFloors floors,
      MapQuality generated,
      MapQuality chart,
      HandAlternation generatedHands,
      HandAlternation chartHands) {}

  /**
   * Generates every difficulty that has a chart, twice, and compares.
   *
   * @param generator the generator
   * @param features the song
   * @param other another song, whose features are played at this song's tempo, over and over or cut
   *     so that they are as long as this song
   * @param tempo the song's tempo
   * @param songSeconds the song's length
   * @param charts charts on the song's grid, at most one a difficulty
   * @param options how to generate; the difficulties are those of the charts. The seed draws the
   *     random floor as well
   * @return a score a chart, easiest first
   */
  public static List<Score> evaluate(
      MapGenerator generator,
      SongFeatures features,
      SongFeatures other,
      TempoMap tempo,
      double songSeconds,
      List<Beatmap> charts,
      GenerationOptions options) {
    GenerationOptions wanted =
        options.withDifficulties(charts.stream().map(Beatmap::difficulty).toList());
    List<Beatmap> heard = generator.generate(features, tempo, wanted, Progress.NONE);
    List<Beatmap> misheard =
        generator.generate(fitted(other, features.rows()), tempo, wanted, Progress.NONE);
    List<Score> scores = new ArrayList<>();
    for (int i = 0; i < heard.size(); i++) {
      Difficulty difficulty = heard.get(i).difficulty();
      Beatmap chart =
          charts.stream().filter(c -> c.difficulty() == difficulty).findFirst().orElseThrow();
      scores.add(
          new Score(
              difficulty,
              match(heard.get(i), chart),
              match(misheard.get(i), chart),
              OnsetFloors.of(chart, features.rows(), options.seed()),
              MapQuality.of(heard.get(i), songSeconds),
              MapQuality.of(chart, songSeconds),
              HandAlternation.of(heard.get(i)),
              HandAlternation.of(chart)));
    }
    return scores;
  }

  /** Other lengths would miss for want of music, or of notes, and not for want of hearing. */
  static SongFeatures fitted(SongFeatures other, int rows) {
    int turn = Math.max(1, other.rows() / BeatGrid.STEPS_PER_BAR) * BeatGrid.STEPS_PER_BAR;
    float[] values = new float[rows * SongFeatures.COLUMNS];
    for (int row = 0; row < rows; row += turn) {
      other.copyRows(0, Math.min(turn, rows - row), values, row * SongFeatures.COLUMNS);
    }
    return SongFeatures.wrap(values);
  }

  private static OnsetMatch match(Beatmap generated, Beatmap chart) {
    return OnsetMatch.of(
        MapQuality.onsets(generated), MapQuality.onsets(chart), OnsetMatch.TOLERANCE_SECONDS);
  }
}
