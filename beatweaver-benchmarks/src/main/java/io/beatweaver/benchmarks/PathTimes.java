package io.beatweaver.benchmarks;

import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.audio.Resampler;
import io.beatweaver.audio.SongAnalysis;
import io.beatweaver.audio.TempoEstimator;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.storage.FeatureCache;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the time goes from a song file to its cached features: each stage's processor time on its
 * one thread, median and least of the rounds after the first half, which warms up, and the least
 * time by the clock. Processor time is what compares on a machine with other work.
 *
 * <pre>
 * java -cp beatweaver-benchmarks.jar io.beatweaver.benchmarks.PathTimes SONG [ROUNDS]
 * </pre>
 */
public final class PathTimes {
  private final Map<String, List<Double>> cpu = new LinkedHashMap<>();
  private final Map<String, List<Double>> wall = new LinkedHashMap<>();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  private PathTimes() {}

  /**
   * Measures a song.
   *
   * @param args the file, and how many rounds
   * @throws IOException if the song can't be read or nothing can be written
   */
  public static void main(String[] args) throws IOException {
    Path song = Path.of(args[0]);
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    PathTimes path = new PathTimes();
    Path folder = Files.createTempDirectory("beatweaver-path-times");
    try {
      FeatureCache cache = FeatureCache.open(folder);
      for (int round = 0; round < rounds; round++) {
        path.round(song, cache, round);
      }
    } finally {
      Temporary.delete(folder);
    }
    System.out.printf("%-24s %10s %10s %10s%n", "ms", "median", "least", "by clock");
    path.cpu.forEach(
        (stage, all) -> {
          double[] warm = warm(all);
          System.out.printf(
              "%-24s %10.1f %10.1f %10.1f%n",
              stage, warm[warm.length / 2], warm[0], warm(path.wall.get(stage))[0]);
        });
  }

  private static double[] warm(List<Double> all) {
    return all.subList(all.size() / 2, all.size()).stream().mapToDouble(x -> x).sorted().toArray();
  }

  private void round(Path song, FeatureCache cache, int round) throws IOException {
    Lap all = new Lap();
    Lap lap = new Lap();
    String hash = FeatureExtractor.audioHash(song);
    lap.end("hash");
    AudioClip clip = AudioDecoder.decode(song);
    lap.end("decode");
    AudioClip resampled = Resampler.toTargetRate(clip);
    lap.end("resample");
    FeatureExtractor extractor = new FeatureExtractor();
    SongAnalysis analysis = extractor.analyse(resampled);
    lap.end("transform, mel, onsets");
    TempoMap tempo = TempoEstimator.estimate(clip, analysis).tempoMap();
    lap.end("tempo");
    SongFeatures features = extractor.extract(analysis, tempo);
    lap.end("align, normalise");
    // A key of its own each round, so that each round writes.
    cache.getOrCompute(
        FeatureCache.key(hash, tempo, extractor.fingerprint() + ";round=" + round), () -> features);
    lap.end("cache write");
    all.end("all");
  }

  private final class Lap {
    private long cpuStart = threads.getCurrentThreadCpuTime();
    private long wallStart = System.nanoTime();

    void end(String stage) {
      long cpuNow = threads.getCurrentThreadCpuTime();
      long wallNow = System.nanoTime();
      keep(cpu, stage, cpuNow - cpuStart);
      keep(wall, stage, wallNow - wallStart);
      cpuStart = cpuNow;
      wallStart = wallNow;
    }

    private void keep(Map<String, List<Double>> times, String stage, long nanos) {
      times.computeIfAbsent(stage, name -> new ArrayList<>()).add(nanos / 1e6);
    }
  }
}
