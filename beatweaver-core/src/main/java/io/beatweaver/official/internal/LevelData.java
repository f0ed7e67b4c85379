package io.beatweaver.official.internal;

import io.beatweaver.InputException;
import io.beatweaver.level.Difficulty;
import io.beatweaver.unity.UnityBundle;
import io.beatweaver.unity.UnityObject;
import io.beatweaver.unity.UnityValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a level bundle says of its level: which text is which difficulty.
 *
 * @param name of the level, as its object is called
 * @param song the audio clip
 * @param songFrames its length as the clip says, 0 if it doesn't
 * @param audioData the text with the tempo regions
 * @param sets difficulties by characteristic, in the bundle's order
 */
record LevelData(
    String name,
    Optional<UnityObject> song,
    long songFrames,
    Optional<UnityObject> audioData,
    List<Characteristic> sets) {
  /** The most beatmaps of a level; the game has 25 places. */
  private static final int MAX_BEATMAPS = 200;

  private static final long MAX_FRAMES = 1L << 31;

  private static final String NAME_SUFFIX = "BeatmapLevelData";

  /**
   * The difficulties of one characteristic.
   *
   * @param name its serialized name
   * @param maps in the bundle's order
   */
  record Characteristic(String name, List<MapData> maps) {}

  /** One difficulty; either text may be missing. */
  record MapData(
      Difficulty difficulty, Optional<UnityObject> beatmap, Optional<UnityObject> lightshow) {}

  /** Whether an object is of the type that describes a level's data, known without reading it. */
  static boolean describes(List<String> fieldNames) {
    return fieldNames.contains("_difficultyBeatmapSets") && fieldNames.contains("_audioClip");
  }

  /** Reads the object that describes a level's data. */
  static LevelData read(UnityBundle bundle, UnityObject object) throws IOException {
    UnityValue fields = bundle.read(object);
    List<Characteristic> sets = new ArrayList<>();
    int count = 0;
    for (UnityValue set : fields.get("_difficultyBeatmapSets").list()) {
      List<MapData> maps = new ArrayList<>();
      for (UnityValue map : set.get("_difficultyBeatmaps").list()) {
        if (++count > MAX_BEATMAPS) {
          throw map.bad("more than " + MAX_BEATMAPS + " beatmaps");
        }
        maps.add(
            new MapData(
                difficulty(map.get("_difficulty")),
                follow(bundle, object, map, "_beatmapAsset"),
                follow(bundle, object, map, "_lightshowAsset")));
      }
      String name = set.get("_beatmapCharacteristicSerializedName").text();
      sets.add(new Characteristic(name.isBlank() ? "Standard" : name, maps));
    }
    String name = fields.get("m_Name").text();
    Optional<UnityObject> song = follow(bundle, object, fields, "_audioClip");
    return new LevelData(
        name.endsWith(NAME_SUFFIX) ? name.substring(0, name.length() - NAME_SUFFIX.length()) : name,
        song,
        song.isPresent() ? frames(bundle, song.get()) : 0,
        follow(bundle, object, fields, "_audioDataAsset"),
        List.copyOf(sets));
  }

  private static long frames(UnityBundle bundle, UnityObject clip) throws IOException {
    try {
      UnityValue fields = bundle.read(clip);
      double frames = fields.get("m_Length").asDouble() * fields.get("m_Frequency").asInt();
      return Math.round(Math.max(0, Math.min(MAX_FRAMES, frames)));
    } catch (InputException e) {
      // Whoever wants the song itself will be told.
      return 0;
    }
  }

  /** The game numbers difficulties from 0. */
  static Difficulty difficulty(UnityValue number) throws InputException {
    int index = number.asInt();
    if (index < 0 || index >= Difficulty.values().length) {
      throw number.bad("no difficulty: " + index);
    }
    return Difficulty.values()[index];
  }

  private static Optional<UnityObject> follow(
      UnityBundle bundle, UnityObject object, UnityValue fields, String field) throws IOException {
    try {
      return fields.has(field) ? bundle.follow(object, fields.get(field)) : Optional.empty();
    } catch (InputException e) {
      // A pointer to nothing costs what it should lead to, as one to another bundle does.
      return Optional.empty();
    }
  }
}
