package io.beatweaver.examples;

import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.WavWriter;
import io.beatweaver.official.ExtractionOptions;
import io.beatweaver.official.ExtractionReport;
import io.beatweaver.official.ExtractionReport.Finding;
import io.beatweaver.official.OfficialLevels;
import io.beatweaver.unity.SetupHeaders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Extracts official levels. */
@Command(
    name = "extract-official",
    mixinStandardHelpOptions = true,
    description = {
      "Extract the levels of an installed game, base game and DLC, into level folders.",
      "Run it again to go on after an interruption; what is there and unchanged is left alone."
    })
final class ExtractOfficial extends Job {
  private static final int SHOWN = 20;

  @Parameters(
      paramLabel = "GAME_DIR|BUNDLE",
      arity = "1..*",
      description = "The game's folder, or single bundles of levels and packs.")
  List<Path> inputs;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder that takes one folder a level.")
  Path out;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads; default: all cores, at most 8.")
  Integer workers;

  @Option(
      names = "--wav",
      description = "Songs as WAV, mono as features are made of it, instead of Ogg as in the game.")
  boolean wav;

  @Option(
      names = "--setup-headers",
      paramLabel = "FILE",
      description = "Further setup headers of Vorbis, for songs whose header isn't known.")
  Path setupHeaders;

  @Override
  Map<String, ?> run() throws IOException {
    ExtractionOptions options = ExtractionOptions.defaults();
    options = workers == null ? options : options.withWorkers(workers);
    options = wav ? options.withWav(ExtractOfficial::toWav) : options;
    if (setupHeaders != null) {
      options = options.withSetupHeaders(SetupHeaders.builtIn().with(setupHeaders));
    }
    ExtractionReport report = OfficialLevels.extract(inputs, out, options, progress());
    say(
        "%s: extracted %d, there already %d, failed %d; %.1f MB written",
        out,
        report.extracted().size(),
        report.upToDate().size(),
        report.failures().size(),
        report.bytesWritten() / 1e6);
    if (report.withoutSong() > 0) {
      say("without their song: %d", report.withoutSong());
    }
    report.failuresByReason().forEach((reason, count) -> say("failed: %d, %s", count, reason));
    show("failed", report.failures());
    show("remark", report.remarks());
    return toMap(report);
  }

  private static void toWav(Path ogg, Path wav) throws IOException {
    WavWriter.write(wav, AudioDecoder.decode(ogg));
  }

  private void show(String kind, List<Finding> findings) {
    findings.stream().limit(SHOWN).forEach(finding -> say("%s: %s", kind, finding));
    if (findings.size() > SHOWN) {
      say("... %d more, all of them with --json", findings.size() - SHOWN);
    }
  }

  private static Map<String, ?> toMap(ExtractionReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("packLevels", report.packs());
    json.put("extracted", report.extracted().stream().map(Path::toString).toList());
    json.put("upToDate", report.upToDate().stream().map(Path::toString).toList());
    json.put("withoutSong", report.withoutSong());
    json.put("bytesWritten", report.bytesWritten());
    json.put("failuresByReason", report.failuresByReason());
    json.put("failures", toMaps(report.failures()));
    json.put("remarks", toMaps(report.remarks()));
    return json;
  }

  private static List<Map<String, String>> toMaps(List<Finding> findings) {
    return findings.stream()
        .map(f -> Map.of("bundle", f.bundle(), "place", f.place(), "reason", f.reason()))
        .toList();
  }
}
