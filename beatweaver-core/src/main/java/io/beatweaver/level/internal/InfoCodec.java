package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.beatweaver.InputException;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads and writes one family of info files. */
abstract class InfoCodec {
  /** The tool that {@link #write} names in custom data. */
  static final String TOOL = "BeatWeaver";

  /** The most difficulties of one level. */
  static final int MAX_ENTRIES = 1000;

  abstract InfoContent read(JsonNode root, Warnings warnings) throws InputException;

  abstract void write(InfoContent content, JsonGenerator json) throws IOException;

  /** Reads an info file of any version. */
  static InfoContent read(byte[] stored, Warnings warnings) throws InputException {
    JsonNode root = Json.tree(stored, warnings.file());
    try {
      return codec(root).read(root, warnings);
    } catch (InputException e) {
      throw new InputException(warnings.file(), e.place(), e.reason(), e);
    }
  }

  static InfoCodec codec(boolean v4) {
    return v4 ? new InfoV4() : new InfoV2();
  }

  private static InfoCodec codec(JsonNode root) throws InputException {
    int version = Difficulties.major(root.path("version").asText());
    int oldVersion = Difficulties.major(root.path("_version").asText());
    if (version == 4) {
      return codec(true);
    }
    if (oldVersion == 2) {
      return codec(false);
    }
    if (root.has("songName") && root.has("difficultyLevels")) {
      throw new InputException("", "", "an info file of version 1, which is not read");
    }
    if (version > 4 || oldVersion > 2) {
      throw new InputException("", "version", "unknown: " + Math.max(version, oldVersion));
    }
    if (root.has("_difficultyBeatmapSets")) {
      return codec(false);
    }
    if (root.has("difficultyBeatmaps")) {
      return codec(true);
    }
    throw new InputException("", "", "no info file of a level");
  }

  static String text(JsonNode object, String key) {
    JsonNode node = object.path(key);
    return node.isValueNode() && !node.isNull() ? node.asText() : "";
  }

  /** A number, 0 if it is left out or, with a warning, if it is none. */
  static double number(JsonNode object, String key, String place, Warnings warnings) {
    JsonNode node = object.path(key);
    if (node.isMissingNode() || node.isNull()) {
      return 0;
    }
    double value = node.asDouble(Double.NaN);
    if (!Double.isFinite(value) || Math.abs(value) > 1e9) {
      warnings.add(place + key, "no number of use: " + Difficulties.shortened(node.toString()));
      return 0;
    }
    return value;
  }

  static double bpm(JsonNode object, String key, String place) throws InputException {
    double bpm = object.path(key).asDouble(Double.NaN);
    if (!(bpm >= TempoMap.MIN_BPM && bpm <= TempoMap.MAX_BPM)) {
      throw new InputException(
          "", place + key, "no tempo: " + Difficulties.shortened(object.path(key).toString()));
    }
    return bpm;
  }

  /** Adds an entry; one whose names can't be used only counts for the level's hash. */
  static void addEntry(
      List<InfoContent.Entry> entries,
      JsonNode node,
      String place,
      String characteristic,
      String difficulty,
      String beatmapFile,
      String lightshowFile,
      double noteJumpSpeed,
      double noteJumpOffset,
      Warnings warnings)
      throws InputException {
    if (!node.isObject()) {
      warnings.add(place, "no object");
      return;
    }
    if (entries.size() == MAX_ENTRIES) {
      throw new InputException("", place, "more than " + MAX_ENTRIES + " difficulties");
    }
    Optional<Difficulty> parsed = Difficulty.parse(difficulty);
    boolean usable = !characteristic.isBlank() && parsed.isPresent();
    if (characteristic.isBlank()) {
      warnings.add(place, "no characteristic");
    } else if (parsed.isEmpty()) {
      warnings.add(place, "no difficulty: " + Difficulties.shortened(difficulty));
    }
    entries.add(
        new InfoContent.Entry(
            usable ? new Characteristic(characteristic) : Characteristic.STANDARD,
            parsed.orElse(Difficulty.EASY),
            usable,
            beatmapFile,
            lightshowFile,
            noteJumpSpeed,
            noteJumpOffset));
  }
}
