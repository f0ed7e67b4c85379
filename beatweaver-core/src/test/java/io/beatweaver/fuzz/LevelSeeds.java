package io.beatweaver.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Valid levels of every format with every kind of object, to be damaged. */
public final class LevelSeeds {
  private static final String INFO_1 =
      """
      {"songName":"Song","songSubName":"Sub","authorName":"Artist","beatsPerMinute":120.0,
      "previewStartTime":12,"previewDuration":10,"coverImagePath":"cover.jpg",
      "environmentName":"DefaultEnvironment","difficultyLevels":[
      {"difficulty":"Expert","difficultyRank":4,"audioPath":"song.ogg","jsonPath":"Expert.json",
      "characteristic":"Standard","offset":100,"oldOffset":100}]}""";

  private static final String DIFFICULTY_1 =
      """
      {"_version":"1.5.0","_beatsPerMinute":120,"_beatsPerBar":16,"_noteJumpSpeed":10,"_shuffle":0,
      "_shufflePeriod":0.5,"_time":3,"_events":[{"_time":0,"_type":1,"_value":5}],
      "_notes":[{"_time":4,"_lineIndex":1,"_lineLayer":0,"_type":0,"_cutDirection":1}],
      "_obstacles":[{"_time":6,"_lineIndex":0,"_type":1,"_duration":4,"_width":2}]}""";

  private static final String INFO_2 =
      """
      {"_version":"2.1.0","_songName":"Song","_songSubName":"Sub","_songAuthorName":"Artist",
      "_levelAuthorName":"Mapper","_beatsPerMinute":120,"_songTimeOffset":0.25,"_shuffle":0,
      "_shufflePeriod":0.5,"_previewStartTime":12,"_previewDuration":10,"_songFilename":"song.egg",
      "_coverImageFilename":"cover.jpg","_environmentName":"NiceEnvironment",
      "_allDirectionsEnvironmentName":"GlassDesertEnvironment","_environmentNames":["A","B"],
      "_colorSchemes":[{"useOverride":true,"colorScheme":{"colorSchemeId":"x",
      "saberAColor":{"r":0.1,"g":0.2,"b":0.3,"a":1}}}],
      "_customData":{"_contributors":[{"_role":"x","_name":"y"}],"_editors":{"_lastEditedBy":"z"}},
      "_difficultyBeatmapSets":[{"_beatmapCharacteristicName":"Standard","_difficultyBeatmaps":[
      {"_difficulty":"Hard","_difficultyRank":5,"_beatmapFilename":"Hard.dat",
      "_noteJumpMovementSpeed":12,"_noteJumpStartBeatOffset":-0.5,"_beatmapColorSchemeIdx":0,
      "_environmentNameIdx":1,"_customData":{"_difficultyLabel":"label","_requirements":["a"]}},
      {"_difficulty":"Expert+","_difficultyRank":9,"_beatmapFilename":"ExpertPlus.dat",
      "_noteJumpMovementSpeed":18,"_noteJumpStartBeatOffset":0}]},
      {"_beatmapCharacteristicName":"90Degree","_difficultyBeatmaps":[
      {"_difficulty":"easy","_difficultyRank":1,"_beatmapFilename":"Hard.dat"}]}]}""";

