package io.beatweaver.examples;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.corpus.CorpusSong;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.Evaluation;
import io.beatweaver.model.FeatureWindows;
import io.beatweaver.model.GenerationOptions;
import io.beatweaver.model.MapEvaluation;
import io.beatweaver.model.MapGenerator;
import io.beatweaver.model.Split;
import io.beatweaver.model.TokenLosses;
import io.beatweaver.model.TrainingSong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares generated beatmaps with charts. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Generate beatmaps for the songs of stores and levels and compare them with their charts,",
      "once from the song's own features and once from another song's at this song's tempo.",
      "Beside them stand the metronome that fits best, as many onsets drawn by lot, and",
      "the notes a second of people's maps. Onsets are right within 40 ms."
    })
final class Evaluate extends Job {
  @Parameters(
      paramLabel = "STORE|LEVEL",
      arity = "1..*",
      description = "Stores, as process makes them, and levels: folders or zips with their songs.")
  List<Path> inputs;

  @Option(
      names = "--split",
      description = "Which songs of a store: train, validation or test; default: test.")
  Split split = Split.TEST;

  @Option(names = "--songs", paramLabel = "N", description = "At most so many songs.")
  int most = Integer.MAX_VALUE;

  @Option(
      names = "--own-rhythm",
      description = "Each difficulty has its own; default: harder ones play where easier ones do.")
  boolean ownRhythm;

  @Mixin GeneratorOptions generator;

  private final List<EvaluatedSong> songs = new ArrayList<>();

  /** All that can be heard in the place of the right one. */
  private final List<Company> company = new ArrayList<>();

  private SongFeatures synthesised;
  private int damaged;

  private record Company(String audio, FeatureWindows features) {}

  @Override
  Map<String, ?> run() throws IOException {
    if (most < 1) {
      throw new IllegalArgumentException("--songs must be at least 1: " + most);
    }
    GenerationOptions generation = generator.generation().withSharedRhythm(!ownRhythm);
    for (Path input : inputs) {
      add(input);
    }
    ScoreTable table = new ScoreTable();
    Progress progress = progress();
    Checkpoint checkpoint = generator.open();
    try (MapGenerator maps = MapGenerator.open(checkpoint)) {
      maps.requireFeatures(new FeatureExtractor().fingerprint());
      for (int i = 0; i < songs.size(); i++) {
        EvaluatedSong song = songs.get(i);
        Optional<SongFeatures> features = read(song.features(), song.title());
        if (features.isEmpty()) {
          damaged++;
          continue;
        }
        table.add(
            MapEvaluation.evaluate(
                maps,
                features.get(),
                other(song),
                song.tempo(),
                song.seconds(),
                song.charts(),
                generation));
        progress.update("evaluating", i + 1L, songs.size(), song.title());
      }
    }
    TokenLosses losses =
        Evaluation.losses(
            checkpoint,
            songs.stream()
                .map(song -> TrainingSong.of(song.audio(), song.features(), song.charts()))
                .toList());
    say("%d songs", songs.size() - damaged);
    if (synthesised != null) {
      say("There is no other song to compare with: a synthesised one is heard instead.");
    }
    table.print(this);
    say(
        "loss of timing tokens %.3f nats%s, of the hands' %.3f",
        losses.timing(),
        Double.isFinite(losses.wrongTiming())
            ? String.format(", with another song %.3f", losses.wrongTiming())
            : "",
        losses.notes());
    return toMap(songs.size() - damaged, table, losses);
  }

  private Map<String, Object> toMap(int count, ScoreTable table, TokenLosses losses) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("songs", count);
    json.put("damaged_songs", damaged);
    json.put("split", split.name());
    json.put("other_song_synthesised", synthesised != null);
    json.put("difficulties", table.toMap());
    json.put("all", table.all());
    json.put("timing_loss", losses.timing());
    if (Double.isFinite(losses.wrongTiming())) {
      json.put("timing_loss_other_song", losses.wrongTiming());
    }
    json.put("hands_loss", losses.notes());
    return json;
  }

  private void add(Path input) throws IOException {
    if (isLevel(input)) {
      EvaluatedSong.ofLevel(input).forEach(this::add);
      return;
    }
    int[] found = new int[1];
    CorpusSong.each(
        input,
        progress(),
        song -> {
          if (Split.of(song.entry().audioHash()) == split) {
            found[0]++;
            add(EvaluatedSong.of(song));
          } else {
            company.add(new Company(song.entry().audioHash(), song.features()));
          }
        });
    if (found[0] == 0) {
      throw new InputException(input, "has no song in its " + split + " part; try --split train");
    }
  }

  private void add(EvaluatedSong song) {
    company.add(new Company(song.audio(), song.features()));
    if (songs.size() < most) {
      songs.add(song);
    }
  }

  private static boolean isLevel(Path input) throws IOException {
    if (!Files.isDirectory(input)) {
      return Files.exists(input);
    }
    try (Stream<Path> files = Files.list(input)) {
      return files.anyMatch(file -> file.getFileName().toString().equalsIgnoreCase("Info.dat"));
    }
  }

  private Optional<SongFeatures> read(FeatureWindows features, String title) throws IOException {
    try {
      return Optional.of(features.toFeatures());
    } catch (InputException e) {
      say("%s is left out: %s", title, e.getMessage());
      return Optional.empty();
    }
  }

  /** The next song of another audio that is whole, or a synthesised one where there is none. */
  private SongFeatures other(EvaluatedSong song) throws IOException {
    int at = company.indexOf(new Company(song.audio(), song.features()));
    for (int i = 1; i < company.size(); i++) {
      Company next = company.get((at + i) % company.size());
      if (!next.audio().equals(song.audio())) {
        Optional<SongFeatures> features = read(next.features(), "a song to hear instead");
        if (features.isPresent()) {
          return features.get();
        }
      }
    }
    synthesised = synthesised == null ? EvaluatedSong.anyOther().toFeatures() : synthesised;
    return synthesised;
  }
}
