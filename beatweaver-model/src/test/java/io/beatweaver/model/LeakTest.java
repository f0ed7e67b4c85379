package io.beatweaver.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import io.beatweaver.Progress;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.model.internal.decode.RandomModel;
import io.beatweaver.model.internal.net.Torch;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * One generator, opened once: generations leave nothing behind. {@code
 * -Dtest.jvm.args="-Dbeatweaver.leak.runs=1000 -Xms256m -Xmx256m -XX:+AlwaysPreTouch"} makes it the
 * long trial, which prints what it finds: with a heap that is there from the start, resident memory
 * grows by what is native alone.
 */
class LeakTest {
  private static final int RUNS = Integer.getInteger("beatweaver.leak.runs", 30);
  private static final int WARM = RUNS / 3;
  private static final TempoMap TEMPO = TempoMap.constant(120);
  private static final GenerationOptions OPTIONS =
      GenerationOptions.defaults().withThreads(2).withSeed(1);

  /** Ten seconds at 120. */
  private static final SongFeatures SONG =
      SongFeatures.wrap(RandomModel.gaussians(5 * 64 * SongFeatures.COLUMNS, -.2, .6, 3));

  @Test
  void memoryIsFlat() throws Exception {
    try (MapGenerator generator = MapGenerator.open(Checkpoint.starter())) {
      List<Beatmap> first = generate(generator);
      for (int run = 1; run < WARM; run++) {
        generate(generator);
      }
      int handles = handles();
      long heap = heap();
      long resident = resident();
      for (int run = WARM; run < RUNS; run++) {
        assertEquals(first, generate(generator), "run " + run);
      }
      assertEquals(handles, handles(), "open handles of native memory");
      long heapAfter = heap();
      long residentAfter = resident();
      System.err.printf(
          "%d generations: heap %.1f -> %.1f MiB, resident %d -> %d MiB%n",
          RUNS, heap / 1048576., heapAfter / 1048576., resident >> 20, residentAfter >> 20);
      assertTrue(heapAfter < 1.05 * heap + (1 << 20), heap + " -> " + heapAfter + " of heap");
      // In a short trial the compiler still grows.
      double bound = RUNS >= 1000 ? 1.05 : 1.25;
      assertTrue(residentAfter <= bound * resident, resident + " -> " + residentAfter);
    }
  }

  @Test
  void aCancelledGenerationLeavesNeitherThreadsNorNativeMemory() throws Exception {
    try (MapGenerator generator = MapGenerator.open(Checkpoint.starter())) {
      List<Beatmap> whole = generate(generator);
      int handles = handles();
      for (int bars = 1; bars <= 16; bars += 5) {
        int until = bars;
        Progress impatient =
            (stage, done, total, detail) -> {
              if (stage.equals("generating") && done >= until) {
                throw new CancellationException("enough");
              }
            };
        assertThrows(
            CancellationException.class, () -> generator.generate(SONG, TEMPO, OPTIONS, impatient));
        assertFalse(
            Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("beatweaver") && thread.isAlive()),
            "threads after a cancel at " + bars);
        assertEquals(handles, handles(), "open handles after a cancel at " + bars);
      }
      assertEquals(whole, generate(generator), "the generator serves on");
    }
  }

  @Test
  void fourThreadsThatShareAGeneratorGetWhatOneGets() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (MapGenerator generator = MapGenerator.open(Checkpoint.starter())) {
      List<List<Beatmap>> alone = new ArrayList<>();
      for (int seed = 0; seed < 8; seed++) {
        alone.add(generator.generate(SONG, TEMPO, OPTIONS.withSeed(seed), Progress.NONE));
      }
      List<Future<List<Beatmap>>> together = new ArrayList<>();
      for (int seed = 0; seed < 8; seed++) {
        GenerationOptions own = OPTIONS.withSeed(seed);
        together.add(pool.submit(() -> generator.generate(SONG, TEMPO, own, Progress.NONE)));
      }
      for (int seed = 0; seed < 8; seed++) {
        assertEquals(alone.get(seed), together.get(seed).get(), "seed " + seed);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<Beatmap> generate(MapGenerator generator) {
    return generator.generate(SONG, TEMPO, OPTIONS, Progress.NONE);
  }

  /** Arrays and managers of native memory that are open anywhere in the process. */
  private static int handles() throws ReflectiveOperationException {
    try (NDManager manager = Torch.newManager()) {
      return handles(manager.getParentManager()) - 1;
    }
  }

  private static int handles(NDManager manager) throws ReflectiveOperationException {
    Field resources = BaseNDManager.class.getDeclaredField("resources");
    resources.setAccessible(true);
    int count = 0;
    for (Object resource : ((Map<?, ?>) resources.get(manager)).values()) {
      count += resource instanceof NDManager child ? 1 + handles(child) : 1;
    }
    return count;
  }

  private static long heap() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      Thread.sleep(20);
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** 0 where the operating system doesn't say. */
  private static long resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElse(0);
  }
}
