package io.beatweaver.examples;

import io.beatweaver.corpus.CorpusOptions;
import io.beatweaver.corpus.CorpusProcessor;
import io.beatweaver.corpus.CorpusReport;
import io.beatweaver.storage.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

  @Option(names = "--replace", description = "Replace a store that is there already.")
  boolean replace;

  @Override
  Map<String, ?> run() throws IOException {
    CorpusOptions options =
        CorpusOptions.defaults()
            .withWorkers(workers)
            .withStore(StoreSettings.defaults().withReplace(replace));
    CorpusReport report = CorpusProcessor.process(inputs, out, options, progress());
    say(
        "%d levels found, %d stored with %,d notes, %d with features, %d duplicates, %d failures",
        report.found(),
        report.stored(),
        report.notes(),
        report.songsWithFeatures(),
        report.duplicates(),
        report.failures().size());
    report.failures().stream()
        .limit(FAILURES_SHOWN)
        .forEach(failure -> say("failed: %s: %s", failure.path(), failure.reason()));
    if (report.failures().size() > FAILURES_SHOWN) {
      say("... all of them with --json");
    }
    return toMap(report);
  }

  static Map<String, ?> toMap(CorpusReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("found", report.found());
    json.put("stored", report.stored());
    json.put("duplicates", report.duplicates());
    json.put("notes", report.notes());
    json.put("songsWithFeatures", report.songsWithFeatures());
    json.put("warnings", report.warnings());
    json.put(
        "failures",
        report.failures().stream()
            .map(failure -> Map.of("path", failure.path(), "reason", failure.reason()))
            .toList());
    return json;
  }
}
