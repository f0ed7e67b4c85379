package io.beatweaver.official.internal;

import io.beatweaver.InputException;
import io.beatweaver.level.Difficulty;
import io.beatweaver.unity.UnityBundle;
import io.beatweaver.unity.UnityObject;
import io.beatweaver.unity.UnityValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a pack says of a level. Numbers that a game version leaves out, or that are none, are 0;
 * texts empty.
 *
 * @param levelId the level's id
 * @param title the song's title
 * @param subTitle the song's subtitle
 * @param artist the song's artist
 * @param mapper who made the level
 * @param bpm base tempo
 * @param lufs loudness
 * @param songTimeOffset seconds by which the song starts after the map
 * @param previewStart seconds
 * @param previewDuration seconds
 * @param songSeconds the song's length
 * @param sets difficulties by characteristic, in the pack's order
 */
record PackLevel(
    String levelId,
    String title,
    String subTitle,
    String artist,
    String mapper,
    double bpm,
    double lufs,
    double songTimeOffset,
    double previewStart,
    double previewDuration,
    double songSeconds,
    List<PreviewSet> sets) {

  /**
   * The difficulties of a characteristic, which the pack knows only as a pointer to another bundle.
   *
   * @param characteristicId that pointer
   * @param maps in the pack's order
   */
  record PreviewSet(long characteristicId, List<PreviewMap> maps) {}

  /** One difficulty's note jump. */
  record PreviewMap(Difficulty difficulty, double noteJumpSpeed, double noteJumpOffset) {}

  /** Whether an object is of the type that describes a level, known without reading it. */
  static boolean describes(List<String> fieldNames) {
    return fieldNames.contains("_levelID") && fieldNames.contains("_previewDifficultyBeatmapSets");
  }

  /** Reads an object that describes a level; its id is empty if it is a pack's own. */
  static PackLevel read(UnityBundle bundle, UnityObject object) throws IOException {
    UnityValue fields = bundle.read(object);
    List<PreviewSet> sets = new ArrayList<>();
    for (UnityValue set : fields.get("_previewDifficultyBeatmapSets").list()) {
      List<PreviewMap> maps = new ArrayList<>();
      for (UnityValue map : set.get("_previewDifficultyBeatmaps").list()) {
        maps.add(
            new PreviewMap(
                LevelData.difficulty(map.get("_difficulty")),
                map.get("_noteJumpMovementSpeed").asDouble(),
                map.get("_noteJumpStartBeatOffset").asDouble()));
      }
      sets.add(new PreviewSet(set.get("_beatmapCharacteristic").get("m_PathID").asLong(), maps));
    }
    return new PackLevel(
        text(fields, "_levelID"),
        text(fields, "_songName"),
        text(fields, "_songSubName"),
        text(fields, "_songAuthorName"),
        mapper(fields),
        number(fields, "_beatsPerMinute"),
        number(fields, "_integratedLufs"),
        number(fields, "_songTimeOffset"),
        number(fields, "_previewStartTime"),
        number(fields, "_previewDuration"),
        number(fields, "_songDuration"),
        List.copyOf(sets));
  }

  /** Game versions have one name or a list of them. */
  private static String mapper(UnityValue fields) throws InputException {
    if (fields.has("_levelAuthorName") || !fields.has("_allMappers")) {
      return text(fields, "_levelAuthorName");
    }
    List<String> names = new ArrayList<>();
    for (UnityValue name : fields.get("_allMappers").list()) {
      names.add(name.text());
    }
    return String.join(", ", names);
  }

  private static String text(UnityValue fields, String field) throws InputException {
    return fields.has(field) ? fields.get(field).text() : "";
  }

  private static double number(UnityValue fields, String field) throws InputException {
    double number = fields.has(field) ? fields.get(field).asDouble() : 0;
    return Double.isFinite(number) ? number : 0;
  }
}
