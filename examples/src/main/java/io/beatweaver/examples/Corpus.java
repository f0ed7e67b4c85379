package io.beatweaver.examples;

import io.beatweaver.demo.DemoCorpus;
import io.beatweaver.demo.DemoSettings;
import io.beatweaver.demo.DemoStyle;
import io.beatweaver.demo.MusicCorpus;
import io.beatweaver.demo.MusicReport;
import io.beatweaver.demo.MusicReport.Charted;
import io.beatweaver.demo.MusicReport.Reason;
import io.beatweaver.level.Difficulty;
import io.beatweaver.model.Split;
import io.beatweaver.quality.HumanBand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a corpus of synthesised songs, or of songs that are given, with charts. */
@Command(
    name = "corpus",
    mixinStandardHelpOptions = true,
    description = {
      "Synthesise songs and chart them for five difficulties, as ordinary level folders. With"
          + " --from: chart songs of yours by rule, from the onsets and the tempo heard in them; Ogg"
          + " and WAV go into the level as they are, MP3 and FLAC as WAV, and songs whose tempo is"
          + " unsure are left out. Such charts are for training where no levels made by people are"
          + " at hand. What is there already is kept; the same seed gives the same songs."
    })
final class Corpus extends Job {
  private static final int SKIPPED_SHOWN = 20;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Receives one folder a song.")
  Path out;

  @Option(
      names = "--songs",
      paramLabel = "N",
      description = "How many to synthesise. Default: 12; one takes about 4 MB, a wide one 7.")
  Integer songs;

  @Option(names = "--seed", paramLabel = "N", description = "Other seeds, other songs. Default: 1.")
  Long seed;

  @Option(
      names = "--style",
      paramLabel = "STYLE",
      description =
          "plain (default): few instruments, on the beat, learnt within minutes. wide: genres,"
              + " instruments, timing and mixes as music has them, for models that are to map real"
              + " songs.")
  DemoStyle style;

  @Option(
      names = "--from",
      paramLabel = "SONGS",
      description = "Chart these songs instead: files, or folders of any depth. Repeatable.")
  List<Path> from = List.of();

  @Option(
      names = "--min-confidence",
      paramLabel = "C",
      description = "With --from: the least sure tempo, 0 to 1. Default: ${DEFAULT-VALUE}.")
  double minConfidence = MusicCorpus.DEFAULT_CONFIDENCE;

  @Override
  Map<String, ?> run() throws IOException {
    if (!from.isEmpty()) {
      if (songs != null || seed != null || style != null) {
        throw new IllegalArgumentException("--songs, --seed and --style don't go with --from");
      }
      return chart();
    }
    DemoSettings settings = DemoSettings.DEFAULT;
    settings = songs == null ? settings : settings.withSongs(songs);
    settings = seed == null ? settings : settings.withSeed(seed);
    settings = style == null ? settings : settings.withStyle(style);
    List<Path> levels = DemoCorpus.write(out, settings, progress());
    say("%d songs in %s", levels.size(), out);
    return Map.of("levels", levels.stream().map(Path::toString).toList());
  }

  private Map<String, ?> chart() throws IOException {
    MusicReport report = MusicCorpus.write(from, out, minConfidence, progress());
    say("%d songs charted in %s", report.charted().size(), out);
    Map<Split, Integer> parts = new EnumMap<>(Split.class);
    report.charted().forEach(song -> parts.merge(Split.of(song.audioHash()), 1, Integer::sum));
    parts.forEach(
        (part, count) -> say("%6d x part %s", count, part.name().toLowerCase(Locale.ROOT)));
    report
        .skippedByReason()
        .forEach((reason, count) -> say("%6d x skipped: %s", count, words(reason)));
    densities(report);
    report.skipped().stream()
        .limit(SKIPPED_SHOWN)
        .forEach(file -> say("skipped: %s: %s", file.file(), file.detail()));
    if (report.skipped().size() > SKIPPED_SHOWN) {
      say("... and more; --json lists all of them");
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("songs", report.charted().stream().map(Corpus::toMap).toList());
    json.put(
        "skipped",
        report.skipped().stream()
            .map(
                file ->
                    Map.of(
                        "file", file.file().toString(),
                        "reason", file.reason().toString(),
                        "detail", file.detail()))
            .toList());
    return json;
  }

  private void densities(MusicReport report) {
    if (report.charted().isEmpty()) {
      return;
    }
    say("notes/s      lowest  median highest  of people     within");
    for (Difficulty difficulty : Difficulty.values()) {
      HumanBand band = HumanBand.of(difficulty);
      double[] sorted =
          report.charted().stream()
              .mapToDouble(song -> song.notesPerSecond(difficulty))
              .sorted()
              .toArray();
      long within = Arrays.stream(sorted).filter(band::contains).count();
      say(
          "%-12s %6.2f  %6.2f  %6.2f  %.2f-%.2f  %3d of %d",
          difficulty,
          sorted[0],
          sorted[sorted.length / 2],
          sorted[sorted.length - 1],
          band.lowNps(),
          band.highNps(),
          within,
          sorted.length);
    }
  }

  private static String words(Reason reason) {
    return switch (reason) {
      case UNREADABLE -> "no audio that can be read";
      case LENGTH -> "too short or too long";
      case DUPLICATE -> "the same as another";
      case UNCERTAIN_TEMPO -> "of unsure tempo";
      case NO_ONSETS -> "without onsets";
    };
  }

  private static Map<String, ?> toMap(Charted song) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("song", song.song().toString());
    json.put("level", song.level().toString());
    json.put("part", Split.of(song.audioHash()).toString());
    json.put("bpm", song.bpm());
    json.put("confidence", song.confidence());
    json.put("seconds", song.seconds());
    Map<String, Double> densities = new LinkedHashMap<>();
    for (Difficulty difficulty : Difficulty.values()) {
      densities.put(difficulty.toString(), song.notesPerSecond(difficulty));
    }
    json.put("notesPerSecond", densities);
    return json;
  }
}
