package io.beatweaver.examples;

import io.beatweaver.InputException;
import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.dressing.DressingOptions;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.model.Checkpoint;
import io.beatweaver.model.GeneratedLevel;
import io.beatweaver.model.LevelGenerator;
import io.beatweaver.model.LevelOptions;
import io.beatweaver.model.MapGenerator;
import io.beatweaver.quality.MapQuality;
import io.beatweaver.render.MapPicture;
import io.beatweaver.render.MapPreview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a playable level of a song. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = "Make a playable level of a song.")
final class Generate extends Job {
  private static final String ZIP = ".zip";

  @Parameters(paramLabel = "SONG", description = "A WAV, Ogg Vorbis, MP3 or FLAC file.")
  Path song;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The level: a new folder, or a new file that ends in .zip.")
  Path out;

  @Option(
      names = "--difficulties",
      paramLabel = "LIST",
      description = "Such as Easy,Expert+; default: all.")
  String difficulties = "all";

  @Option(names = "--title", description = "The song's title; default: the file's name.")
  String title = "";

  @Option(names = "--artist", description = "The song's artist.")
  String artist = "";

  @Option(names = "--zip", description = "Write a zip whatever --out is called.")
  boolean zip;

  @Option(
      names = "--replace",
      description = "Replace a level, its picture and its preview if they are there already.")
  boolean replace;

  @Option(names = "--format", description = "v2 (default), v3 or v4.")
  LevelFormat format = LevelFormat.V2;

  @Option(
      names = "--cover",
      paramLabel = "FILE",
      description = "A square PNG or JPEG; default: drawn of the song's spectrogram.")
  Path cover;

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "KIND",
      description = "Leave out some of ${COMPLETION-CANDIDATES}, separated by commas.")
  Set<Kind> without = EnumSet.noneOf(Kind.class);

  /** What goes around the notes. */
  enum Kind {
    WALLS,
    BOMBS,
    ARCS,
    CHAINS,
    LIGHTS
  }

  @Option(
      names = "--bpm",
      paramLabel = "B",
      description = "The tempo, if you know it; else it is measured.")
  Double bpm;

  @Option(
      names = "--offset",
      paramLabel = "S",
      description = "Where the first beat is, in seconds, if you know it.")
  Double offset;

  @Option(
      names = "--own-rhythm",
      description = "Each difficulty has its own; default: harder ones play where easier ones do.")
  boolean ownRhythm;

  @Mixin GeneratorOptions generator;

  @Override
  Map<String, ?> run() throws IOException {
    LevelOptions options =
        LevelOptions.defaults()
            .withGeneration(
                generator
                    .generation()
                    .withSharedRhythm(!ownRhythm)
                    .withDifficulties(GeneratorOptions.difficulties(difficulties)))
            .withTitle(title)
            .withArtist(artist)
            .withFormat(format)
            .withDressing(dressing())
            .withReplace(replace);
    if (cover != null) {
      options = options.withCover(cover);
    }
    if (bpm != null) {
      options = options.withBpm(bpm);
    }
    if (offset != null) {
      options = options.withFirstBeatSeconds(offset);
    }
    Path target = zip && !isZip(out) ? Path.of(out + ".zip") : out;
    Path picture = Path.of(target + ".png");
    Path preview = preview(target);
    requireFree(picture);
    if (isZip(target)) {
      requireFree(preview);
    }
    Checkpoint checkpoint = generator.open();
    GeneratedLevel made;
    try (MapGenerator maps = MapGenerator.open(checkpoint);
        Cancelling progress = new Cancelling(progress())) {
      made = LevelGenerator.generate(maps, song, target, options, progress);
      draw(made, target, picture, preview);
    }
    List<Beatmap> beatmaps = made.level().beatmaps();
    double seconds = made.seconds();
    warn(made.warnings());
    say(
        "%s: %.3f BPM, first beat at %.3f s",
        made.level().info().title(), made.tempo().bpmAt(0), made.tempo().secondsAt(0));
    boolean isDefault = made.estimate().isPresent() && !made.estimate().get().found();
    if (isDefault) {
      say("No steady beat was found; give --bpm and --offset if you know them.");
    }
    Map<String, Object> maps = new LinkedHashMap<>();
    for (Beatmap map : beatmaps) {
      MapQuality quality = MapQuality.of(map, seconds);
      say(
          "%-10s %5d notes, %.2f a second, %d parity violations",
          map.difficulty(), quality.notes(), quality.nps(), quality.parityViolations());
      maps.put(map.difficulty().serializedName(), quality.metrics());
    }
    if (beatmaps.stream().allMatch(map -> map.notes().isEmpty())) {
      say("Not one note: nothing in this song stands out enough to be cut.");
    }
    say("level:   %s", target);
    say("picture: %s", picture);
    say("preview: %s", preview);
    if (isZip(target) && Files.size(song) > MapPreview.MAX_EMBEDDED_BYTES) {
      say(
          "The song is too large for the preview: silent unless %s is beside it.",
          song.getFileName());
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("out", target.toString());
    json.put("picture", picture.toString());
    json.put("preview", preview.toString());
    json.put("bpm", made.tempo().bpmAt(0));
    json.put("firstBeatSeconds", made.tempo().secondsAt(0));
    json.put("tempoIsDefault", isDefault);
    json.put("warnings", texts(made.warnings()));
    json.put("beatmaps", maps);
    json.put("seconds", made.times().total().toMillis() / 1000.0);
    return json;
  }

  private void draw(GeneratedLevel made, Path target, Path picture, Path preview)
      throws IOException {
    List<Beatmap> beatmaps = made.level().beatmaps();
    Beatmap hardest = beatmaps.get(beatmaps.size() - 1);
    float[] onsets = made.levelFeatures().onsets();
    try {
      MapPicture.of(hardest, onsets, made.level().info().title()).writePng(picture);
      Path heard = heard(made, target);
      new MapPreview(made.level(), made.seconds(), onsets)
          .write(preview, heard, AudioDecoder.format(heard).mimeType());
    } catch (IOException e) {
      throw new IOException(
          target + ": the level is complete, but has no picture or preview: " + e.getMessage(), e);
    }
  }

  /** A large song isn't in the page but beside it, where only a folder has it. */
  private Path heard(GeneratedLevel made, Path target) {
    return isZip(target) ? song : target.resolve(made.level().info().songFile());
  }

  private DressingOptions dressing() {
    return new DressingOptions(
        !without.contains(Kind.WALLS),
        !without.contains(Kind.BOMBS),
        !without.contains(Kind.ARCS),
        !without.contains(Kind.CHAINS),
        !without.contains(Kind.LIGHTS));
  }

  /** In the level's folder, or beside its zip. */
  private static Path preview(Path target) {
    String name = target.toString();
    return isZip(target)
        ? Path.of(name.substring(0, name.length() - ZIP.length()) + ".preview.html")
        : target.resolve("preview.html");
  }

  private static boolean isZip(Path target) {
    return target.toString().toLowerCase(Locale.ROOT).endsWith(ZIP);
  }

  /** What lies beside the level is the user's until it may be replaced, and its sources always. */
  private void requireFree(Path beside) throws IOException {
    if (!Files.exists(beside)) {
      return;
    }
    if (isSame(beside, song) || (cover != null && isSame(beside, cover))) {
      throw new InputException(
          beside, "is what the level is made of and would be replaced; name another --out");
    }
    if (!replace || !Files.isRegularFile(beside)) {
      throw new InputException(beside, "is there already");
    }
  }

  private static boolean isSame(Path one, Path other) throws IOException {
    return Files.exists(other) && Files.isSameFile(one, other);
  }
}
