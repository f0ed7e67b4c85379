package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.beatweaver.InputException;
import io.beatweaver.level.Extras;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.ReadOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Info 4.0. */
final class InfoV4 extends InfoCodec {
  /** Where the audio data's own extras are among the info's. */
  static final String AUDIO_DATA = "audioData";

  private static final Set<String> KNOWN =
      Set.of(
          "version",
          "_version",
          "song",
          "audio",
          "coverImageFilename",
          "environmentNames",
          "difficultyBeatmaps");
  private static final Set<String> KNOWN_OF_SONG = Set.of("title", "subTitle", "author");
  private static final Set<String> KNOWN_OF_AUDIO =
      Set.of(
          "songFilename",
          "songDuration",
          "audioDataFilename",
          "bpm",
          "previewStartTime",
          "previewDuration");
  private static final Set<String> KNOWN_OF_ENTRY =
      Set.of(
          "characteristic",
          "difficulty",
          "environmentNameIdx",
          "noteJumpMovementSpeed",
          "noteJumpStartBeatOffset",
          "beatmapDataFilename",
          "lightshowDataFilename");

  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();
  private static final Map<String, String> DEFAULTS_OF_AUDIO = new LinkedHashMap<>();
  private static final Map<String, String> DEFAULTS_OF_ENTRY = new LinkedHashMap<>();

  static {
    DEFAULTS.put("colorSchemes", "[]");
    DEFAULTS.put("customData", "{\"editors\":{\"lastEditedBy\":\"" + TOOL + "\"}}");
    KNOWN.forEach(key -> DEFAULTS.put(key, null));
    DEFAULTS_OF_AUDIO.put("lufs", "0");
    KNOWN_OF_AUDIO.forEach(key -> DEFAULTS_OF_AUDIO.put(key, null));
    DEFAULTS_OF_ENTRY.put("beatmapColorSchemeIdx", "-1");
    DEFAULTS_OF_ENTRY.put("customData", "{}");
    KNOWN_OF_ENTRY.forEach(key -> DEFAULTS_OF_ENTRY.put(key, null));
  }

  InfoV4() {
    super(LevelFormat.V4);
  }

  @Override
  InfoContent read(RawObject root, Warnings warnings, ReadOptions options) throws InputException {
    RawObject song = root.object("song");
    RawObject audio = root.object("audio");
    List<String> environments = texts(root, "environmentNames");
    String own = environments.isEmpty() ? "" : environments.get(0);
    String mapper = mapper(root);
    Map<String, String> defaults = with(DEFAULTS_OF_ENTRY, "beatmapAuthors", authors(mapper));
    List<InfoContent.Entry> entries = new ArrayList<>();
    int index = 0;
    for (String json : root.elements("difficultyBeatmaps")) {
      String place = "difficultyBeatmaps[" + index++ + "]";
      if (!isObject(json, place, warnings)) {
        continue;
      }
      RawObject node = RawObject.of(json);
      List<Extras.Member> members = new ArrayList<>();
      node.addExtras(members, "", KNOWN_OF_ENTRY, defaults);
      String environment = stage(environments, node, "environmentNameIdx", own, place, warnings);
      addEntry(
          entries,
          new RawEntry(
              place,
              node.text("characteristic"),
              node.text("difficulty"),
              node.text("beatmapDataFilename"),
              node.text("lightshowDataFilename"),
              node.number("noteJumpMovementSpeed", place + ".", warnings),
              node.number("noteJumpStartBeatOffset", place + ".", warnings),
              environment.equals(own) ? "" : environment,
              extras(members, options)),
          warnings);
    }
    List<Extras.Member> members = new ArrayList<>();
    root.addExtras(
        members, "", KNOWN, with(DEFAULTS, "songPreviewFilename", audio.json("songFilename")));
    song.addExtras(members, "song", KNOWN_OF_SONG, Map.of());
    audio.addExtras(members, "audio", KNOWN_OF_AUDIO, DEFAULTS_OF_AUDIO);
    LevelInfo info =
        new LevelInfo(
            song.text("title"),
            song.text("subTitle"),
            song.text("author"),
            mapper,
            bpm(audio, "bpm", "audio."),
            audio.text("songFilename"),
            0,
            root.text("coverImageFilename"),
            own,
            audio.number("previewStartTime", "audio.", warnings),
            audio.number("previewDuration", "audio.", warnings),
            root.text("version"),
            extras(members, options));
    return new InfoContent(
        InfoContent.Family.V4,
        info,
        audio.text("audioDataFilename"),
        audio.number("songDuration", "audio.", warnings),
        entries);
  }

