package io.beatweaver.examples;

import io.beatweaver.beatsaver.BeatSaverClient;
import io.beatweaver.beatsaver.ClientSettings;
import io.beatweaver.beatsaver.DownloadReport;
import io.beatweaver.beatsaver.MapDownloader;
import io.beatweaver.beatsaver.MapSearch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Downloads community levels. */
@Command(
    name = "download",
    mixinStandardHelpOptions = true,
    description = {
      "Download the best rated community levels, politely: one search request a second.",
      "Run it again to go on after an interruption, or with a larger --max for more."
    })
final class Download extends Job {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder that takes one folder a level.")
  Path out;

  @Option(
      names = "--min-score",
      paramLabel = "S",
      defaultValue = "0.8",
      description = "The least score, 0 to 1 (default: ${DEFAULT-VALUE}).")
  double minScore;

  @Option(
      names = "--min-votes",
      paramLabel = "N",
      defaultValue = "20",
      description = "The fewest votes (default: ${DEFAULT-VALUE}).")
  int minVotes;

  @Option(
      names = "--max",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "How many levels the folder is to hold, those already there included"
              + " (default: ${DEFAULT-VALUE}).")
  int max;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Words in title, artist or mapper (default: any).")
  String text;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many zips are downloaded at once (default: ${DEFAULT-VALUE}).")
  int parallel;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The API's address (default: the public server's).")
  URI server;

  @Override
  Map<String, ?> run() throws IOException, InterruptedException {
    ClientSettings settings =
        server == null ? ClientSettings.DEFAULT : ClientSettings.DEFAULT.withBase(server);
    MapSearch search = new MapSearch(minScore, minVotes, text);
    DownloadReport report =
        new MapDownloader(new BeatSaverClient(settings))
            .run(out, search, max, parallel, progress());
    say(
        "%s: %d levels new, %d replaced, %d there already",
        out, report.downloaded(), report.replaced(), report.present());
    report.skipped().forEach((reason, count) -> say("passed over: %d, %s", count, reason));
    report.failures().forEach(failure -> say("failed: %s: %s", failure.id(), failure.reason()));
    return Map.of(
        "out",
        out.toString(),
        "downloaded",
        report.downloaded(),
        "replaced",
        report.replaced(),
        "present",
        report.present(),
        "skipped",
        report.skipped(),
        "failures",
        report.failures());
  }
}