  private static final String DIFFICULTY_2 =
      """
      {"_version":"2.6.0","_customData":{"_BPMChanges":[{"_time":3,"_BPM":200}],"_time":1},
      "_notes":[{"_time":10,"_lineIndex":2,"_lineLayer":0,"_type":1,"_cutDirection":1},
      {"_time":4.5,"_lineIndex":1,"_lineLayer":2,"_type":0,"_cutDirection":8,
      "_customData":{"_position":[1,2.5],"_color":[0,0,0]}},
      {"_time":5,"_lineIndex":1,"_lineLayer":1,"_type":3,"_cutDirection":0}],
      "_obstacles":[{"_time":6,"_lineIndex":0,"_type":0,"_duration":4,"_width":1},
      {"_time":7,"_lineIndex":3,"_type":1,"_duration":-2,"_width":1},
      {"_time":8,"_lineIndex":1,"_type":2,"_lineLayer":1,"_height":2,"_duration":1,"_width":2}],
      "_sliders":[{"_colorType":1,"_headTime":2,"_headLineIndex":1,"_headLineLayer":0,
      "_headCutDirection":1,"_headControlPointLengthMultiplier":1.5,"_tailTime":4,
      "_tailLineIndex":2,"_tailLineLayer":2,"_tailCutDirection":0,
      "_tailControlPointLengthMultiplier":0.5,"_sliderMidAnchorMode":1}],
      "_waypoints":[{"_time":1,"_lineIndex":1,"_lineLayer":1,"_offsetDirection":1}],
      "_specialEventsKeywordFilters":{"_keywords":[{"_keyword":"k","_specialEvents":[1,2]}]},
      "_events":[{"_time":8,"_type":100,"_value":0,"_floatValue":60},
      {"_time":1,"_type":14,"_value":3},{"_time":2,"_type":15,"_value":1420},
      {"_time":3,"_type":5,"_value":1},{"_time":3,"_type":1,"_value":5,"_floatValue":0.5}]}""";

  private static final String DIFFICULTY_3 =
      """
      {"version":"3.3.0","bpmEvents":[{"b":0,"m":240},{"b":8,"m":120}],
      "rotationEvents":[{"b":1,"e":0,"r":15},{"b":3,"e":1,"r":-30.5}],
      "colorNotes":[{"b":4,"x":1,"y":0,"c":0,"d":1,"a":15,"customData":{"coordinates":[0,1]}},
      {"b":12.0625,"x":2,"y":1,"c":1,"d":0,"a":0}],"bombNotes":[{"b":3,"x":1,"y":1}],
      "obstacles":[{"b":2,"d":1.5,"x":0,"y":0,"w":1,"h":5}],
      "sliders":[{"b":1,"c":0,"x":1,"y":0,"d":1,"mu":1,"tb":3,"tx":2,"ty":2,"tc":0,"tmu":1,"m":0}],
      "burstSliders":[{"b":1,"c":0,"x":1,"y":2,"d":1,"tb":1.5,"tx":1,"ty":0,"sc":4,"s":0.8}],
      "waypoints":[],"basicBeatmapEvents":[{"b":1,"et":0,"i":1,"f":1}],
      "colorBoostBeatmapEvents":[{"b":1,"o":true}],
      "lightColorEventBoxGroups":[{"b":2,"g":0,"e":[{"f":{"f":1,"p":1,"t":0,"r":0},"w":1,"e":[]}]}],
      "basicEventTypesWithKeywords":{"d":[]},"useNormalEventsAsCompatibleEvents":true,
      "customData":{"environment":[{"id":"x","scale":[1,1,1]}],"fakeColorNotes":[{"b":1}]}}""";

  private static final String INFO_4 =
      """
      {"version":"4.0.1","song":{"title":"Song","subTitle":"Sub","author":"Artist"},
      "audio":{"songFilename":"song.ogg","songDuration":20,"audioDataFilename":"Audio.dat","bpm":60,
      "lufs":0,"previewStartTime":1,"previewDuration":2},"songPreviewFilename":"song.ogg",
      "coverImageFilename":"cover.png","environmentNames":["WeaveEnvironment"],
      "colorSchemes":[{"overrideNotes":true,"overrideLights":false,"colorSchemeName":"x",
      "saberAColor":"FF0000FF"}],"customData":{"k":[1,{"v":2}]},
      "difficultyBeatmaps":[
      {"characteristic":"Standard","difficulty":"Expert","beatmapAuthors":{"mappers":["A","B"],
      "lighters":["L"]},"environmentNameIdx":0,"beatmapColorSchemeIdx":0,"noteJumpMovementSpeed":16,
      "noteJumpStartBeatOffset":0.5,"beatmapDataFilename":"Expert.dat",
      "lightshowDataFilename":"Lights.dat","customData":{"_difficultyLabel":"x"}},
      {"characteristic":"360Degree","difficulty":"Easy","beatmapAuthors":{"mappers":["B","C"]},
      "noteJumpMovementSpeed":10,"beatmapDataFilename":"Easy.dat",
      "lightshowDataFilename":"Lights.dat"},
      {"characteristic":"Lawless","difficulty":"Normal","noteJumpMovementSpeed":10,
      "beatmapDataFilename":"Normal.dat","lightshowDataFilename":"Lights.dat"}]}""";

