package io.beatweaver.examples;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.audio.AudioClip;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.audio.SongAnalysis;
import io.beatweaver.dressing.Dressing;
import io.beatweaver.dressing.DressingOptions;
import io.beatweaver.grid.BeatGrid;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelAssets;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.LevelSong;
import io.beatweaver.level.LevelWriter;
import io.beatweaver.level.OnLoss;
import io.beatweaver.level.WriteLoss;
import io.beatweaver.level.WriteOptions;
import io.beatweaver.level.WriteReport;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.GenerationOptions;
import io.beatweaver.model.MapGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a stretch of a level anew. */
@Command(
    name = "regenerate",
    mixinStandardHelpOptions = true,
    description = "Write some beats of a level anew and keep the rest.")
final class Regenerate extends Job {
  @Parameters(paramLabel = "LEVEL", description = "A level's folder or zip.")
  Path source;

  @Option(
      names = "--beats",
      required = true,
      paramLabel = "A..B",
      description = "The first beat that is written anew, and the first after it that is kept.")
  String beats;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "A new folder, or a new file that ends in .zip.")
  Path out;

  @Option(
      names = "--beatmap",
      paramLabel = "NAME",
      description = "Such as Standard/Expert; default: all of Standard.")
  String wanted;

  @Mixin GeneratorOptions generator;

  @Override
  Map<String, ?> run() throws IOException {
    try (Cancelling progress = new Cancelling(progress())) {
      return run(progress);
    }
  }

  private Map<String, ?> run(Progress progress) throws IOException {
    LevelWriter.requireTarget(out, false);
    double[] stretch = stretch(beats);
    GenerationOptions options = generator.generation();
    Checkpoint checkpoint = generator.open();
    Level level = LevelReader.read(source);
    warn(level.warnings());
    List<Beatmap> chosen =
        wanted == null ? standard(level) : List.of(BeatmapName.find(level, wanted, source));
    Path folder = Files.createTempDirectory("beatweaver");
    Optional<Path> cover = Optional.empty();
    try (SongOf song = new SongOf(level)) {
      cover = LevelSong.cover(level, folder);
      progress.update("decoding", 0, 1, "");
      AudioClip clip = AudioDecoder.decode(song.file());
      progress.update("decoding", 1, 1, "");
      List<Beatmap> written = write(level, chosen, clip, checkpoint, options, stretch, progress);
      LevelAssets assets =
          new LevelAssets(song.file(), clip.length(), clip.sampleRate(), cover.orElse(null));
      progress.update("writing", 0, 1, "");
      WriteReport report =
          LevelWriter.write(
              Level.of(level.info(), written),
              format(level),
              assets,
              out,
              WriteOptions.STRICT.withOnLoss(OnLoss.REFUSE_PLAYED));
      report.losses().forEach(loss -> say("left out: %s", loss));
      say("%s written", out);
      return result(level, written, report, stretch);
    } finally {
      if (cover.isPresent() && cover.get().startsWith(folder)) {
        Files.deleteIfExists(cover.get());
      }
      Files.delete(folder);
    }
  }

  /** What the model has learnt; it would fill a map of one hand or of turns with other notes. */
  private List<Beatmap> standard(Level level) throws InputException {
    List<Beatmap> standard = new ArrayList<>();
    for (Beatmap map : level.beatmaps()) {
      if (map.characteristic().equals(Characteristic.STANDARD)) {
        standard.add(map);
      } else {
        say("passed over: %s; name it with --beatmap", BeatmapName.of(map));
      }
    }
    if (standard.isEmpty()) {
      throw new InputException(source, "has no Standard beatmap; name one with --beatmap");
    }
    return standard;
  }

  private List<Beatmap> write(
      Level level,
      List<Beatmap> chosen,
      AudioClip clip,
      Checkpoint checkpoint,
      GenerationOptions options,
      double[] stretch,
      Progress progress)
      throws IOException {
    FeatureExtractor extractor = new FeatureExtractor(options.threads());
    SongAnalysis analysis = extractor.analyse(clip);
    List<Beatmap> written = new ArrayList<>(level.beatmaps());
    try (MapGenerator maps = MapGenerator.open(checkpoint)) {
      maps.requireFeatures(extractor.fingerprint());
      for (Beatmap map : chosen) {
        SongFeatures features = extractor.extract(analysis, map.tempo());
        double end = features.rows() / (double) BeatGrid.STEPS_PER_BEAT;
        if (stretch[0] >= end) {
          throw new IllegalArgumentException(
              String.format("--beats begins at %s, the song ends at %.1f", stretch[0], end));
        }
        Beatmap made =
            maps.regenerate(map, stretch[0], stretch[1], features, map.tempo(), options, progress);
        Beatmap dressed =
            Dressing.dressStretch(made, features.onsets(), kinds(map), stretch[0], stretch[1]);
        written.set(written.indexOf(map), dressed);
        say(
            "%-10s %d notes in the stretch, %d before",
            map.difficulty(), notesIn(dressed, stretch), notesIn(map, stretch));
      }
    }
    return written;
  }

  /** What the beatmap was dressed in. */
  private static DressingOptions kinds(Beatmap map) {
    return new DressingOptions(
        !map.walls().isEmpty(),
        !map.bombs().isEmpty(),
        !map.arcs().isEmpty(),
        !map.chains().isEmpty(),
        false);
  }

  /** That of the newest of its files. */
  private static LevelFormat format(Level level) {
    LevelFormat format = LevelFormat.V2;
    for (Beatmap map : level.beatmaps()) {
      LevelFormat own =
          map.version().startsWith("4.")
              ? LevelFormat.V4
              : map.version().startsWith("3.") ? LevelFormat.V3 : LevelFormat.V2;
      format = own.compareTo(format) > 0 ? own : format;
    }
    return format;
  }

  private static double[] stretch(String text) {
    String[] ends = text.split("\\.\\.", -1);
    try {
      double from = Double.parseDouble(ends[0]);
      double to = Double.parseDouble(ends[ends.length - 1]);
      if (ends.length == 2 && from >= 0 && to > from) {
        return new double[] {from, to};
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "--beats must be two beats such as 32..48, the first 0 or later: " + text);
  }

  private static int notesIn(Beatmap map, double[] stretch) {
    return (int)
        map.notes().stream()
            .filter(note -> note.beat() >= stretch[0] && note.beat() < stretch[1])
            .count();
  }

  private Map<String, Object> result(
      Level level, List<Beatmap> written, WriteReport report, double[] stretch) {
    Map<String, Object> notes = new LinkedHashMap<>();
    for (int i = 0; i < written.size(); i++) {
      if (written.get(i) != level.beatmaps().get(i)) {
        notes.put(BeatmapName.of(written.get(i)), notesIn(written.get(i), stretch));
      }
    }
    return Map.of(
        "out",
        out.toString(),
        "notes",
        notes,
        "losses",
        report.losses().stream().map(WriteLoss::toString).toList(),
        "warnings",
        texts(level.warnings()));
  }
}
