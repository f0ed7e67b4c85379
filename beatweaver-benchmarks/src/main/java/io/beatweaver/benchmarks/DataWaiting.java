package io.beatweaver.benchmarks;

import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.Trainer;
import io.beatweaver.model.TrainingBeatmap;
import io.beatweaver.model.TrainingBudget;
import io.beatweaver.model.TrainingListener;
import io.beatweaver.model.TrainingOptions;
import io.beatweaver.model.TrainingSet;
import io.beatweaver.model.TrainingSong;
import io.beatweaver.storage.FeatureCache;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a corpus takes of the heap, and how much of its time a training of the small model waits for
 * data: {@code DataWaiting [SONGS [STEPS]]}. A song takes a megabyte of disk.
 */
public final class DataWaiting {
  private DataWaiting() {}

  /**
   * Measures and prints.
   *
   * @param args songs, 200 unless given, and steps, 60 unless given
   * @throws IOException if the disk fails
   */
  public static void main(String[] args) throws IOException {
    int songs = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    int steps = args.length > 1 ? Integer.parseInt(args[1]) : 60;
    Path folder = Files.createTempDirectory("beatweaver-waiting");
    try (FeatureCache cache = FeatureCache.open(folder.resolve("cache"))) {
      TrainingSongs.fill(cache, songs);
      TrainingSongs.of(cache, 1);
      long before = heap();
      List<TrainingSong> all = TrainingSongs.of(cache, songs);
      long after = heap();
      long tokens = 0;
      for (TrainingSong song : all) {
        for (TrainingBeatmap beatmap : song.beatmaps()) {
          tokens += beatmap.barStart(beatmap.bars());
        }
      }
      System.out.printf(
          "%d songs of five beatmaps, %d tokens each: %d bytes of heap a song%n",
          songs, tokens / songs, (after - before) / songs);
      train(all, steps, folder.resolve("run"));
    } finally {
      Temporary.delete(folder);
    }
  }

  private static void train(List<TrainingSong> songs, int steps, Path run) throws IOException {
    TrainingOptions options =
        TrainingOptions.builder(new TrainingBudget.Steps(steps)).featureMasks(2).build();
    Checkpoint trained =
        Trainer.train(
            TrainingSet.of(songs, List.of(), List.of()),
            ModelConfig.small(),
            options,
            "noise",
            run,
            TrainingListener.NONE);
    Map<String, Double> metrics = trained.state().metrics();
    double waited = metrics.get("training.waitedForDataSeconds");
    double seconds = metrics.get("training.seconds");
    System.out.printf(
        "%d steps of %d windows in %.1f s, of which %.3f s (%.2f %%) waiting for data%n",
        steps, options.batchSize(), seconds, waited, 100 * waited / seconds);
  }

  private static long heap() {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return used;
  }
}
