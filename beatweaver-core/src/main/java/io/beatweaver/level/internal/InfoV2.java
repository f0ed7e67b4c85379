package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beatweaver.InputException;
import io.beatweaver.level.Extras;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.ReadOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Info 2.0 and 2.1. */
final class InfoV2 extends InfoCodec {
  private static final Set<String> KNOWN =
      Set.of(
          "_version",
          "version",
          "_songName",
          "_songSubName",
          "_songAuthorName",
          "_levelAuthorName",
          "_beatsPerMinute",
          "_songFilename",
          "_songTimeOffset",
          "_coverImageFilename",
          "_environmentName",
          "_environmentNames",
          "_previewStartTime",
          "_previewDuration",
          "_difficultyBeatmapSets");
  private static final Set<String> KNOWN_OF_SET =
      Set.of("_beatmapCharacteristicName", "_difficultyBeatmaps");
  private static final Set<String> KNOWN_OF_ENTRY =
      Set.of(
          "_difficulty",
          "_difficultyRank",
          "_beatmapFilename",
          "_noteJumpMovementSpeed",
          "_noteJumpStartBeatOffset",
          "_environmentNameIdx");

  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();
  private static final Map<String, String> DEFAULTS_OF_ENTRY = new LinkedHashMap<>();

  static {
    DEFAULTS.put("_shuffle", "0");
    DEFAULTS.put("_shufflePeriod", "0.5");
    DEFAULTS.put("_allDirectionsEnvironmentName", "\"GlassDesertEnvironment\"");
    DEFAULTS.put("_colorSchemes", "[]");
    DEFAULTS.put("_customData", "{\"_editors\":{\"_lastEditedBy\":\"" + TOOL + "\"}}");
    KNOWN.forEach(key -> DEFAULTS.put(key, null));
    DEFAULTS_OF_ENTRY.put("_beatmapColorSchemeIdx", "-1");
    DEFAULTS_OF_ENTRY.put("_customData", "{}");
    KNOWN_OF_ENTRY.forEach(key -> DEFAULTS_OF_ENTRY.put(key, null));
  }

  InfoV2() {
    super(LevelFormat.V2);
  }

  @Override
  InfoContent read(RawObject root, Warnings warnings, ReadOptions options) throws InputException {
    if (root.number("_shuffle", "", warnings) != 0) {
      warnings.add("_shuffle", "swing is not applied");
    }
    List<Extras.Member> members = new ArrayList<>();
    root.addExtras(members, "", KNOWN, DEFAULTS);
    LevelInfo info =
        new LevelInfo(
            root.text("_songName"),
            root.text("_songSubName"),
            root.text("_songAuthorName"),
            root.text("_levelAuthorName"),
            bpm(root, "_beatsPerMinute", ""),
            root.text("_songFilename"),
            root.number("_songTimeOffset", "", warnings),
            root.text("_coverImageFilename"),
            root.text("_environmentName"),
            root.number("_previewStartTime", "", warnings),
            root.number("_previewDuration", "", warnings),
            root.text("_version"),
            extras(members, options));
    List<InfoContent.Entry> entries = new ArrayList<>();
    int index = 0;
    for (String json : root.elements("_difficultyBeatmapSets")) {
      String place = "_difficultyBeatmapSets[" + index++ + "]";
      if (isObject(json, place, warnings)) {
        readSet(root, RawObject.of(json), place, entries, warnings, options);
      }
    }
    return new InfoContent(InfoContent.Family.V2, info, "", 0, entries);
  }

