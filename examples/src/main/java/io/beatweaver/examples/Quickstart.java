package io.beatweaver.examples;

import io.beatweaver.Progress;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.corpus.CorpusOptions;
import io.beatweaver.corpus.CorpusProcessor;
import io.beatweaver.corpus.CorpusReport;
import io.beatweaver.corpus.CorpusSong;
import io.beatweaver.demo.DemoCorpus;
import io.beatweaver.demo.DemoSettings;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Level;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.GeneratedLevel;
import io.beatweaver.model.GenerationOptions;
import io.beatweaver.model.LevelGenerator;
import io.beatweaver.model.LevelOptions;
import io.beatweaver.model.MapEvaluation;
import io.beatweaver.model.MapGenerator;
import io.beatweaver.model.ModelConfig;
import io.beatweaver.model.Split;
import io.beatweaver.model.Trainer;
import io.beatweaver.model.TrainingBudget;
import io.beatweaver.model.TrainingOptions;
import io.beatweaver.model.TrainingSet;
import io.beatweaver.quality.MapQuality;
import io.beatweaver.quality.OnsetMatch;
import io.beatweaver.render.MapPicture;
import io.beatweaver.storage.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole path on a small corpus of its own. */
@Command(
    name = "quickstart",
    mixinStandardHelpOptions = true,
    description = {
      "The whole path in about ten minutes: synthesise and chart a small corpus, store it,",
      "train a small model, map a song that it never heard, and say how well that went."
    })
final class Quickstart extends Job {
  private static final int FEWEST_SONGS = 8;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where everything goes. Default: ${DEFAULT-VALUE}.")
  Path out = Path.of("beatweaver-out", "quickstart");

