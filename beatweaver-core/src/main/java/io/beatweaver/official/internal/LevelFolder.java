package io.beatweaver.official.internal;

import io.beatweaver.InputException;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Extras;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.ReadWarning;
import io.beatweaver.level.internal.Difficulties;
import io.beatweaver.level.internal.InfoContent;
import io.beatweaver.official.ExtractionOptions;
import io.beatweaver.official.ExtractionReport.Finding;
import io.beatweaver.official.SongConversion;
import io.beatweaver.unity.BundleAudio;
import io.beatweaver.unity.UnityBundle;
import io.beatweaver.unity.UnityObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fills the folder of one level out of its bundle. What of a level can't be used is left out and
 * becomes a finding; without any beatmap there is no level.
 */
final class LevelFolder {
  private static final String INFO = "Info.dat";
  private static final String AUDIO_DATA = "AudioData.dat";
  private static final String OLD_AUDIO_DATA = "BPMInfo.dat";
  private static final int USUAL_RATE = 44_100;
  private static final int OUT_BUFFER = 1 << 16;

  private final UnityBundle bundle;
  private final String file;
  private final Plan.Level plan;
  private final NoteJumps jumps;
  private final ExtractionOptions options;
  private final Texts texts;
  private final Optional<BundleAudio> audio;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<UnityObject, String> written = new HashMap<>();
  private boolean song;

  LevelFolder(UnityBundle bundle, Plan.Level plan, NoteJumps jumps, ExtractionOptions options)
      throws IOException {
    this.bundle = bundle;
    this.file = plan.file().toString();
    this.plan = plan;
    this.jumps = jumps;
    this.options = options;
    this.texts = new Texts(bundle, file);
    this.audio = audio(plan.data());
  }

  /** What could not be used. */
  List<Finding> findings() {
    return findings;
  }

  /** Whether the level has its song. */
  boolean hasSong() {
    return song;
  }

  /** Writes all files into an empty folder. */
  void fill(Path folder) throws IOException {
    LevelData data = plan.data();
    String songFile = writeSong(folder);
    boolean v4 = false;
    List<InfoContent.Entry> maps = new ArrayList<>();
    for (int set = 0; set < data.sets().size(); set++) {
      for (LevelData.MapData map : data.sets().get(set).maps()) {
        String characteristic = data.sets().get(set).name();
        v4 |= writeMap(map, set, characteristic, folder, maps);
      }
    }
    if (maps.isEmpty()) {
      throw new InputException(file, "", "no beatmap that can be used");
    }
    writeInfo(songFile, v4 ? LevelFormat.V4 : LevelFormat.V2, maps, folder);
    check(folder);
  }

  private Optional<BundleAudio> audio(LevelData data) throws IOException {
    if (data.song().isEmpty()) {
      find("", "no audio clip; the level is without its song");
      return Optional.empty();
    }
    try {
      return Optional.of(bundle.audio(data.song().get(), options.setupHeaders()));
    } catch (InputException e) {
      find(e.place(), e.reason() + "; the level is without its song");
      return Optional.empty();
    }
  }

