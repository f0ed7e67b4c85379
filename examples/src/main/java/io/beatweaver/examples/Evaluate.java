package io.beatweaver.examples;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.corpus.CorpusSong;
import io.beatweaver.model.GenerationOptions;
import io.beatweaver.model.MapEvaluation;
import io.beatweaver.model.MapGenerator;
import io.beatweaver.model.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares generated beatmaps with charts. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Generate beatmaps for the songs of a store and compare them with their charts,",
      "once from the song's own features and once from another song's."
    })
final class Evaluate extends Job {
  @Parameters(paramLabel = "STORE", description = "A store, as process makes it.")
  Path store;

  @Option(names = "--split", description = "Which songs: train, validation or test; default: test.")
  Split split = Split.TEST;

  @Option(names = "--songs", paramLabel = "N", description = "At most so many songs.")
  int most = Integer.MAX_VALUE;

  @Mixin GeneratorOptions generator;

  @Override
  Map<String, ?> run() throws IOException {
    if (most < 1) {
      throw new IllegalArgumentException("--songs must be at least 1: " + most);
    }
    GenerationOptions generation = generator.generation();
    List<CorpusSong> all = CorpusSong.load(store, progress());
    List<CorpusSong> songs =
        all.stream()
            .filter(song -> Split.of(song.entry().audioHash()) == split)
            .limit(most)
            .toList();
    if (songs.isEmpty()) {
      throw new InputException(store, "has no song in its " + split + " part; try --split train");
    }
    ScoreTable table = new ScoreTable();
    Progress progress = progress();
    try (MapGenerator maps = MapGenerator.open(generator.open())) {
      maps.requireFeatures(new FeatureExtractor().fingerprint());
      for (int i = 0; i < songs.size(); i++) {
        CorpusSong song = songs.get(i);
        table.add(
            MapEvaluation.evaluate(
                maps,
                song.features(),
                other(song, all).features(),
                song.tempo(),
                song.entry().durationSeconds(),
                song.beatmaps(),
                generation));
        progress.update("evaluating", i + 1L, songs.size(), song.entry().title());
      }
    }
    say("%d songs of the %s part", songs.size(), split);
    if (all.stream().map(song -> song.entry().audioHash()).distinct().count() == 1) {
      say("There is no other song to compare with: the contrast means nothing.");
    }
    table.print(this);
    return Map.of("songs", songs.size(), "split", split.name(), "difficulties", table.toMap());
  }

  /** The next song of another audio; itself where there is none. */
  private static CorpusSong other(CorpusSong song, List<CorpusSong> all) {
    int at = all.indexOf(song);
    for (int i = 1; i < all.size(); i++) {
      CorpusSong next = all.get((at + i) % all.size());
      if (!next.entry().audioHash().equals(song.entry().audioHash())) {
        return next;
      }
    }
    return song;
  }
}
