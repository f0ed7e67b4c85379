package io.beatweaver.level;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Levels as text, put into memory, a folder or a zip. */
final class SampleLevels {
  static final String V2_INFO =
      """
      {"_version":"2.0.0","_songName":"Song","_songSubName":"Sub","_songAuthorName":"Artist",
      "_levelAuthorName":"Mapper","_beatsPerMinute":120,"_songTimeOffset":0.25,"_shuffle":0,
      "_shufflePeriod":0.5,"_previewStartTime":12,"_previewDuration":10,"_songFilename":"song.egg",
      "_coverImageFilename":"cover.jpg","_environmentName":"NiceEnvironment",
      "_difficultyBeatmapSets":[{"_beatmapCharacteristicName":"Standard","_difficultyBeatmaps":[
      {"_difficulty":"Hard","_difficultyRank":5,"_beatmapFilename":"Hard.dat",
      "_noteJumpMovementSpeed":12,"_noteJumpStartBeatOffset":-0.5},
      {"_difficulty":"Expert+","_difficultyRank":9,"_beatmapFilename":"ExpertPlus.dat",
      "_noteJumpMovementSpeed":18,"_noteJumpStartBeatOffset":0}]},
      {"_beatmapCharacteristicName":"OneSaber","_difficultyBeatmaps":[
      {"_difficulty":"easy","_difficultyRank":1,"_beatmapFilename":"One.dat"}]}]}""";

  static final String V2_HARD =
      """
      {"_version":"2.5.0","_notes":[
      {"_time":10,"_lineIndex":2,"_lineLayer":0,"_type":1,"_cutDirection":1},
      {"_time":4,"_lineIndex":1,"_lineLayer":0,"_type":0,"_cutDirection":1}],
      "_obstacles":[{"_time":6,"_lineIndex":0,"_type":0,"_duration":4,"_width":1}],
      "_events":[{"_time":8,"_type":100,"_value":0,"_floatValue":60}]}""";

  static final String V3_EXPERT_PLUS =
      """
      {"version":"3.3.0","bpmEvents":[{"b":0,"m":240},{"b":8,"m":120}],
      "colorNotes":[{"b":4,"x":1,"c":0,"d":1},{"b":12,"x":2,"c":1,"d":0}],
      "bombNotes":[],"obstacles":[]}""";

  static final String V2_ONE = "{\"_version\":\"2.0.0\",\"_notes\":[{\"_time\":1}]}";

  static final String V4_INFO =
      """
      {"version":"4.0.1","song":{"title":"Song","subTitle":"Sub","author":"Artist"},
      "audio":{"songFilename":"song.ogg","songDuration":20,"audioDataFilename":"Audio.dat","bpm":60,
      "lufs":0,"previewStartTime":1,"previewDuration":2},"songPreviewFilename":"song.ogg",
      "coverImageFilename":"cover.png","environmentNames":["WeaveEnvironment"],
      "difficultyBeatmaps":[
      {"characteristic":"Standard","difficulty":"Expert","beatmapAuthors":{"mappers":["A","B"],"lighters":[]},
      "environmentNameIdx":0,"noteJumpMovementSpeed":16,"noteJumpStartBeatOffset":0.5,
      "beatmapDataFilename":"Expert.dat","lightshowDataFilename":"Lights.dat"},
      {"characteristic":"Standard","difficulty":"Easy","beatmapAuthors":{"mappers":["B","C"]},
      "noteJumpMovementSpeed":10,"beatmapDataFilename":"Easy.dat","lightshowDataFilename":"Lights.dat"}]}""";

  /** Silence for a second, then 8 beats at 120 BPM, then 4 beats at 240. */
  static final String V4_AUDIO =
      """
      {"version":"4.0.0","songChecksum":"","songSampleCount":441000,"songFrequency":44100,
      "bpmData":[{"si":44100,"ei":220500,"sb":0,"eb":8},{"si":220500,"ei":264600,"sb":8,"eb":12}],
      "lufsData":[]}""";

  static final String V4_EXPERT =
      """
      {"version":"4.0.0","colorNotes":[{"b":10,"i":0},{"b":2,"i":0},{"b":13}],
      "colorNotesData":[{"x":1,"y":2,"c":1,"d":3}]}""";

  static final String V2_EASY =
      """
      {"_version":"2.2.0","_notes":[{"_time":3}],"_events":[{"_time":2,"_type":100,"_floatValue":30}]}""";

  private SampleLevels() {}

  /** A v2 level whose difficulties are v2, v3 and v2. */
  static Map<String, String> v2() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("Info.dat", V2_INFO);
    files.put("Hard.dat", V2_HARD);
    files.put("ExpertPlus.dat", V3_EXPERT_PLUS);
    files.put("One.dat", V2_ONE);
    files.put("song.egg", "no real song");
    return files;
  }

  /** A v4 level whose difficulties are v4 and v2. */
  static Map<String, String> v4() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("Info.dat", V4_INFO);
    files.put("Audio.dat", V4_AUDIO);
    files.put("Expert.dat", V4_EXPERT);
    files.put("Easy.dat", V2_EASY);
    files.put("Lights.dat", "{\"version\":\"4.0.0\"}");
    files.put("song.ogg", "no real song");
    return files;
  }

  static Level read(Map<String, String> files) throws IOException {
    return read(files, ReadOptions.EVERYTHING);
  }

  static Level read(Map<String, String> files, ReadOptions options) throws IOException {
    return LevelReader.read("level", bytes(files), options);
  }

  static Map<String, byte[]> bytes(Map<String, String> files) {
    Map<String, byte[]> bytes = new HashMap<>();
    files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return bytes;
  }

  static Path folder(Path parent, Map<String, String> files) throws IOException {
    Path folder = Files.createDirectories(parent.resolve("level"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return folder;
  }

  static Path zip(Path parent, Map<String, String> files) throws IOException {
    Path zip = parent.resolve("level.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    return zip;
  }
}
