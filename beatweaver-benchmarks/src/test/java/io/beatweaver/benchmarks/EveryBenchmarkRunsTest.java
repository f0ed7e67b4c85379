package io.beatweaver.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs each benchmark once, so that none rots. Its timings mean nothing. */
class EveryBenchmarkRunsTest {
  @Test
  void everyBenchmarkFinishesOneShot() throws Exception {
    // Nothing is timed here, so another run on the machine is in nobody's way.
    System.setProperty("jmh.ignoreLock", "true");
    var quiet = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    Collection<BenchmarkListEntry> all = BenchmarkList.defaultList().getAll(quiet, List.of());
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .mode(org.openjdk.jmh.annotations.Mode.SingleShotTime)
                    .shouldFailOnError(true)
                    .param("thousandNotes", "20")
                    .param("levels", "3")
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    assertFalse(all.isEmpty());
    assertEquals(
        all.stream().map(BenchmarkListEntry::getUsername).collect(Collectors.toSet()),
        results.stream().map(r -> r.getParams().getBenchmark()).collect(Collectors.toSet()),
        "benchmarks found and benchmarks run");
  }
}