  private static final String AUDIO_4 =
      """
      {"version":"4.0.0","songChecksum":"","songSampleCount":441000,"songFrequency":44100,
      "bpmData":[{"si":44100,"ei":220500,"sb":0,"eb":8},{"si":220500,"ei":264600,"sb":8,"eb":12}],
      "lufsData":[{"si":0,"ei":441000,"l":-5.5}]}""";

  private static final String DIFFICULTY_4 =
      """
      {"version":"4.1.0","colorNotes":[{"b":10,"i":0,"r":0},{"b":2,"i":1,"r":15},{"b":13}],
      "colorNotesData":[{"x":1,"y":2,"c":1,"d":3,"a":0},{"x":2,"y":0,"c":0,"d":1,"a":-30}],
      "bombNotes":[{"b":1,"i":0,"r":0}],"bombNotesData":[{"x":3,"y":1}],
      "obstacles":[{"b":2,"i":0,"r":0}],"obstaclesData":[{"d":3,"x":0,"y":0,"w":2,"h":3}],
      "arcs":[{"hb":2,"tb":4,"hr":0,"tr":15,"hi":1,"ti":0,"ai":0}],
      "arcsData":[{"m":1,"tm":0.5,"a":2}],
      "chains":[{"hb":2,"tb":2.5,"hr":0,"tr":0,"i":1,"ci":0}],
      "chainsData":[{"tx":2,"ty":2,"c":3,"s":0.5}],
      "spawnRotations":[{"b":1,"i":0}],"spawnRotationsData":[{"t":0,"r":15},{"e":1,"r":-15}],
      "njsEvents":[{"b":0,"i":0},{"b":5,"i":1}],"njsEventData":[{"d":0,"p":0,"e":0},{"d":2,"p":1}],
      "customData":{"x":{}}}""";

  private static final String LIGHTS_4 =
      """
      {"version":"4.0.0","basicEvents":[{"b":1,"i":0}],"basicEventsData":[{"t":0,"i":1,"f":1}],
      "colorBoostEvents":[{"b":2,"i":0}],"colorBoostEventsData":[{"b":1}],
      "waypoints":[],"eventBoxGroups":[{"t":1,"b":1,"g":0,"e":[{"f":0,"e":0,"l":[{"b":0,"i":0}]}]}],
      "useNormalEventsAsCompatibleEvents":false}""";

  private LevelSeeds() {}

  /**
   * The levels: v1, v2 with v2 and v3 difficulties, v4 with v4, v2 and v3 difficulties.
   *
   * @return files by name, for each level
   */
  public static List<Map<String, byte[]>> levels() {
    return List.of(
        level("info.json", INFO_1, "Expert.json", DIFFICULTY_1, "song.ogg", ""),
        level(
            "Info.dat",
            INFO_2,
            "Hard.dat",
            DIFFICULTY_2,
            "ExpertPlus.dat",
            DIFFICULTY_3,
            "song.egg",
            "no song",
            "BPMInfo.dat",
            "{\"_version\":\"2.0.0\",\"_regions\":[]}"),
        level(
            "Info.dat",
            INFO_4,
            "Audio.dat",
            AUDIO_4,
            "Expert.dat",
            DIFFICULTY_4,
            "Lights.dat",
            LIGHTS_4,
            "Easy.dat",
            DIFFICULTY_2,
            "Normal.dat",
            DIFFICULTY_3,
            "song.ogg",
            "no song"));
  }

  private static Map<String, byte[]> level(String... namesAndTexts) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      files.put(namesAndTexts[i], namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }
}
