package io.beatweaver.examples;

import io.beatweaver.demo.DemoCorpus;
import io.beatweaver.demo.DemoSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a corpus of synthesised songs with charts. */
@Command(
    name = "corpus",
    mixinStandardHelpOptions = true,
    description = {
      "Synthesise songs and chart them for five difficulties, as ordinary level folders.",
      "What is there already is kept; the same seed gives the same songs."
    })
final class Corpus extends Job {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Receives one folder a song.")
  Path out;

  @Option(
      names = "--songs",
      paramLabel = "N",
      description = "How many. Default: ${DEFAULT-VALUE}; one takes about 4 MB.")
  int songs = DemoSettings.DEFAULT.songs();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Other seeds, other songs. Default: ${DEFAULT-VALUE}.")
  long seed = DemoSettings.DEFAULT.seed();

  @Override
  Map<String, ?> run() throws IOException {
    DemoSettings settings = DemoSettings.DEFAULT.withSongs(songs).withSeed(seed);
    List<Path> levels = DemoCorpus.write(out, settings, progress());
    say("%d songs in %s", levels.size(), out);
    return Map.of("levels", levels.stream().map(Path::toString).toList());
  }
}