  /** All mappers of all difficulties, each once. */
  private static String mapper(RawObject root) throws InputException {
    Set<String> mappers = new LinkedHashSet<>();
    for (String json : root.elements("difficultyBeatmaps")) {
      texts(RawObject.of(json).object("beatmapAuthors"), "mappers").stream()
          .filter(mapper -> !mapper.isBlank())
          .forEach(mappers::add);
    }
    return String.join(", ", mappers);
  }

  /** What is written of a difficulty's authors if nothing else is carried. */
  private static String authors(String mapper) {
    String quoted = mapper.isBlank() ? "" : "\"" + new String(quote(mapper)) + "\"";
    return "{\"mappers\":[" + quoted + "],\"lighters\":[]}";
  }

  private static char[] quote(String text) {
    return JsonStringEncoder.getInstance().quoteAsString(text);
  }

  private static Map<String, String> with(Map<String, String> defaults, String key, String json) {
    Map<String, String> more = new LinkedHashMap<>(defaults);
    more.put(key, json);
    return more;
  }

  @Override
  void write(InfoContent content, JsonGenerator json) throws IOException {
    LevelInfo info = content.info();
    Extras extras = mine(info.extras());
    List<String> environments = environments(content);
    json.writeStartObject();
    json.writeStringField("version", info.version().equals("4.0.1") ? "4.0.1" : "4.0.0");
    json.writeObjectFieldStart("song");
    json.writeStringField("title", info.title());
    json.writeStringField("subTitle", info.subTitle());
    json.writeStringField("author", info.artist());
    Defaults.write(json, extras, "song", Map.of());
    json.writeEndObject();
    json.writeObjectFieldStart("audio");
    json.writeStringField("songFilename", info.songFile());
    json.writeNumberField("songDuration", content.songSeconds());
    json.writeStringField("audioDataFilename", content.audioDataFile());
    json.writeNumberField("bpm", info.bpm());
    json.writeNumberField("previewStartTime", info.previewStart());
    json.writeNumberField("previewDuration", info.previewDuration());
    Defaults.write(json, extras, "audio", DEFAULTS_OF_AUDIO);
    json.writeEndObject();
    // A preview of its own isn't among the files that are copied.
    json.writeStringField("songPreviewFilename", info.songFile());
    json.writeStringField("coverImageFilename", info.coverFile());
    json.writeArrayFieldStart("environmentNames");
    for (String environment : environments) {
      json.writeString(environment);
    }
    json.writeEndArray();
    Defaults.write(json, extras, "", with(DEFAULTS, "songPreviewFilename", null));
    Map<String, String> defaults =
        with(DEFAULTS_OF_ENTRY, "beatmapAuthors", authors(info.mapper()));
    DifficultyCodec.array(
        json,
        "difficultyBeatmaps",
        content.entries(),
        entry -> {
          json.writeStringField("characteristic", entry.characteristic().name());
          json.writeStringField("difficulty", entry.difficulty().serializedName());
          json.writeNumberField("environmentNameIdx", environmentIndex(environments, entry));
          json.writeNumberField("noteJumpMovementSpeed", entry.noteJumpSpeed());
          json.writeNumberField("noteJumpStartBeatOffset", entry.noteJumpOffset());
          json.writeStringField("beatmapDataFilename", entry.beatmapFile());
          json.writeStringField("lightshowDataFilename", entry.lightshowFile());
          Defaults.write(json, mine(entry.extras()), "", defaults);
        });
    json.writeEndObject();
  }
}
