package io.beatweaver.examples;

import io.beatweaver.corpus.CorpusOptions;
import io.beatweaver.corpus.CorpusProcessor;
import io.beatweaver.corpus.CorpusReport;
import io.beatweaver.storage.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns levels into a store with cached features. */
@Command(
    name = "process",
    mixinStandardHelpOptions = true,
    description = "Read level folders and zips at any depth into a store that a model trains on.")
final class Process extends Job {
  private static final int FAILURES_SHOWN = 20;

  @Parameters(paramLabel = "INPUT", arity = "1..*", description = "Levels, or folders of levels.")
  List<Path> inputs;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "STORE",
      description = "The store's folder.")
  Path out;

  @Option(names = "--workers", paramLabel = "N", description = "Threads; default: all cores.")
  int workers = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--replace",
      description = "Do all anew; otherwise a store that is there is continued.")
  boolean replace;

  @Option(names = "--no-features", description = "Only levels, without their songs' features.")
  boolean noFeatures;

  @Option(
      names = "--no-audio",
      description = "Don't open songs at all; a later run without this catches up.")
  boolean noAudio;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Where the levels are from; default: what each level says itself.")
  String source = "";

  @Option(
      names = "--songs-per-row-group",
      paramLabel = "N",
      description = "Songs that share a Parquet row group. Default: ${DEFAULT-VALUE}.")
  int songsPerRowGroup = 1;

  @Override
  Map<String, ?> run() throws IOException {
    CorpusOptions options =
        CorpusOptions.defaults()
            .withWorkers(workers)
            .withFeatures(!noFeatures && !noAudio)
            .withAudio(!noAudio)
            .withSource(source)
            .withStore(
                StoreSettings.defaults()
                    .withReplace(replace)
                    .withSongsPerRowGroup(songsPerRowGroup));
    CorpusReport report = CorpusProcessor.process(inputs, out, options, progress());
    say(
        "%d levels found, %d unchanged, %d stored and %d replaced with %,d notes, %d with features,"
            + " %d duplicates, %d removed, %d vanished, %d warnings, %d failures",
        report.found(),
        report.unchanged(),
        report.stored(),
        report.replaced(),
        report.notes(),
        report.songsWithFeatures(),
        report.duplicates(),
        report.removed(),
        report.vanished(),
        report.warnings(),
        report.failures().size());
    report.failuresByKind().forEach((kind, count) -> say("%6d x %s", count, kind));
    report.failures().stream()
        .limit(FAILURES_SHOWN)
        .forEach(failure -> say("failed: %s: %s", failure.path(), failure.reason()));
    if (report.failures().size() > FAILURES_SHOWN) {
      say("... all of them in %s", out.resolve("report.json"));
    }
    return report.toMap();
  }
}