  @Option(
      names = "--songs",
      paramLabel = "N",
      description = "Songs of the corpus, 8 or more. Default: ${DEFAULT-VALUE}.")
  int songs = 64;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "Minutes of training. Default: ${DEFAULT-VALUE}.")
  double minutes = 5;

  @Option(names = "--seed", paramLabel = "N", description = "Of all randomness. Default: 0.")
  long seed;

  /** The corpus, split: the held-out song, another one for the contrast, and the rest. */
  private record Parts(CorpusSong heldOut, CorpusSong other, TrainingSet training) {}

  @Override
  Map<String, ?> run() throws IOException {
    if (songs < FEWEST_SONGS || !(minutes > 0)) {
      throw new IllegalArgumentException(
          "quickstart needs " + FEWEST_SONGS + " songs and some minutes at least");
    }
    Progress progress = progress();
    DemoSettings settings = DemoSettings.DEFAULT.withSongs(songs);
    List<Path> levels = DemoCorpus.write(out.resolve("corpus"), settings, progress);
    CorpusReport report =
        CorpusProcessor.process(
            levels,
            out.resolve("store"),
            CorpusOptions.defaults()
                .withSource("demo")
                .withStore(StoreSettings.defaults().withReplace(true)),
            progress);
    say("corpus:  %d songs, %,d notes", report.stored(), report.notes());
    Parts corpus = split(CorpusSong.load(out.resolve("store"), progress));

    Checkpoint trained = train(corpus.training(), progress);
    say("model:   %,d parameters, %d steps", trained.parameterCount(), trained.state().step());
    Path run = out.resolve("run").resolve(Trainer.LAST);
    say("         %s", run);

    ScoreTable table = new ScoreTable();
    GeneratedLevel made;
    Path target = out.resolve("level");
    try (MapGenerator generator = MapGenerator.open(trained)) {
      GenerationOptions generation = GenerationOptions.defaults().withSeed(seed);
      LevelOptions options =
          LevelOptions.defaults()
              .withGeneration(generation)
              .withTitle(corpus.heldOut().entry().title())
              .withArtist(corpus.heldOut().entry().artist())
              .withReplace(true);
      Path song = songFile(corpus.heldOut());
      made = LevelGenerator.generate(generator, song, target, options, progress);
      table.add(
          MapEvaluation.evaluate(
              generator,
              corpus.heldOut().features().toFeatures(),
              corpus.other().features().toFeatures(),
              corpus.heldOut().tempo(),
              corpus.heldOut().entry().durationSeconds(),
              corpus.heldOut().beatmaps(),
              generation));
    }
    Map<String, Double> fromAudio = onsetsFromAudioAlone(made.level(), corpus.heldOut());
    Path picture = out.resolve("level.png");
    Beatmap drawn = last(made.level().beatmaps());
    MapPicture.of(drawn, made.levelFeatures().onsets(), made.level().info().title())
        .writePng(picture);

    say("");
    say("\"%s\", which it never heard before:", corpus.heldOut().entry().title());
    table.print(this);
    say("");
    say(
        "From its audio alone (measured: %.3f BPM, chart: %.3f) onset F1 is %s",
        made.tempo().bpmAt(0), corpus.heldOut().tempo().bpmAt(0), text(fromAudio));
    say("level:   %s  (copy the folder into the game's CustomLevels)", target);
    say("picture: %s", picture);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("corpus", report.toMap());
    json.put("checkpoint", run.toString());
    json.put("steps", trained.state().step());
    json.put("heldOut", corpus.heldOut().entry().title());
    json.put("difficulties", table.toMap());
    json.put("onset_f1_from_audio_alone", fromAudio);
    json.put("level", target.toString());
    json.put("picture", picture.toString());
    return json;
  }

  private Checkpoint train(TrainingSet data, Progress progress) throws IOException {
    TrainingBudget budget =
        new TrainingBudget.Time(Duration.ofMillis(Math.round(minutes * 60_000)));
    return Trainer.train(
        data,
        ModelConfig.small(),
        TrainingOptions.builder(budget).seed(seed).build(),
        new FeatureExtractor().fingerprint(),
        out.resolve("run"),
        new TrainingLine(progress));
  }

  /**
   * Split by audio, as everywhere: the map is made for the last song of one tempo in the test part,
   * or for the corpus's last song where a small corpus has none there.
   */
  private static Parts split(List<CorpusSong> songs) {
    CorpusSong heldOut = last(songs);
    for (CorpusSong song : songs) {
      boolean kept = Split.of(song.entry().audioHash()) == Split.TEST;
      heldOut = kept && song.tempo().isConstant() ? song : heldOut;
    }
    String audio = heldOut.entry().audioHash();
    List<CorpusSong> rest =
        songs.stream().filter(song -> !song.entry().audioHash().equals(audio)).toList();
    return new Parts(
        heldOut,
        last(rest),
        TrainingSet.of(rest.stream().map(CorpusSong::toTrainingSong).toList()));
  }

  private static Path songFile(CorpusSong song) {
    return Path.of(song.entry().levelPath()).resolve(song.entry().songFile());
  }

  /** The level that was written, against the chart: tempo and first beat were measured here. */
  private static Map<String, Double> onsetsFromAudioAlone(Level made, CorpusSong song) {
    Map<String, Double> f1 = new LinkedHashMap<>();
    for (Beatmap chart : song.beatmaps()) {
      Difficulty difficulty = chart.difficulty();
      made.beatmap(chart.characteristic(), difficulty)
          .ifPresent(
              map ->
                  f1.put(
                      difficulty.serializedName(),
                      OnsetMatch.f1(
                          MapQuality.onsets(map),
                          MapQuality.onsets(chart),
                          OnsetMatch.TOLERANCE_SECONDS)));
    }
    return f1;
  }

  private static String text(Map<String, Double> figures) {
    List<String> parts = new ArrayList<>();
    figures.forEach((name, value) -> parts.add(String.format("%s %.3f", name, value)));
    return String.join(", ", parts);
  }

  private static <T> T last(List<T> items) {
    return items.get(items.size() - 1);
  }
}
