package io.beatweaver.model.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Difficulty;
import io.beatweaver.model.FeatureWindows;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.TrainingBeatmap;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.model.internal.net.Fixtures;
import io.beatweaver.token.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochPlanTest {
  private static final FeatureWindows SILENT = FeatureWindows.of(SongFeatures.wrap(new float[0]));

  private static ModelConfig config(int windowBars, int prefixBars, int maxTokens) {
    return new ModelConfig(
        ModelConfig.EncoderKind.PLAIN, 1, 1, 8, 2, 8, 4, windowBars, prefixBars, 1, maxTokens, 0);
  }

  private static final List<ModelConfig> CONFIGS =
      List.of(
          config(5, 2, 1024),
          config(10, 2, 1024),
          config(1, 0, 1024),
          config(4, 3, 1024),
          // Dense bars have 90 to 150 tokens: two or three fit, or one alone and no prefix.
          config(6, 3, 240),
          config(10, 4, 320),
          config(5, 2, 160));

  /** Songs of 1 to 40 bars, sparse and dense, of one or several beatmaps. */
  private static List<TrainingSong> songs(double visits) {
    Random random = new Random(3);
    List<TrainingSong> songs = new ArrayList<>();
    for (int bars : new int[] {1, 2, 4, 5, 6, 9, 10, 11, 23, 40}) {
      List<TrainingBeatmap> beatmaps = new ArrayList<>();
      for (int i = 0; i <= bars % 3; i++) {
        beatmaps.add(beatmap(bars, 1 + random.nextInt(30), random));
      }
      songs.add(new TrainingSong("song " + bars, SILENT, beatmaps, visits));
    }
    return songs;
  }

  private static TrainingBeatmap beatmap(int bars, int perBar, Random random) {
    int[] tokens = Fixtures.tokens(bars, perBar, 3, random);
    int[] starts =
        IntStream.range(0, tokens.length).filter(i -> tokens[i] == Vocabulary.BAR).toArray();
    return new TrainingBeatmap(Difficulty.EXPERT, tokens, starts, 0);
  }

  private static List<WindowRef> windows(
      List<TrainingSong> songs, ModelConfig config, int batch, long seed, int epoch) {
    EpochPlan plan = EpochPlan.of(new BeatmapTable(songs, config), batch, seed, epoch);
    assertEquals(
        EpochPlan.batches(new BeatmapTable(songs, config), batch, seed, epoch), plan.batches());
    return IntStream.range(0, plan.batches()).mapToObj(plan::batch).flatMap(List::stream).toList();
  }

  @Test
  void everyTokenOfEveryBeatmapCountsInEveryEpochWhereverWindowsBegin() {
    List<TrainingSong> songs = songs(1);
    for (ModelConfig config : CONFIGS) {
      for (int epoch = 0; epoch < 8; epoch++) {
        int[][][] counts = counts(songs, config, windows(songs, config, 3, 1, epoch));
        for (int s = 0; s < songs.size(); s++) {
          for (int b = 0; b < counts[s].length; b++) {
            for (int t = 2; t < counts[s][b].length; t++) {
              String where = config + " epoch " + epoch + " song " + s + "." + b + " token " + t;
              assertTrue(counts[s][b][t] >= 1, where);
            }
          }
        }
      }
    }
  }

  @Test
  void whereGenerationPutsWindowsEveryTokenCountsOnceIfBarsHaveRoom() {
    List<TrainingSong> songs = songs(1);
    for (ModelConfig config : CONFIGS) {
      int[][][] counts = counts(songs, config, WindowRef.all(songs, config));
      for (int[][] song : counts) {
        for (int[] beatmap : song) {
          for (int t = 2; t < beatmap.length; t++) {
            assertEquals(1, beatmap[t], config + " token " + t);
          }
        }
      }
    }
  }

  /**
   * How often each token counts; the window's tokens are checked to be the beatmap's on the way.
   */
  private static int[][][] counts(
      List<TrainingSong> songs, ModelConfig config, List<WindowRef> windows) {
    int[][][] counts = new int[songs.size()][][];
    for (int s = 0; s < counts.length; s++) {
      counts[s] =
          songs.get(s).beatmaps().stream()
              .map(beatmap -> new int[beatmap.tokens().length])
              .toArray(int[][]::new);
    }
    for (WindowRef ref : windows) {
      TrainingBeatmap beatmap = songs.get(ref.song()).beatmaps().get(ref.beatmap());
      Window window = Window.of(beatmap, ref.bar(), ref.prefix(), config);
      assertEquals(ref.tokens(), window.tokens().length);
      assertTrue(window.tokens().length <= config.maxTokens());
      assertFalse(window.truncated());
      assertTrue(ref.prefix() <= config.prefixBars());
      int offset = beatmap.barStart(ref.bar()) - 2;
      int counted = 0;
      for (int t = 2; t < window.tokens().length; t++) {
        assertEquals(beatmap.token(offset + t), window.tokens()[t]);
        counted += window.counted()[t] ? 1 : 0;
        counts[ref.song()][ref.beatmap()][offset + t] += window.counted()[t] ? 1 : 0;
      }
      assertTrue(counted > 0, "a window of which nothing counts: " + ref);
    }
    return counts;
  }

  @Test
  void startsAreDrawnAnewInEveryEpoch() {
    ModelConfig config = config(5, 2, 1024);
    List<TrainingSong> songs = songs(1);
    Set<Integer> seconds = new HashSet<>();
    for (int epoch = 0; epoch < 60; epoch++) {
      windows(songs, config, 4, 5, epoch).stream()
          .filter(ref -> ref.song() == 9 && ref.beatmap() == 0 && ref.bar() > 0 && ref.bar() <= 3)
          .forEach(ref -> seconds.add(ref.bar()));
    }
    assertEquals(Set.of(1, 2, 3), seconds);
  }

  @Test
  void anEpochIsAFunctionOfSeedAndNumber() {
    List<TrainingSong> songs = songs(1.5);
    ModelConfig config = config(5, 2, 1024);
    assertEquals(windows(songs, config, 3, 7, 2), windows(songs, config, 3, 7, 2));
    assertNotEquals(windows(songs, config, 3, 7, 2), windows(songs, config, 3, 7, 3));
    assertNotEquals(windows(songs, config, 3, 7, 2), windows(songs, config, 3, 8, 2));
  }

  @Test
  void allBatchesAreFullButOne() {
    EpochPlan plan = EpochPlan.of(new BeatmapTable(songs(1), config(4, 1, 1024)), 4, 1, 1);
    List<Integer> sizes =
        IntStream.range(0, plan.batches()).mapToObj(i -> plan.batch(i).size()).toList();
    assertTrue(sizes.stream().filter(size -> size < 4).count() <= 1, sizes.toString());
    assertTrue(sizes.stream().allMatch(size -> size >= 1 && size <= 4), sizes.toString());
  }

  @Test
  void windowsOfABatchAreAboutAsLong() {
    ModelConfig config = config(4, 1, 1024);
    List<TrainingSong> songs = songs(20);
    EpochPlan plan = EpochPlan.of(new BeatmapTable(songs, config), 8, 1, 0);
    double longest = 0;
    double mean = 0;
    for (int i = 0; i < plan.batches(); i++) {
      List<WindowRef> batch = plan.batch(i);
      longest += batch.stream().mapToInt(WindowRef::tokens).max().orElseThrow();
      mean += batch.stream().mapToInt(WindowRef::tokens).average().orElseThrow();
    }
    assertTrue(longest < 1.15 * mean, "padded to " + longest / mean);
  }

  @Test
  void aSongIsVisitedAsOftenAsItWeighs() {
    ModelConfig config = config(5, 2, 1024);
    TrainingBeatmap beatmap = beatmap(12, 5, new Random(1));
    List<TrainingSong> songs =
        List.of(
            new TrainingSong("once", SILENT, List.of(beatmap), 1),
            new TrainingSong("thrice", SILENT, List.of(beatmap), 3),
            new TrainingSong("between", SILENT, List.of(beatmap), 1.25));
    Map<Integer, Integer> visits = new HashMap<>();
    int epochs = 2000;
    for (int epoch = 0; epoch < epochs; epoch++) {
      for (WindowRef ref : windows(songs, config, 3, 1, epoch)) {
        // A visit has one window at the song's start.
        visits.merge(ref.song(), ref.bar() == 0 ? 1 : 0, Integer::sum);
      }
    }
    assertEquals(epochs, visits.get(0));
    assertEquals(3 * epochs, visits.get(1));
    // Four standard deviations of a sum of 2,000 draws at 1/4.
    assertEquals(1.25 * epochs, visits.get(2), 4 * Math.sqrt(epochs * 0.25 * 0.75));
  }
}
