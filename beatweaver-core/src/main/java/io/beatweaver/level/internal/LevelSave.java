package io.beatweaver.level.internal;

import io.beatweaver.InputException;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Extras;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelAssets;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.Lightshow;
import io.beatweaver.level.WriteLoss;
import io.beatweaver.level.WriteOptions;
import io.beatweaver.level.WriteReport;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One level on its way out: first all files in memory with an account of losses, then the disk. */
public final class LevelSave {
  private static final String AUDIO_DATA = "AudioData.dat";
  private static final String LIGHTS = "Lightshow";

  private final Level level;
  private final LevelFormat format;
  private final LevelAssets assets;
  private final FileNames names = new FileNames();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Map<Lightshow, String> lightFiles = new HashMap<>();
  private final Losses losses = new Losses();

  /**
   * @param level what to write
   * @param format how
   * @param assets song and cover
   */
  public LevelSave(Level level, LevelFormat format, LevelAssets assets) {
    if (level.beatmaps().isEmpty()) {
      throw new IllegalArgumentException("a level needs a beatmap");
    }
    this.level = level;
    this.format = format;
    this.assets = assets;
  }

  /**
   * Writes the level.
   *
   * @param target a folder or a zip
   * @param options losses and replacing
   * @return what was written
   */
  public WriteReport write(Path target, WriteOptions options) throws IOException {
    requireFile(assets.song(), "song");
    if (assets.coverOrNull() != null) {
      requireFile(assets.coverOrNull(), "cover");
    }
    Map<String, Path> copies = new LinkedHashMap<>();
    render(copies);
    List<String> all = Stream.concat(files.keySet().stream(), copies.keySet().stream()).toList();
    WriteReport report = new WriteReport(target, format, all, losses.list());
    List<WriteLoss> refused =
        report.losses().stream().filter(loss -> options.onLoss().refuses(loss.kind())).toList();
    if (!refused.isEmpty()) {
      throw new InputException(
          target,
          format
              + " can't hold "
              + refused.stream().map(WriteLoss::toString).collect(Collectors.joining(", ")));
    }
    LevelTarget.of(target, options.replace()).write(files, copies);
    return report;
  }

  private static void requireFile(Path file, String what) throws InputException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file, "no " + what + ": there is no such file");
    }
  }

  private void render(Map<String, Path> copies) throws IOException {
    LevelInfo info = level.info();
    names.take("Info.dat");
    files.put("Info.dat", new byte[0]);
    if (format == LevelFormat.V4) {
      names.take(AUDIO_DATA);
      names.take(LIGHTS + ".dat");
    }
    String song = names.asset(info.songFile(), assets.song(), "song");
    copies.put(song, assets.song());
    String cover = "";
    if (assets.coverOrNull() != null) {
      cover = names.asset(info.coverFile(), assets.coverOrNull(), "cover");
      copies.put(cover, assets.coverOrNull());
    }
    TempoMap shared = level.beatmaps().get(0).tempo();
    Fitting fitting = new Fitting(format, shared, info.bpm(), losses);
    List<DifficultyContent> contents = level.beatmaps().stream().map(fitting::of).toList();
    new CarriedLosses(format, losses).count(info, level.beatmaps());
    if (format == LevelFormat.V4) {
      renderAudioData(shared, contents);
    }
    List<InfoContent.Entry> entries = new ArrayList<>();
    for (int i = 0; i < contents.size(); i++) {
      entries.add(renderBeatmap(level.beatmaps().get(i), contents.get(i)));
    }
    LevelInfo written =
        new LevelInfo(
            info.title(),
            info.subTitle(),
            info.artist(),
            info.mapper(),
            info.bpm(),
            song,
            shared.secondsAt(0),
            cover,
            info.environment(),
            info.previewStart(),
            info.previewDuration(),
            info.version(),
            info.extras());
    InfoContent content =
        new InfoContent(
            format == LevelFormat.V4 ? InfoContent.Family.V4 : InfoContent.Family.V2,
            written,
            AUDIO_DATA,
            assets.seconds(),
            entries);
    files.put("Info.dat", Json.write(json -> InfoCodec.codec(format).write(content, json)));
  }

  private InfoContent.Entry renderBeatmap(Beatmap beatmap, DifficultyContent content)
      throws IOException {
    String file = names.difficulty(beatmap);
    files.put(file, Json.write(json -> Difficulties.codec(format).write(content, json)));
    return new InfoContent.Entry(
        beatmap.characteristic(),
        beatmap.difficulty(),
        true,
        file,
        format == LevelFormat.V4 ? lightFile(content) : "",
        beatmap.noteJumpSpeed(),
        beatmap.noteJumpOffset(),
        beatmap.environment(),
        beatmap.infoExtras());
  }

  /** The file of a beatmap's lights, which difficulties of the same lights share. */
  private String lightFile(DifficultyContent content) throws IOException {
    Lightshow lights = new Lightshow(content.lightEvents, content.boosts, content.lightExtras);
    String known = lightFiles.get(lights);
    if (known != null) {
      return known;
    }
    String name = lightFiles.isEmpty() ? LIGHTS + ".dat" : names.free(LIGHTS);
    lightFiles.put(lights, name);
    files.put(name, Json.write(json -> LightshowFile.write(lights, json)));
    return name;
  }

  private void renderAudioData(TempoMap tempo, List<DifficultyContent> contents)
      throws IOException {
    double first = Double.POSITIVE_INFINITY;
    double last = 0;
    for (DifficultyContent content : contents) {
      first = Math.min(first, Fitting.beats(content).min().orElse(first));
      last = Math.max(last, Fitting.beats(content).max().orElse(0));
    }
    TempoRegions regions =
        TempoRegions.of(tempo, assets.sampleRate(), assets.sampleCount(), first, last);
    losses.add(WriteLoss.Kind.APPROXIMATED_TEMPOS, regions.approximations());
    Extras extras = InfoCodec.codec(format).mine(level.info().extras());
    files.put(
        AUDIO_DATA,
        Json.write(
            json ->
                AudioData.write(
                    regions.regions(),
                    assets.sampleCount(),
                    assets.sampleRate(),
                    extras,
                    InfoV4.AUDIO_DATA,
                    json)));
  }
}