  private void readSet(
      RawObject root,
      RawObject set,
      String setPlace,
      List<InfoContent.Entry> entries,
      Warnings warnings,
      ReadOptions options)
      throws InputException {
    String characteristic = set.text("_beatmapCharacteristicName");
    List<String> environments = texts(root, "_environmentNames");
    boolean allDirections = characteristic.equals("360Degree") || characteristic.equals("90Degree");
    String own = root.text("_environmentName");
    String otherwise = allDirections ? root.text("_allDirectionsEnvironmentName") : own;
    List<Extras.Member> ofSet = new ArrayList<>();
    set.addExtras(ofSet, "set", KNOWN_OF_SET, Map.of("_customData", "{}"));
    int index = 0;
    for (String json : set.elements("_difficultyBeatmaps")) {
      String place = setPlace + "._difficultyBeatmaps[" + index++ + "]";
      if (!isObject(json, place, warnings)) {
        continue;
      }
      RawObject node = RawObject.of(json);
      List<Extras.Member> members = new ArrayList<>(ofSet);
      node.addExtras(members, "", KNOWN_OF_ENTRY, DEFAULTS_OF_ENTRY);
      String environment =
          stage(environments, node, "_environmentNameIdx", otherwise, place, warnings);
      addEntry(
          entries,
          new RawEntry(
              place,
              characteristic,
              node.text("_difficulty"),
              node.text("_beatmapFilename"),
              "",
              node.number("_noteJumpMovementSpeed", place + ".", warnings),
              node.number("_noteJumpStartBeatOffset", place + ".", warnings),
              environment.equals(own) ? "" : environment,
              extras(members, options)),
          warnings);
    }
  }

  @Override
  void write(InfoContent content, JsonGenerator json) throws IOException {
    LevelInfo info = content.info();
    List<String> environments = environments(content);
    json.writeStartObject();
    json.writeStringField("_version", "2.1.0");
    json.writeStringField("_songName", info.title());
    json.writeStringField("_songSubName", info.subTitle());
    json.writeStringField("_songAuthorName", info.artist());
    json.writeStringField("_levelAuthorName", info.mapper());
    json.writeNumberField("_beatsPerMinute", info.bpm());
    json.writeNumberField("_previewStartTime", info.previewStart());
    json.writeNumberField("_previewDuration", info.previewDuration());
    json.writeStringField("_songFilename", info.songFile());
    json.writeStringField("_coverImageFilename", info.coverFile());
    json.writeStringField("_environmentName", environments.get(0));
    json.writeArrayFieldStart("_environmentNames");
    for (String environment : environments) {
      json.writeString(environment);
    }
    json.writeEndArray();
    json.writeNumberField("_songTimeOffset", info.songTimeOffset());
    Defaults.write(json, mine(info.extras()), "", DEFAULTS);
    json.writeArrayFieldStart("_difficultyBeatmapSets");
    Map<String, List<InfoContent.Entry>> sets = new LinkedHashMap<>();
    for (InfoContent.Entry entry : content.entries()) {
      sets.computeIfAbsent(entry.characteristic().name(), name -> new ArrayList<>()).add(entry);
    }
    for (Map.Entry<String, List<InfoContent.Entry>> set : sets.entrySet()) {
      json.writeStartObject();
      json.writeStringField("_beatmapCharacteristicName", set.getKey());
      Defaults.write(json, mine(set.getValue().get(0).extras()), "set", Map.of());
      DifficultyCodec.array(
          json,
          "_difficultyBeatmaps",
          set.getValue(),
          entry -> writeEntry(entry, environmentIndex(environments, entry), json));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeEntry(InfoContent.Entry entry, int environment, JsonGenerator json)
      throws IOException {
    json.writeStringField("_difficulty", entry.difficulty().serializedName());
    json.writeNumberField("_difficultyRank", entry.difficulty().rank());
    json.writeStringField("_beatmapFilename", entry.beatmapFile());
    json.writeNumberField("_noteJumpMovementSpeed", entry.noteJumpSpeed());
    json.writeNumberField("_noteJumpStartBeatOffset", entry.noteJumpOffset());
    json.writeNumberField("_environmentNameIdx", environment);
    Defaults.write(json, mine(entry.extras()), "", DEFAULTS_OF_ENTRY);
  }
}
