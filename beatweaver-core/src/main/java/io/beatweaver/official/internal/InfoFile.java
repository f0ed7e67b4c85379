package io.beatweaver.official.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beatweaver.level.Difficulty;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The info file of an extracted level.
 *
 * @param pack what the pack says, its tempo above 0
 * @param songFile the song's file
 * @param audioDataFile the tempo regions' file, empty if there is none
 * @param songSeconds the song's length
 * @param maps the beatmaps in order
 */
record InfoFile(
    PackLevel pack, String songFile, String audioDataFile, double songSeconds, List<Entry> maps) {
  /** A beatmap's line. */
  record Entry(
      String characteristic,
      Difficulty difficulty,
      String beatmapFile,
      String lightshowFile,
      NoteJumps.Jump jump) {}

  private static final String TOOL = "BeatWeaver";

  /** The stage is a pointer into a bundle that isn't at hand. */
  private static final String ENVIRONMENT = "DefaultEnvironment";

  byte[] write(boolean v4) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Texts.JSON.createGenerator(bytes)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      if (v4) {
        writeV4(json);
      } else {
        writeV2(json);
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private void writeV4(JsonGenerator json) throws IOException {
    json.writeStringField("version", "4.0.0");
    json.writeObjectFieldStart("song");
    json.writeStringField("title", pack.title());
    json.writeStringField("subTitle", pack.subTitle());
    json.writeStringField("author", pack.artist());
    json.writeEndObject();
    json.writeObjectFieldStart("audio");
    json.writeStringField("songFilename", songFile);
    json.writeNumberField("songDuration", songSeconds);
    json.writeStringField("audioDataFilename", audioDataFile);
    json.writeNumberField("bpm", pack.bpm());
    json.writeNumberField("lufs", pack.lufs());
    json.writeNumberField("previewStartTime", pack.previewStart());
    json.writeNumberField("previewDuration", pack.previewDuration());
    json.writeEndObject();
    json.writeStringField("songPreviewFilename", songFile);
    json.writeStringField("coverImageFilename", "");
    texts(json, "environmentNames", ENVIRONMENT);
    texts(json, "colorSchemes");
    json.writeArrayFieldStart("difficultyBeatmaps");
    for (Entry map : maps) {
      json.writeStartObject();
      json.writeStringField("characteristic", map.characteristic());
      json.writeStringField("difficulty", map.difficulty().serializedName());
      json.writeObjectFieldStart("beatmapAuthors");
      if (pack.mapper().isBlank()) {
        texts(json, "mappers");
      } else {
        texts(json, "mappers", pack.mapper());
      }
      texts(json, "lighters");
      json.writeEndObject();
      json.writeNumberField("environmentNameIdx", 0);
      json.writeNumberField("beatmapColorSchemeIdx", -1);
      json.writeNumberField("noteJumpMovementSpeed", map.jump().speed());
      json.writeNumberField("noteJumpStartBeatOffset", map.jump().offset());
      json.writeStringField("beatmapDataFilename", map.beatmapFile());
      json.writeStringField("lightshowDataFilename", map.lightshowFile());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("customData");
    json.writeObjectFieldStart("editors");
    json.writeStringField("lastEditedBy", TOOL);
    json.writeEndObject();
    json.writeStringField("officialLevelId", pack.levelId());
    if (pack.songTimeOffset() != 0) {
      // Version 4 has no place for it.
      json.writeNumberField("officialSongTimeOffset", pack.songTimeOffset());
    }
    json.writeEndObject();
  }

  private void writeV2(JsonGenerator json) throws IOException {
    json.writeStringField("_version", "2.1.0");
    json.writeStringField("_songName", pack.title());
    json.writeStringField("_songSubName", pack.subTitle());
    json.writeStringField("_songAuthorName", pack.artist());
    json.writeStringField("_levelAuthorName", pack.mapper());
    json.writeNumberField("_beatsPerMinute", pack.bpm());
    json.writeNumberField("_shuffle", 0);
    json.writeNumberField("_shufflePeriod", 0.5);
    json.writeNumberField("_previewStartTime", pack.previewStart());
    json.writeNumberField("_previewDuration", pack.previewDuration());
    json.writeStringField("_songFilename", songFile);
    json.writeStringField("_coverImageFilename", "");
    json.writeStringField("_environmentName", ENVIRONMENT);
    json.writeStringField("_allDirectionsEnvironmentName", "GlassDesertEnvironment");
    texts(json, "_environmentNames", ENVIRONMENT);
    texts(json, "_colorSchemes");
    json.writeNumberField("_songTimeOffset", pack.songTimeOffset());
    json.writeObjectFieldStart("_customData");
    json.writeObjectFieldStart("_editors");
    json.writeStringField("_lastEditedBy", TOOL);
    json.writeEndObject();
    json.writeStringField("_officialLevelId", pack.levelId());
    json.writeEndObject();
    Map<String, List<Entry>> sets = new LinkedHashMap<>();
    for (Entry map : maps) {
      sets.computeIfAbsent(map.characteristic(), name -> new ArrayList<>()).add(map);
    }
    json.writeArrayFieldStart("_difficultyBeatmapSets");
    for (Map.Entry<String, List<Entry>> set : sets.entrySet()) {
      json.writeStartObject();
      json.writeStringField("_beatmapCharacteristicName", set.getKey());
      json.writeArrayFieldStart("_difficultyBeatmaps");
      for (Entry map : set.getValue()) {
        json.writeStartObject();
        json.writeStringField("_difficulty", map.difficulty().serializedName());
        json.writeNumberField("_difficultyRank", map.difficulty().rank());
        json.writeStringField("_beatmapFilename", map.beatmapFile());
        json.writeNumberField("_noteJumpMovementSpeed", map.jump().speed());
        json.writeNumberField("_noteJumpStartBeatOffset", map.jump().offset());
        json.writeNumberField("_beatmapColorSchemeIdx", -1);
        json.writeNumberField("_environmentNameIdx", 0);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void texts(JsonGenerator json, String field, String... texts) throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
