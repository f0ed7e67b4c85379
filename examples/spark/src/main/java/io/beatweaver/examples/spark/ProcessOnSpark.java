package io.beatweaver.examples.spark;

import io.beatweaver.Progress;
import io.beatweaver.corpus.CorpusOptions;
import io.beatweaver.corpus.CorpusProcessor;
import io.beatweaver.corpus.CorpusReport;
import io.beatweaver.corpus.FoundLevels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Processes a corpus on a Spark cluster into the store that {@code process} makes of it: the driver
 * finds the levels and slices them by their paths, each task processes one slice into a store of
 * its own, and the driver merges these.
 *
 * <p>A level's slice depends on its path alone, and a slice's store is continued by whoever comes
 * next: a task that fails or is killed is simply run again, and so is the program, which reads what
 * is new or changed. The file system has to be shared by driver and executors, under the same
 * paths, and know file locks: they keep two attempts at one slice apart.
 */
@Command(
    name = "process-on-spark",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Read level folders and zips at any depth into a store that a model trains on, on a Spark"
          + " cluster. Inputs, store and parts are on a file system that driver and executors share.",
      "Each slice of the levels becomes a store among the parts; these are merged into one at the"
          + " end. Run it again after a failure, or when levels have come or changed: what is done"
          + " stays done. The parts may be deleted when no further run is meant to build on them."
    })
public final class ProcessOnSpark implements Callable<Integer> {
  private static final int INPUT_FAULT = 1;
  private static final int LEVELS_A_SLICE = 250;

  @Spec CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "INPUT", arity = "1..*", description = "Levels, or folders of levels.")
  List<Path> inputs;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "STORE",
      description = "The store's folder; a store that is there is replaced when all is done.")
  Path out;

  @Option(
      names = "--parts",
      paramLabel = "DIR",
      description = "Where the slices' stores are; default: STORE-parts.")
  Path parts;

  @Option(
      names = "--slices",
      paramLabel = "N",
      description =
          "Tasks; default: as many as before, at first one for "
              + LEVELS_A_SLICE
              + " levels. Another number begins anew.")
  Integer slices;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "Spark's master; default: what spark-submit says, otherwise local[*], all cores here.")
  String master;

  @Option(names = "--no-features", description = "Only levels, without their songs' features.")
  boolean noFeatures;

  private ProcessOnSpark() {}

  /**
   * Runs and exits with 0, 1 (the input's fault, or Spark's) or 2 (usage).
   *
   * @param args as {@code --help} says
   */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs and returns the exit status. */
  static int run(String... args) {
    CommandLine line = new CommandLine(new ProcessOnSpark());
    line.setExecutionExceptionHandler(
        (failure, at, parsed) -> {
          PrintWriter err = at.getErr();
          // Spark's own messages go on with the stack of the task.
          String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
          err.println("process-on-spark: " + reason);
          return failure instanceof IllegalArgumentException
              ? CommandLine.ExitCode.USAGE
              : INPUT_FAULT;
        });
    return line.execute(args);
  }

  @Override
  public Integer call() throws IOException, SparkException {
    Path store = out.toAbsolutePath().normalize();
    FoundLevels levels =
        FoundLevels.in(inputs.stream().map(input -> input.toAbsolutePath().normalize()).toList());
    Path folder = parts == null ? store.resolveSibling(store.getFileName() + "-parts") : parts;
    folder = folder.toAbsolutePath().normalize();
    int usual = Slice.numberIn(folder).orElse(1 + levels.paths().size() / LEVELS_A_SLICE);
    int count = slices == null ? usual : slices;
    if (count < 1) {
      throw new IllegalArgumentException("--slices must be at least 1: " + count);
    }
    List<Slice> work = Slice.of(levels.paths(), count, folder, !noFeatures);
    runAll(work);
    CorpusReport report =
        CorpusProcessor.merge(
            levels,
            work.stream().map(Slice::folder).toList(),
            store,
            CorpusOptions.defaults().withFeatures(!noFeatures),
            Progress.NONE);
    print(report);
    return 0;
  }

  /** A task a slice; one that fails is run again as often as Spark is told to. */
  private void runAll(List<Slice> work) {
    SparkConf conf = new SparkConf().setAppName("BeatWeaver process");
    if (master != null) {
      conf.setMaster(master);
    }
    conf.setIfMissing("spark.master", "local[*]");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      spark.parallelize(work, work.size()).foreach(Slice::process);
    }
  }

  private void print(CorpusReport report) {
    PrintWriter to = spec.commandLine().getOut();
    to.printf(
        "%d levels found, %d stored with %,d notes, %d with features, %d duplicates, %d failures%n",
        report.found(),
        report.stored(),
        report.notes(),
        report.songsWithFeatures(),
        report.duplicates(),
        report.failures().size());
    report.failuresByKind().forEach((kind, number) -> to.printf("%6d x %s%n", number, kind));
    to.flush();
  }
}
