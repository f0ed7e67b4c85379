package io.beatweaver.benchmarks;

import io.beatweaver.Progress;
import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.demo.DemoCorpus;
import io.beatweaver.demo.DemoSettings;
import io.beatweaver.demo.DemoSong;
import io.beatweaver.demo.SongSynthesizer;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.GenerationOptions;
import io.beatweaver.model.MapGenerator;
import io.beatweaver.quality.MapQuality;
import io.beatweaver.quality.OnsetMatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the starter checkpoint writes for demo songs that it never heard, in four ways: as the model
 * alone has it, with the play rules, with density steered too, and with one rhythm for all
 * difficulties too. Of each way first the figures of the maps, then whether bars beside a window's
 * border differ from others.
 *
 * <pre>
 * java -cp beatweaver-benchmarks.jar io.beatweaver.benchmarks.GenerationQuality [SONGS [DENSITY]]
 * </pre>
 */
public final class GenerationQuality {
  /** Another seed than that of the starter's songs. */
  private static final DemoSettings SONGS = DemoSettings.DEFAULT.withSeed(1);

  private record Song(DemoSong song, SongFeatures features, List<Beatmap> charts) {}

  private GenerationQuality() {}

  /**
   * Measures.
   *
   * @param args how many songs, and the density that is steered to
   * @throws IOException if the checkpoint can't be read
   */
  public static void main(String[] args) throws IOException {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 12;
    FeatureExtractor extractor = new FeatureExtractor();
    List<Song> songs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DemoSong song = DemoSong.ofCorpus(SONGS, i);
      int rate = SongSynthesizer.DEFAULT_RATE;
      AudioClip clip = AudioClip.wrap(SongSynthesizer.render(song, rate), rate);
      songs.add(
          new Song(
              song, extractor.extract(clip, song.tempo()), DemoCorpus.levelOf(song).beatmaps()));
    }
    GenerationOptions all =
        GenerationOptions.defaults()
            .withThreads(2)
            .withDensity(args.length > 1 ? Double.parseDouble(args[1]) : 1);
    Map<String, GenerationOptions> ways = new LinkedHashMap<>();
    GenerationOptions own = all.withSharedRhythm(false);
    ways.put("model alone", own.withSteerDensity(false).withRules(Set.of()));
    ways.put("with rules", own.withSteerDensity(false));
    ways.put("with rules, steered", own);
    ways.put("with rules, steered, one rhythm", all);
    Checkpoint checkpoint = Checkpoint.starter();
    try (MapGenerator generator = MapGenerator.open(checkpoint)) {
      for (Map.Entry<String, GenerationOptions> way : ways.entrySet()) {
        System.out.printf("%n%s, %d songs%n", way.getKey(), count);
        WindowSeams seams = new WindowSeams(checkpoint.config());
        measure(generator, songs, way.getValue(), seams);
        seams.print();
      }
    }
  }

  private static void measure(
      MapGenerator generator, List<Song> songs, GenerationOptions options, WindowSeams seams) {
    Difficulty[] difficulties = Difficulty.values();
    double[][] sums = new double[difficulties.length][5];
    int notMore = 0;
    for (Song song : songs) {
      double seconds = song.song().seconds();
      List<Beatmap> maps =
          generator.generate(song.features(), song.song().tempo(), options, Progress.NONE);
      for (int d = 0; d < difficulties.length; d++) {
        Beatmap map = maps.get(d);
        Beatmap chart = song.charts().get(d);
        double[] onsets = MapQuality.onsets(map);
        double[] sum = sums[d];
        sum[0] += OnsetMatch.f1(onsets, MapQuality.onsets(chart), OnsetMatch.TOLERANCE_SECONDS);
        sum[1] += map.notes().size() / seconds;
        sum[2] += chart.notes().size() / seconds;
        sum[4] += MapQuality.of(map, seconds).parityViolations();
        if (d > 0) {
          Beatmap easier = maps.get(d - 1);
          sum[3] += OnsetMatch.of(MapQuality.onsets(easier), onsets, 1e-3).precision();
          notMore += map.notes().size() <= easier.notes().size() ? 1 : 0;
        }
        seams.add(map, chart);
      }
    }
    System.out.println(
        "difficulty    onset F1  notes/s  chart's  easier's onsets  parity violations");
    for (int d = 0; d < difficulties.length; d++) {
      double[] sum = sums[d];
      int n = songs.size();
      System.out.printf(
          "%-12s %9.4f %8.2f %8.2f %16.3f %18.0f%n",
          difficulties[d], sum[0] / n, sum[1] / n, sum[2] / n, sum[3] / n, sum[4]);
    }
    System.out.printf("maps with no more notes than the next easier one: %d%n", notMore);
  }
}
