package io.beatweaver.level.internal;

import io.beatweaver.InputException;
import io.beatweaver.internal.Gzip;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Extras;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.Lightshow;
import io.beatweaver.level.ReadOptions;
import io.beatweaver.level.ReadWarning;
import io.beatweaver.tempo.TempoMap;
import io.beatweaver.tempo.TempoRegion;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One level on its way in. Files are read once each, in the order in which the community's hash
 * wants them: info, v4's audio data, then for each difficulty its beatmap and v4's lights.
 */
public final class LevelLoad {
  /** The most objects of one level, so that a thousand difficulties can't be one big file. */
  private static final int MAX_OBJECTS = 4 * Rows.MAX_ROWS;

  /**
   * The most bytes of one level that are read, as stored and as unpacked, a file again each time
   * that the info file names it.
   */
  private static final long MAX_BYTES = 1L << 30;

  /** The most bytes that a file may unpack to. */
  private static final int MAX_UNPACKED_BYTES = 256 << 20;

  /** What a file costs that was refused midway. */
  private static final long REFUSED_BYTES = 32L << 20;

  private static final String INFO = "Info.dat";
  private static final String V1_INFO = "info.json";

  private final LevelFiles files;
  private final Optional<Path> location;
  private final List<ReadWarning> warnings = new ArrayList<>();
  private final MessageDigest sha1 = sha1();
  private boolean hashComplete = true;
  private InfoContent content;
  private TempoMap audioTempo;
  private final ReadOptions options;
  private final Map<String, Lightshow> lightshows = new HashMap<>();
  private List<Extras.Member> audioExtras = List.of();
  private int objectsLeft = MAX_OBJECTS;
  private long bytesLeft = MAX_BYTES;

  private LevelLoad(LevelFiles files, Optional<Path> location, ReadOptions options) {
    this.files = files;
    this.location = location;
    this.options = options;
  }

  /**
   * Reads a level.
   *
   * @param files its files, not closed here
   * @param location what the level is to say of its place
   * @param options how much of it to keep
   * @return the level
   * @throws InputException if nothing of it can be used
   */
  public static Level read(LevelFiles files, Optional<Path> location, ReadOptions options)
      throws IOException {
    return new LevelLoad(files, location, options).level();
  }

  private Level level() throws IOException {
    warnings.addAll(files.warnings());
    try {
      readInfo();
    } catch (InputException e) {
      throw new InputException(files.name() + "/" + e.file(), e.place(), e.reason(), e);
    }
    readAudioData();
    List<Beatmap> beatmaps = new ArrayList<>();
    for (InfoContent.Entry entry : content.entries()) {
      Optional<Difficulties.Result> read = readBeatmap(entry);
      // Read in any case and after the beatmap, for the hash.
      Optional<byte[]> lights =
          content.v4() && !entry.lightshowFile().isBlank()
              ? stored(entry.lightshowFile())
              : Optional.empty();
      if (read.isPresent()) {
        boolean v4 = read.get().format() == LevelFormat.V4;
        Optional<Lightshow> lightshow =
            v4 ? lights.map(bytes -> lightshow(entry, bytes)) : Optional.empty();
        beatmaps.add(beatmap(entry, read.get(), lightshow));
      }
    }
    if (beatmaps.isEmpty()) {
      String first = warnings.isEmpty() ? "" : "; first: " + warnings.get(0);
      throw new InputException(files.name(), "", "no readable difficulty" + first);
    }
    String hash = hashComplete ? HexFormat.of().formatHex(sha1.digest()) : "";
    LevelInfo info = content.info();
    if (!audioExtras.isEmpty()) {
      List<Extras.Member> members = new ArrayList<>(info.extras().members());
      members.addAll(audioExtras);
      info = info.withExtras(Extras.ofParsed(LevelFormat.V4, members));
    }
    return new Level(info, beatmaps, location, hash, warnings);
  }

  private void readInfo() throws IOException {
    Optional<String> named = files.find(INFO);
    String found =
        (named.isPresent() ? named : files.find(V1_INFO))
            .orElseThrow(() -> new InputException(INFO, "", "no level: there is no such file"));
    byte[] bytes = files.read(found);
    sha1.update(bytes);
    Warnings infoWarnings = new Warnings(found);
    content = InfoCodec.read(InfoCodec.small(bytes, found), infoWarnings, options);
    warnings.addAll(infoWarnings.list());
  }

  private void readAudioData() throws IOException {
    LevelInfo info = content.info();
    audioTempo = TempoMap.constant(info.bpm(), info.songTimeOffset());
    if (!content.v4()) {
      return;
    }
    String file = content.audioDataFile();
    if (file.isBlank()) {
      warn(INFO, "audio.audioDataFilename", "no audio data; one tempo is assumed");
      return;
    }
    Optional<byte[]> bytes = stored(file);
    if (bytes.isEmpty()) {
      return;
    }
    Warnings dataWarnings = new Warnings(file);
    try {
      AudioData.Content data = AudioData.read(unpacked(bytes.get()), dataWarnings, options);
      audioExtras =
          data.members().stream()
              .map(m -> new Extras.Member(InfoV4.AUDIO_DATA, m.name(), m.json()))
              .toList();
      List<TempoRegion> regions = data.regions();
      if (regions.isEmpty()) {
        dataWarnings.add("bpmData", "no tempo regions; one tempo is assumed");
      } else {
        audioTempo = TempoMap.ofRegions(regions, info.bpm(), 0);
      }
    } catch (InputException e) {
      dataWarnings.add(e.place(), e.reason() + "; one tempo is assumed");
    } catch (IllegalArgumentException e) {
      dataWarnings.add("bpmData", e.getMessage() + "; one tempo is assumed");
    }
    warnings.addAll(dataWarnings.list());
  }

