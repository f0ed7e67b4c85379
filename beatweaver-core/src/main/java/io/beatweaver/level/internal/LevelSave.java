package io.beatweaver.level.internal;

import io.beatweaver.InputException;
import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelAssets;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.Note;
import io.beatweaver.level.OnLoss;
import io.beatweaver.level.Wall;
import io.beatweaver.level.WriteLoss;
import io.beatweaver.level.WriteOptions;
import io.beatweaver.level.WriteReport;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** One level on its way out: first all files in memory with an account of losses, then the disk. */
public final class LevelSave {
  private static final String AUDIO_DATA = "AudioData.dat";
  private static final String LIGHTS = "Lightshow.dat";

  private final Level level;
  private final LevelFormat format;
  private final LevelAssets assets;
  private final FileNames names = new FileNames();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
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
    if (options.onLoss() == OnLoss.REFUSE && !report.lossless()) {
      throw new InputException(
          target,
          format
              + " can't hold "
              + report.losses().stream()
                  .map(WriteLoss::toString)
                  .collect(Collectors.joining(", ")));
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
      names.take(LIGHTS);
    }
    String song = names.asset(info.songFile(), assets.song(), "song");
    copies.put(song, assets.song());
    String cover = "";
    if (assets.coverOrNull() != null) {
      cover = names.asset(info.coverFile(), assets.coverOrNull(), "cover");
      copies.put(cover, assets.coverOrNull());
    }
    TempoMap shared = level.beatmaps().get(0).tempo();
    List<DifficultyContent> contents = new ArrayList<>();
    double first = Double.POSITIVE_INFINITY;
    double last = 0;
    for (Beatmap beatmap : level.beatmaps()) {
      DifficultyContent content = content(beatmap, shared);
      first = Math.min(first, beats(content).min().orElse(first));
      last = Math.max(last, beats(content).max().orElse(0));
      contents.add(content);
    }
    if (format == LevelFormat.V4) {
      renderAudioData(shared, first, last);
    }
    List<InfoContent.Entry> entries = new ArrayList<>();
    for (int i = 0; i < contents.size(); i++) {
      Beatmap beatmap = level.beatmaps().get(i);
      DifficultyContent content = contents.get(i);
      String file = names.difficulty(beatmap);
      files.put(file, Json.write(json -> Difficulties.codec(format).write(content, json)));
      entries.add(
          new InfoContent.Entry(
              beatmap.characteristic(),
              beatmap.difficulty(),
              true,
              file,
              format == LevelFormat.V4 ? LIGHTS : "",
              beatmap.noteJumpSpeed(),
              beatmap.noteJumpOffset()));
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
            "");
    boolean v4 = format == LevelFormat.V4;
    InfoContent infoContent = new InfoContent(v4, written, AUDIO_DATA, assets.seconds(), entries);
    files.put("Info.dat", Json.write(json -> InfoCodec.codec(v4).write(infoContent, json)));
  }

  private void renderAudioData(TempoMap tempo, double first, double last) throws IOException {
    TempoRegions regions =
        TempoRegions.of(tempo, assets.sampleRate(), assets.sampleCount(), first, last);
    losses.add(WriteLoss.Kind.APPROXIMATED_TEMPOS, regions.approximations());
    files.put(
        AUDIO_DATA,
        Json.write(
            json ->
                AudioData.write(
                    regions.regions(), assets.sampleCount(), assets.sampleRate(), json)));
    files.put(LIGHTS, Json.write(EmptyLightshow::writeEmpty));
  }

  /** A beatmap as the format can hold it, on the tempo that its file will have. */
  private DifficultyContent content(Beatmap beatmap, TempoMap shared) {
    DifficultyContent content = new DifficultyContent();
    boolean v2 = format == LevelFormat.V2;
    for (Note note : beatmap.notes()) {
      boolean angled = v2 && note.angleOffset() != 0;
      losses.add(WriteLoss.Kind.ANGLE_OFFSETS, angled ? 1 : 0);
      content.notes.add(
          angled
              ? new Note(note.beat(), note.x(), note.y(), note.hand(), note.direction(), 0)
              : note);
    }
    content.bombs.addAll(beatmap.bombs());
    content.walls.addAll(beatmap.walls());
    content.arcs.addAll(beatmap.arcs());
    for (Chain chain : beatmap.chains()) {
      if (v2 || chain.squish() == 0) {
        losses.add(v2 ? WriteLoss.Kind.CHAINS : WriteLoss.Kind.CRASHING_CHAINS, 1);
      } else {
        content.chains.add(chain);
      }
    }
    TempoMap tempo = beatmap.tempo();
    boolean fits =
        format == LevelFormat.V4
            ? Retiming.same(tempo, shared)
            : Math.abs(tempo.secondsAt(0) - shared.secondsAt(0)) <= 1e-9;
    if (!fits) {
      losses.add(WriteLoss.Kind.RETIMED_BEATMAPS, 1);
      content = Retiming.of(content, tempo, shared);
      tempo = shared;
    }
    if (format != LevelFormat.V4) {
      TempoChanges changes =
          TempoChanges.of(
              tempo, level.info().bpm(), beats(content).min().orElse(Double.POSITIVE_INFINITY));
      losses.add(WriteLoss.Kind.APPROXIMATED_TEMPOS, changes.approximations());
      content.tempoChanges.addAll(changes.changes());
    }
    return content;
  }

  /** Every beat at which something of a beatmap begins or ends. */
  private static DoubleStream beats(DifficultyContent content) {
    return Stream.of(
            content.notes.stream().mapToDouble(Note::beat),
            content.bombs.stream().mapToDouble(Bomb::beat),
            content.walls.stream().flatMapToDouble(LevelSave::ends),
            content.arcs.stream().flatMapToDouble(LevelSave::ends),
            content.chains.stream().flatMapToDouble(LevelSave::ends))
        .flatMapToDouble(beats -> beats);
  }

  private static DoubleStream ends(Wall wall) {
    return DoubleStream.of(wall.beat(), wall.beat() + wall.duration());
  }

  private static DoubleStream ends(Arc arc) {
    return DoubleStream.of(arc.beat(), arc.tailBeat());
  }

  private static DoubleStream ends(Chain chain) {
    return DoubleStream.of(chain.beat(), chain.tailBeat());
  }
}