  private String writeSong(Path folder) throws IOException {
    if (audio.isEmpty()) {
      return "song.ogg";
    }
    String name = "song." + audio.get().extension();
    Path target = folder.resolve(name);
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(target, StandardOpenOption.CREATE_NEW), OUT_BUFFER)) {
      audio.get().writeTo(out);
      song = true;
    } catch (InputException e) {
      find(e.place(), e.reason() + "; the level is without its song");
    }
    if (!song) {
      Files.deleteIfExists(target);
    } else if (options.wav().isPresent() && name.endsWith(".ogg")) {
      return convert(options.wav().get(), target);
    }
    return name;
  }

  private String convert(SongConversion conversion, Path ogg) throws IOException {
    Path wav = ogg.resolveSibling("song.wav");
    try {
      conversion.convert(ogg, wav);
      Files.delete(ogg);
      return wav.getFileName().toString();
    } catch (InputException e) {
      Files.deleteIfExists(wav);
      find("song", e.reason() + "; left as Ogg");
      return ogg.getFileName().toString();
    }
  }

  /** Writes a difficulty's files and adds its line, if it can be used; whether it is of V4. */
  private boolean writeMap(
      LevelData.MapData map,
      int set,
      String characteristic,
      Path folder,
      List<InfoContent.Entry> maps)
      throws IOException {
    String label = characteristic + " " + map.difficulty().serializedName();
    if (map.beatmap().isEmpty()) {
      find(label, "its beatmap isn't in the bundle; left out");
      return false;
    }
    try {
      Difficulty difficulty = map.difficulty();
      if (maps.stream()
          .anyMatch(
              other ->
                  other.characteristic().name().equals(characteristic)
                      && other.difficulty() == difficulty)) {
        find(label, "is there twice; the second is left out");
        return false;
      }
      byte[] text = texts.read(map.beatmap().get());
      Texts.requireObject(text, file, label);
      boolean v4 = Difficulties.formatOf(text, file) == LevelFormat.V4;
      String wanted = SafeName.of(characteristic, "Beatmap") + difficulty.serializedName();
      String name = write(map.beatmap().get(), text, wanted, folder);
      String lights = v4 ? writeLights(map, label, folder) : "";
      NoteJumps.Jump jump =
          plan.pack()
              .map(pack -> jumps.of(plan.data(), pack, set, difficulty))
              .orElseGet(() -> NoteJumps.usual(difficulty));
      switch (jump.found()) {
        case BY_NAME, BY_ORDER -> {}
        case BY_DIFFICULTY ->
            find(label, "its note jump is that of the difficulty in another characteristic");
        case NOWHERE -> find(label, "no pack says its note jump; the game's usual is taken");
      }
      maps.add(
          new InfoContent.Entry(
              new Characteristic(characteristic),
              difficulty,
              true,
              name,
              lights,
              jump.speed(),
              jump.offset(),
              "",
              Extras.NONE));
      return v4;
    } catch (InputException e) {
      find(label, e.reason() + "; left out");
      return false;
    }
  }

  /** Lights are shared by difficulties, as a rule; without them a beatmap can be played as well. */
  private String writeLights(LevelData.MapData map, String label, Path folder) throws IOException {
    if (map.lightshow().isEmpty()) {
      return "";
    }
    UnityObject asset = map.lightshow().get();
    String known = written.get(asset);
    if (known != null) {
      return known;
    }
    try {
      byte[] text = texts.read(asset);
      Texts.requireObject(text, file, label);
      return write(asset, text, "Lightshow", folder);
    } catch (InputException e) {
      find(label, e.reason() + "; without its lights");
      return "";
    }
  }

  private String write(UnityObject asset, byte[] text, String wanted, Path folder)
      throws IOException {
    String known = written.get(asset);
    if (known != null) {
      return known;
    }
    String name = wanted + ".dat";
    for (int i = 2; Files.exists(folder.resolve(name)); i++) {
      name = wanted + i + ".dat";
    }
    Files.write(folder.resolve(name), text, StandardOpenOption.CREATE_NEW);
    written.put(asset, name);
    return name;
  }

  private void writeInfo(
      String songFile, LevelFormat format, List<InfoContent.Entry> maps, Path folder)
      throws IOException {
    boolean v4 = format == LevelFormat.V4;
    Optional<TempoText> regions = Optional.empty();
    byte[] original = {};
    if (plan.data().audioData().isPresent()) {
      try {
        original = texts.read(plan.data().audioData().get());
        regions = Optional.of(TempoText.parse(original, file, "audio data"));
      } catch (InputException e) {
        find("audio data", e.reason());
      }
    }
    double bpm = plan.pack().map(PackLevel::bpm).orElse(0.0);
    if (!(bpm > 0)) {
      bpm = regions.map(TempoText::meanBpm).orElse(0.0);
      if (!(bpm > 0)) {
        throw new InputException(file, "", "neither its pack nor its audio data say its tempo");
      }
      find("", "no pack says its tempo; that of its audio data is taken");
    }
    int rate = audio.map(BundleAudio::sampleRate).filter(r -> r > 0).orElse(USUAL_RATE);
    double packSeconds = plan.pack().map(PackLevel::songSeconds).orElse(0.0);
    long frames =
        audio.map(BundleAudio::frames).filter(f -> f > 0).orElse(Math.round(packSeconds * rate));
    if (regions.isEmpty() && v4) {
      find("audio data", "isn't there; one tempo is taken for the whole song");
      regions = Optional.of(TempoText.constant(bpm, rate, Math.max(rate, frames)));
      original = new byte[0];
    }
    String audioDataFile = v4 ? AUDIO_DATA : OLD_AUDIO_DATA;
    if (regions.isPresent()) {
      boolean asItIs = regions.get().v4() == v4 && original.length > 0;
      Files.write(
          folder.resolve(audioDataFile),
          asItIs ? original : regions.get().write(v4),
          StandardOpenOption.CREATE_NEW);
    }
    if (v4 && plan.pack().isPresent() && plan.pack().get().songTimeOffset() != 0) {
      find(
          "",
          "its song time offset has no place in an info file of version 4; it is kept in the"
              + " custom data");
    }
    double seconds = packSeconds > 0 ? packSeconds : frames / (double) rate;
    InfoFile info = new InfoFile(described(bpm), songFile, audioDataFile, seconds, maps);
    Files.write(folder.resolve(INFO), info.write(format), StandardOpenOption.CREATE_NEW);
  }

  /** What the pack says, with a tempo; without a pack, the little that the bundle says. */
  private PackLevel described(double bpm) {
    PackLevel pack =
        plan.pack()
            .orElseGet(
                () ->
                    new PackLevel(
                        plan.levelId(),
                        plan.data().name(),
                        "",
                        "",
                        "",
                        0,
                        0,
                        0,
                        0,
                        10,
                        0,
                        List.of()));
    return new PackLevel(
        pack.levelId(),
        pack.title().isBlank() ? plan.data().name() : pack.title(),
        pack.subTitle(),
        pack.artist(),
        pack.mapper(),
        bpm,
        pack.lufs(),
        pack.songTimeOffset(),
        pack.previewStart(),
        pack.previewDuration(),
        pack.songSeconds(),
        pack.sets());
  }

  /** Reads the level as everybody will, before it is put where they find it. */
  private void check(Path folder) throws IOException {
    Level level;
    try {
      level = LevelReader.read(folder);
    } catch (InputException e) {
      throw new InputException(file, e.place(), e.reason(), e);
    }
    for (ReadWarning warning : level.warnings()) {
      find(
          warning.file() + (warning.place().isEmpty() ? "" : " at " + warning.place()),
          warning.reason());
    }
  }

  private void find(String place, String reason) {
    findings.add(new Finding(file, place, reason));
  }
}