  private Optional<Difficulties.Result> readBeatmap(InfoContent.Entry entry) throws IOException {
    String file = entry.beatmapFile();
    Optional<byte[]> bytes = stored(file);
    if (bytes.isEmpty() || !entry.usable()) {
      return Optional.empty();
    }
    try {
      Difficulties.Result result =
          Difficulties.read(unpacked(bytes.get()), file, budget(), options);
      objectsLeft -= result.content().size();
      if (result.format() == LevelFormat.V4 && !content.v4()) {
        result
            .warnings()
            .add("version", "a v4 difficulty needs a v4 info file; one tempo is assumed");
      }
      warnings.addAll(result.warnings().list());
      return Optional.of(result);
    } catch (InputException e) {
      warn(file, e.place(), e.reason());
      return Optional.empty();
    }
  }

  /** A file's bytes, out of gzip if they are in it; only here, so that all of it is paid for. */
  private byte[] unpacked(byte[] stored) throws InputException {
    if (!Gzip.isGzip(stored)) {
      return stored;
    }
    int most = (int) Expansion.most(stored.length, MAX_UNPACKED_BYTES);
    try {
      byte[] bytes = Gzip.unpack(stored, most);
      spend(bytes.length);
      return bytes;
    } catch (InputException e) {
      bytesLeft -= most;
      throw e;
    }
  }

  private void spend(long bytes) throws InputException {
    bytesLeft -= bytes;
    if (bytesLeft < 0) {
      throw new InputException("", "", "more than " + MAX_BYTES + " bytes in the level's files");
    }
  }

  private Budget budget() {
    return new Budget(Math.max(0, Math.min(Rows.MAX_ROWS, objectsLeft)));
  }

  /** The lights of a file, which several difficulties may share. */
  private Lightshow lightshow(InfoContent.Entry entry, byte[] bytes) {
    String file = entry.lightshowFile();
    if (!options.lights() && !options.extras()) {
      return Lightshow.NONE;
    }
    return lightshows.computeIfAbsent(
        References.key(file),
        key -> {
          Warnings lightWarnings = new Warnings(file);
          Lightshow lightshow = Lightshow.NONE;
          try {
            Budget budget = budget();
            int before = budget.left();
            lightshow = LightshowFile.read(unpacked(bytes), lightWarnings, budget, options);
            objectsLeft -= before - budget.left();
          } catch (InputException e) {
            lightWarnings.add(e.place(), e.reason());
          }
          warnings.addAll(lightWarnings.list());
          return lightshow;
        });
  }

  private Beatmap beatmap(
      InfoContent.Entry entry, Difficulties.Result result, Optional<Lightshow> lightshow) {
    DifficultyContent read = result.content();
    LevelInfo info = content.info();
    TempoMap tempo =
        switch (result.format()) {
          case V2, V3 -> TempoMap.ofChanges(info.bpm(), read.tempoChanges, info.songTimeOffset());
          case V4 -> audioTempo;
        };
    boolean v1 = content.family() == InfoContent.Family.V1;
    return new Beatmap(
        entry.characteristic(),
        entry.difficulty(),
        entry.beatmapFile(),
        read.declaredVersion(),
        v1 ? jumpValue(read.noteJumpSpeed) : entry.noteJumpSpeed(),
        v1 ? jumpValue(read.noteJumpOffset) : entry.noteJumpOffset(),
        tempo,
        read.notes,
        read.bombs,
        read.walls,
        read.arcs,
        read.chains,
        read.laneRotations,
        read.njsEvents,
        lightshow.orElseGet(() -> new Lightshow(read.lightEvents, read.boosts, read.lightExtras)),
        entry.environment(),
        read.extras,
        entry.extras());
  }

  private static double jumpValue(double value) {
    return Math.abs(value) <= 1e9 ? value : 0;
  }

  /** The bytes of a file that the info names, hashed; a warning if they can't be had. */
  private Optional<byte[]> stored(String file) throws IOException {
    try {
      if (bytesLeft < 0) {
        throw new InputException(file, "", "not read: the files before it are too much");
      }
      Optional<String> found = files.find(file);
      if (found.isEmpty()) {
        warn(file, "", file.isBlank() ? "the info file names no file" : "no such file");
        return Optional.empty();
      }
      byte[] bytes = files.read(found.get());
      spend(bytes.length);
      sha1.update(bytes);
      return Optional.of(bytes);
    } catch (InputException e) {
      // A file that is there but can't be read whole leaves the level without its identity.
      hashComplete = false;
      bytesLeft -= REFUSED_BYTES;
      warn(file, e.place(), e.reason());
      return Optional.empty();
    }
  }

  private void warn(String file, String place, String reason) {
    warnings.add(new ReadWarning(file, place, reason));
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
