package io.beatweaver.benchmarks;

import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.LevelSong;
import io.beatweaver.quality.MapQuality;
import io.beatweaver.quality.OnsetMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How far one gets with the charts of a corpus by a trivial detector, and by a metronome: a measure
 * of how much there is to learn. The detector takes, of the onset column that the model sees too,
 * the strongest quarters of a beat, and is told how many; the metronome plays as many even parts of
 * a beat as come nearest to the chart's count.
 *
 * <pre>
 * java -cp beatweaver-benchmarks.jar io.beatweaver.benchmarks.CorpusDifficulty CORPUS...
 * </pre>
 */
public final class CorpusDifficulty {
  private static final int ROWS_PER_BEAT = 16;
  private static final int STEP = ROWS_PER_BEAT / 4;

  private CorpusDifficulty() {}

  /**
   * Measures.
   *
   * @param args folders of level folders
   * @throws IOException if one can't be read
   */
  public static void main(String[] args) throws IOException {
    for (String corpus : args) {
      List<Path> levels;
      try (Stream<Path> files = Files.list(Path.of(corpus))) {
        levels = files.filter(Files::isDirectory).sorted().toList();
      }
      Map<Difficulty, double[]> sums = new EnumMap<>(Difficulty.class);
      for (Path folder : levels) {
        measure(folder, sums);
      }
      System.out.printf("%s: %d levels%n", corpus, levels.size());
      System.out.println("difficulty    detector  metronome  notes/s");
      sums.forEach(
          (difficulty, sum) ->
              System.out.printf(
                  "%-12s %9.3f %10.3f %8.2f%n",
                  difficulty, sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]));
    }
  }

  private static void measure(Path folder, Map<Difficulty, double[]> sums) throws IOException {
    Level level = LevelReader.read(folder);
    Path song = LevelSong.file(level, folder);
    FeatureExtractor extractor = new FeatureExtractor();
    var analysis = extractor.analyse(AudioDecoder.decode(song));
    for (Beatmap map : level.beatmaps()) {
      SongFeatures features = extractor.extract(analysis, map.tempo());
      double[] chart = MapQuality.onsets(map);
      double[] sum = sums.computeIfAbsent(map.difficulty(), d -> new double[4]);
      double[] found = strongest(features.onsets(), map, chart.length);
      double[] ticks = metronome(features.rows(), map, chart.length);
      sum[0] += OnsetMatch.f1(found, chart, OnsetMatch.TOLERANCE_SECONDS);
      sum[1] += OnsetMatch.f1(ticks, chart, OnsetMatch.TOLERANCE_SECONDS);
      sum[2] += map.notes().size() / analysis.seconds();
      sum[3]++;
    }
  }

  private static double[] strongest(float[] onsets, Beatmap map, int count) {
    return IntStream.range(0, onsets.length / STEP)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer slot) -> -peak(onsets, slot * STEP)))
        .limit(count)
        .mapToDouble(slot -> map.tempo().secondsAt(slot / 4.0))
        .sorted()
        .toArray();
  }

  private static float peak(float[] onsets, int row) {
    float most = onsets[row];
    for (int i = Math.max(0, row - 1); i <= row + 1 && i < onsets.length; i++) {
      most = Math.max(most, onsets[i]);
    }
    return most;
  }

  private static double[] metronome(int rows, Beatmap map, int count) {
    double beats = (double) rows / ROWS_PER_BEAT;
    int parts = (int) Math.max(1, Math.min(4, Math.rint(count / beats)));
    return IntStream.range(0, (int) (beats * parts))
        .mapToDouble(i -> map.tempo().secondsAt((double) i / parts))
        .toArray();
  }
}
