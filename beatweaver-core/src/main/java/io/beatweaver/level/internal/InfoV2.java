package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.beatweaver.InputException;
import io.beatweaver.level.LevelInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Info 2.0 and 2.1. */
final class InfoV2 extends InfoCodec {
  @Override
  InfoContent read(JsonNode root, Warnings warnings) throws InputException {
    if (number(root, "_shuffle", "", warnings) != 0) {
      warnings.add("_shuffle", "swing is not applied");
    }
    LevelInfo info =
        new LevelInfo(
            text(root, "_songName"),
            text(root, "_songSubName"),
            text(root, "_songAuthorName"),
            text(root, "_levelAuthorName"),
            bpm(root, "_beatsPerMinute", ""),
            text(root, "_songFilename"),
            number(root, "_songTimeOffset", "", warnings),
            text(root, "_coverImageFilename"),
            text(root, "_environmentName"),
            number(root, "_previewStartTime", "", warnings),
            number(root, "_previewDuration", "", warnings),
            text(root, "_version"));
    List<InfoContent.Entry> entries = new ArrayList<>();
    int set = 0;
    for (JsonNode setNode : root.path("_difficultyBeatmapSets")) {
      String setPlace = "_difficultyBeatmapSets[" + set++ + "]";
      int index = 0;
      for (JsonNode node : setNode.path("_difficultyBeatmaps")) {
        String place = setPlace + "._difficultyBeatmaps[" + index++ + "]";
        addEntry(
            entries,
            node,
            place,
            text(setNode, "_beatmapCharacteristicName"),
            text(node, "_difficulty"),
            text(node, "_beatmapFilename"),
            "",
            number(node, "_noteJumpMovementSpeed", place + ".", warnings),
            number(node, "_noteJumpStartBeatOffset", place + ".", warnings),
            warnings);
      }
    }
    return new InfoContent(false, info, "", 0, entries);
  }

  @Override
  void write(InfoContent content, JsonGenerator json) throws IOException {
    LevelInfo info = content.info();
    json.writeStartObject();
    json.writeStringField("_version", "2.1.0");
    json.writeStringField("_songName", info.title());
    json.writeStringField("_songSubName", info.subTitle());
    json.writeStringField("_songAuthorName", info.artist());
    json.writeStringField("_levelAuthorName", info.mapper());
    json.writeNumberField("_beatsPerMinute", info.bpm());
    json.writeNumberField("_shuffle", 0);
    json.writeNumberField("_shufflePeriod", 0.5);
    json.writeNumberField("_previewStartTime", info.previewStart());
    json.writeNumberField("_previewDuration", info.previewDuration());
    json.writeStringField("_songFilename", info.songFile());
    json.writeStringField("_coverImageFilename", info.coverFile());
    json.writeStringField("_environmentName", info.environment());
    json.writeStringField("_allDirectionsEnvironmentName", "GlassDesertEnvironment");
    json.writeArrayFieldStart("_environmentNames");
    json.writeString(info.environment());
    json.writeEndArray();
    DifficultyCodec.emptyArrays(json, "_colorSchemes");
    json.writeNumberField("_songTimeOffset", info.songTimeOffset());
    json.writeObjectFieldStart("_customData");
    json.writeObjectFieldStart("_editors");
    json.writeStringField("_lastEditedBy", TOOL);
    json.writeEndObject();
    json.writeEndObject();
    json.writeArrayFieldStart("_difficultyBeatmapSets");
    Map<String, List<InfoContent.Entry>> sets = new LinkedHashMap<>();
    for (InfoContent.Entry entry : content.entries()) {
      sets.computeIfAbsent(entry.characteristic().name(), name -> new ArrayList<>()).add(entry);
    }
    for (Map.Entry<String, List<InfoContent.Entry>> set : sets.entrySet()) {
      json.writeStartObject();
      json.writeStringField("_beatmapCharacteristicName", set.getKey());
      DifficultyCodec.array(
          json,
          "_difficultyBeatmaps",
          set.getValue(),
          entry -> {
            json.writeStringField("_difficulty", entry.difficulty().serializedName());
            json.writeNumberField("_difficultyRank", entry.difficulty().rank());
            json.writeStringField("_beatmapFilename", entry.beatmapFile());
            json.writeNumberField("_noteJumpMovementSpeed", entry.noteJumpSpeed());
            json.writeNumberField("_noteJumpStartBeatOffset", entry.noteJumpOffset());
            json.writeNumberField("_beatmapColorSchemeIdx", -1);
            json.writeNumberField("_environmentNameIdx", 0);
            DifficultyCodec.emptyObject(json, "_customData");
          });
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
