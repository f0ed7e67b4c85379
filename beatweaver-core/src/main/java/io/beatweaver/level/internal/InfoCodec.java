package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beatweaver.InputException;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Extras;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.ReadOptions;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads and writes one family of info files. */
abstract class InfoCodec {
  /** The tool that {@link #write} names in custom data. */
  static final String TOOL = "BeatWeaver";

  /** The stage of levels that don't name one. */
  static final String DEFAULT_ENVIRONMENT = "DefaultEnvironment";

  /** The most difficulties of one level. */
  static final int MAX_ENTRIES = 1000;

  /** The most bytes of an info file, unpacked. */
  private static final int MAX_BYTES = 4 << 20;

  private final LevelFormat format;

  InfoCodec(LevelFormat format) {
    this.format = format;
  }

  abstract InfoContent read(RawObject root, Warnings warnings, ReadOptions options)
      throws InputException;

  abstract void write(InfoContent content, JsonGenerator json) throws IOException;

  /** Reads an info file of any version, out of gzip. */
  static InfoContent read(byte[] bytes, Warnings warnings, ReadOptions options)
      throws InputException {
    RawObject root = RawObject.of(bytes, warnings.file());
    try {
      return codec(root).read(root, warnings, options);
    } catch (InputException e) {
      throw new InputException(warnings.file(), e.place(), e.reason(), e);
    }
  }

  /** An info file's bytes, unpacked, if there are not too many. */
  static byte[] small(byte[] stored, String file) throws InputException {
    byte[] bytes;
    try {
      bytes = Gzip.isGzip(stored) ? Gzip.unpack(stored, MAX_BYTES) : stored;
    } catch (InputException e) {
      throw new InputException(file, "", e.reason(), e);
    }
    if (bytes.length > MAX_BYTES) {
      throw new InputException(file, "", "more than " + MAX_BYTES + " bytes");
    }
    return bytes;
  }

  static InfoCodec codec(LevelFormat format) {
    return switch (format) {
      case V2, V3 -> new InfoV2();
      case V4 -> new InfoV4();
    };
  }

  private static InfoCodec codec(RawObject root) throws InputException {
    int version = Difficulties.major(root.text("version"));
    int oldVersion = Difficulties.major(root.text("_version"));
    if (version == 4) {
      return new InfoV4();
    }
    if (version > 4) {
      throw new InputException("", "version", "unknown version: " + version);
    }
    if (oldVersion == 2) {
      return new InfoV2();
    }
    if (root.has("songName") && root.has("difficultyLevels")) {
      return new InfoV1();
    }
    if (oldVersion > 2) {
      throw new InputException("", "version", "unknown version: " + oldVersion);
    }
    if (root.has("_difficultyBeatmapSets")) {
      return new InfoV2();
    }
    if (root.has("difficultyBeatmaps")) {
      return new InfoV4();
    }
    throw new InputException("", "", "no info file of a level");
  }

  /** Extras of the family that is read, none if they aren't asked for. */
  final Extras extras(List<Extras.Member> members, ReadOptions options) {
    return options.extras() ? Extras.ofParsed(format, members) : Extras.NONE;
  }

  /** Extras of the family that is written; others mean nothing here. */
  final Extras mine(Extras extras) {
    return extras.format().orElse(format).infoFamily() == format ? extras : Extras.NONE;
  }

  static double bpm(RawObject object, String key, String place) throws InputException {
    double bpm = object.number(key);
    if (!TempoMap.isTempo(bpm)) {
      throw new InputException(
          "", place + key, "no tempo: " + Difficulties.shortened(object.json(key)));
    }
    return bpm;
  }

  /** The texts of an array; whatever is no text is empty. */
  static List<String> texts(RawObject object, String key) throws InputException {
    List<String> texts = new ArrayList<>();
    for (String element : object.elements(key)) {
      texts.add(RawObject.textOf(element));
    }
    return texts;
  }

  /**
   * A difficulty's stage.
   *
   * @param names the level's stages, which the difficulty's index is one of
   * @param otherwise the stage where the level lists none, or, with a warning, not that one
   */
  static String stage(
      List<String> names,
      RawObject difficulty,
      String key,
      String otherwise,
      String place,
      Warnings warnings) {
    double index = difficulty.number(key);
    int whole = Double.isNaN(index) ? 0 : (int) index;
    if (whole >= 0 && whole < names.size()) {
      return names.get(whole);
    }
    if (!names.isEmpty()) {
      warnings.add(place + "." + key, "no such stage: " + whole + " of " + names.size());
    }
    return otherwise;
  }

  /** The stages of a level, its own first, each once. */
  static List<String> environments(InfoContent content) {
    Set<String> names = new LinkedHashSet<>();
    names.add(environment(content.info().environment()));
    for (InfoContent.Entry entry : content.entries()) {
      if (!entry.environment().isBlank()) {
        names.add(entry.environment());
      }
    }
    return List.copyOf(names);
  }

  static String environment(String name) {
    return name.isBlank() ? DEFAULT_ENVIRONMENT : name;
  }

  /** Where an entry's stage is among {@link #environments}. */
  static int environmentIndex(List<String> names, InfoContent.Entry entry) {
    return Math.max(0, names.indexOf(entry.environment()));
  }

  /** A difficulty on its way in. */
  record RawEntry(
      String place,
      String characteristic,
      String difficulty,
      String beatmapFile,
      String lightshowFile,
      double noteJumpSpeed,
      double noteJumpOffset,
      String environment,
      Extras extras) {}

  /** Adds an entry; one whose names can't be used only counts for the level's hash. */
  static void addEntry(List<InfoContent.Entry> entries, RawEntry raw, Warnings warnings)
      throws InputException {
    if (entries.size() == MAX_ENTRIES) {
      throw new InputException("", raw.place, "more than " + MAX_ENTRIES + " difficulties");
    }
    Optional<Difficulty> parsed = Difficulty.parse(raw.difficulty);
    boolean usable = !raw.characteristic.isBlank() && parsed.isPresent();
    if (raw.characteristic.isBlank()) {
      warnings.add(raw.place, "no characteristic");
    } else if (parsed.isEmpty()) {
      warnings.add(raw.place, "no difficulty: " + Difficulties.shortened(raw.difficulty));
    }
    entries.add(
        new InfoContent.Entry(
            usable ? new Characteristic(raw.characteristic) : Characteristic.STANDARD,
            parsed.orElse(Difficulty.EASY),
            usable,
            raw.beatmapFile,
            raw.lightshowFile,
            raw.noteJumpSpeed,
            raw.noteJumpOffset,
            raw.environment,
            raw.extras));
  }

  /** Whether an element of an array of difficulties is one at all. */
  static boolean isObject(String json, String place, Warnings warnings) {
    if (!json.startsWith("{")) {
      warnings.add(place, "no object");
      return false;
    }
    return true;
  }
}
