package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.beatweaver.InputException;
import io.beatweaver.level.LevelInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Info 4.0. */
final class InfoV4 extends InfoCodec {
  @Override
  InfoContent read(JsonNode root, Warnings warnings) throws InputException {
    JsonNode song = root.path("song");
    JsonNode audio = root.path("audio");
    Set<String> mappers = new LinkedHashSet<>();
    List<InfoContent.Entry> entries = new ArrayList<>();
    int index = 0;
    for (JsonNode node : root.path("difficultyBeatmaps")) {
      String place = "difficultyBeatmaps[" + index++ + "]";
      for (JsonNode mapper : node.path("beatmapAuthors").path("mappers")) {
        if (!mapper.asText().isBlank()) {
          mappers.add(mapper.asText());
        }
      }
      addEntry(
          entries,
          node,
          place,
          text(node, "characteristic"),
          text(node, "difficulty"),
          text(node, "beatmapDataFilename"),
          text(node, "lightshowDataFilename"),
          number(node, "noteJumpMovementSpeed", place + ".", warnings),
          number(node, "noteJumpStartBeatOffset", place + ".", warnings),
          warnings);
    }
    LevelInfo info =
        new LevelInfo(
            text(song, "title"),
            text(song, "subTitle"),
            text(song, "author"),
            String.join(", ", mappers),
            bpm(audio, "bpm", "audio."),
            text(audio, "songFilename"),
            0,
            text(root, "coverImageFilename"),
            root.path("environmentNames").path(0).asText(""),
            number(audio, "previewStartTime", "audio.", warnings),
            number(audio, "previewDuration", "audio.", warnings),
            text(root, "version"));
    return new InfoContent(
        true,
        info,
        text(audio, "audioDataFilename"),
        number(audio, "songDuration", "audio.", warnings),
        entries);
  }

  @Override
  void write(InfoContent content, JsonGenerator json) throws IOException {
    LevelInfo info = content.info();
    json.writeStartObject();
    json.writeStringField("version", "4.0.0");
    json.writeObjectFieldStart("song");
    json.writeStringField("title", info.title());
    json.writeStringField("subTitle", info.subTitle());
    json.writeStringField("author", info.artist());
    json.writeEndObject();
    json.writeObjectFieldStart("audio");
    json.writeStringField("songFilename", info.songFile());
    json.writeNumberField("songDuration", content.songSeconds());
    json.writeStringField("audioDataFilename", content.audioDataFile());
    json.writeNumberField("bpm", info.bpm());
    json.writeNumberField("lufs", 0);
    json.writeNumberField("previewStartTime", info.previewStart());
    json.writeNumberField("previewDuration", info.previewDuration());
    json.writeEndObject();
    json.writeStringField("songPreviewFilename", info.songFile());
    json.writeStringField("coverImageFilename", info.coverFile());
    json.writeArrayFieldStart("environmentNames");
    json.writeString(info.environment());
    json.writeEndArray();
    DifficultyCodec.emptyArrays(json, "colorSchemes");
    DifficultyCodec.array(
        json,
        "difficultyBeatmaps",
        content.entries(),
        entry -> {
          json.writeStringField("characteristic", entry.characteristic().name());
          json.writeStringField("difficulty", entry.difficulty().serializedName());
          json.writeObjectFieldStart("beatmapAuthors");
          json.writeArrayFieldStart("mappers");
          if (!info.mapper().isBlank()) {
            json.writeString(info.mapper());
          }
          json.writeEndArray();
          DifficultyCodec.emptyArrays(json, "lighters");
          json.writeEndObject();
          json.writeNumberField("environmentNameIdx", 0);
          json.writeNumberField("beatmapColorSchemeIdx", -1);
          json.writeNumberField("noteJumpMovementSpeed", entry.noteJumpSpeed());
          json.writeNumberField("noteJumpStartBeatOffset", entry.noteJumpOffset());
          json.writeStringField("beatmapDataFilename", entry.beatmapFile());
          json.writeStringField("lightshowDataFilename", entry.lightshowFile());
          DifficultyCodec.emptyObject(json, "customData");
        });
    json.writeObjectFieldStart("customData");
    json.writeObjectFieldStart("editors");
    json.writeStringField("lastEditedBy", TOOL);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }
}
