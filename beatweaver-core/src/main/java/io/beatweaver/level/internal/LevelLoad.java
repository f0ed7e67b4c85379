package io.beatweaver.level.internal;

import io.beatweaver.InputException;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.ReadWarning;
import io.beatweaver.tempo.TempoMap;
import io.beatweaver.tempo.TempoRegion;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One level on its way in. Files are read once each, in the order in which the community's hash
 * wants them: info, v4's audio data, then for each difficulty its beatmap and v4's lights.
 */
public final class LevelLoad {
  /** The most objects of one level, so that a thousand difficulties can't be one big file. */
  private static final int MAX_OBJECTS = 4 * Rows.MAX_ROWS;

  private static final String INFO = "Info.dat";

  private final LevelFiles files;
  private final Optional<Path> location;
  private final List<ReadWarning> warnings = new ArrayList<>();
  private final MessageDigest sha1 = sha1();
  private boolean hashComplete = true;
  private InfoContent content;
  private TempoMap audioTempo;
  private int objectsLeft = MAX_OBJECTS;

  private LevelLoad(LevelFiles files, Optional<Path> location) {
    this.files = files;
    this.location = location;
  }

  /**
   * Reads a level.
   *
   * @param files its files, not closed here
   * @param location what the level is to say of its place
   * @return the level
   * @throws InputException if nothing of it can be used
   */
  public static Level read(LevelFiles files, Optional<Path> location) throws IOException {
    return new LevelLoad(files, location).level();
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
      readBeatmap(entry).ifPresent(beatmaps::add);
      if (content.v4() && !entry.lightshowFile().isBlank()) {
        stored(entry.lightshowFile());
      }
    }
    if (beatmaps.isEmpty()) {
      String first = warnings.isEmpty() ? "" : "; first: " + warnings.get(0);
      throw new InputException(files.name(), "", "no readable difficulty" + first);
    }
    String hash = hashComplete ? HexFormat.of().formatHex(sha1.digest()) : "";
    return new Level(content.info(), beatmaps, location, hash, warnings);
  }

  private void readInfo() throws IOException {
    String found =
        files
            .find(INFO)
            .orElseThrow(() -> new InputException(INFO, "", "no level: there is no such file"));
    byte[] bytes = files.read(found);
    sha1.update(bytes);
    if (bytes.length > Json.MAX_TREE_BYTES) {
      throw new InputException(found, "", "more than " + Json.MAX_TREE_BYTES + " bytes");
    }
    Warnings infoWarnings = new Warnings(found);
    content = InfoCodec.read(bytes, infoWarnings);
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
      List<TempoRegion> regions = AudioData.read(bytes.get(), dataWarnings);
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

  private Optional<Beatmap> readBeatmap(InfoContent.Entry entry) throws IOException {
    String file = entry.beatmapFile();
    Optional<byte[]> bytes = stored(file);
    if (bytes.isEmpty() || !entry.usable()) {
      return Optional.empty();
    }
    try {
      Difficulties.Result result =
          Difficulties.read(bytes.get(), file, Math.min(Rows.MAX_ROWS, objectsLeft));
      objectsLeft -= result.content().size();
      if (result.format() == LevelFormat.V4 && !content.v4()) {
        result
            .warnings()
            .add("version", "a v4 difficulty needs a v4 info file; one tempo is assumed");
      }
      warnings.addAll(result.warnings().list());
      return Optional.of(beatmap(entry, result));
    } catch (InputException e) {
      warn(file, e.place(), e.reason());
      return Optional.empty();
    }
  }

  private Beatmap beatmap(InfoContent.Entry entry, Difficulties.Result result) {
    DifficultyContent read = result.content();
    LevelInfo info = content.info();
    TempoMap tempo =
        switch (result.format()) {
          case V2, V3 -> TempoMap.ofChanges(info.bpm(), read.tempoChanges, info.songTimeOffset());
          case V4 -> audioTempo;
        };
    return new Beatmap(
        entry.characteristic(),
        entry.difficulty(),
        entry.beatmapFile(),
        read.declaredVersion(),
        entry.noteJumpSpeed(),
        entry.noteJumpOffset(),
        tempo,
        read.notes,
        read.bombs,
        read.walls,
        read.arcs,
        read.chains);
  }

  /** The bytes of a file that the info names, hashed; a warning if they can't be had. */
  private Optional<byte[]> stored(String file) throws IOException {
    try {
      Optional<String> found = files.find(file);
      if (found.isEmpty()) {
        warn(file, "", file.isBlank() ? "the info file names no file" : "no such file");
        return Optional.empty();
      }
      byte[] bytes = files.read(found.get());
      sha1.update(bytes);
      return Optional.of(bytes);
    } catch (InputException e) {
      // A file that is there but can't be read whole leaves the level without its identity.
      hashComplete = false;
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
