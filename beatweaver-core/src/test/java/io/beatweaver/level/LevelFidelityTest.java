package io.beatweaver.level;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.WriteLoss.Kind;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What levels say beyond their objects comes back as it was. */
class LevelFidelityTest {
  private static final String V2_INFO =
      """
      {"_version":"2.1.0","_songName":"S","_beatsPerMinute":120,"_songFilename":"song.ogg",
      "_shuffle":0,"_shufflePeriod":0.25,"_environmentName":"AEnvironment",
      "_allDirectionsEnvironmentName":"OtherDirections","_environmentNames":["AEnvironment","B","C"],
      "_colorSchemes":[{"useOverride":true,"colorScheme":{"colorSchemeId":"x","saberAColor":{"r":1.0}}}],
      "_unknown":1.50,"_customData":{"_contributors":[{"_role":"x"}],"_editors":{"_lastEditedBy":"Y"}},
      "_difficultyBeatmapSets":[{"_beatmapCharacteristicName":"Standard",
      "_customData":{"_characteristicLabel":"L"},"_difficultyBeatmaps":[
      {"_difficulty":"Hard","_difficultyRank":5,"_beatmapFilename":"Hard.dat","_environmentNameIdx":2,
      "_beatmapColorSchemeIdx":0,"_customData":{"_requirements":["Noodle Extensions"],"_difficultyLabel":"Hm"}},
      {"_difficulty":"Easy","_beatmapFilename":"Easy.dat"}]},
      {"_beatmapCharacteristicName":"90Degree","_difficultyBeatmaps":[
      {"_difficulty":"Easy","_beatmapFilename":"Easy.dat","_environmentNameIdx":7}]}]}""";

  private static final String V2_HARD =
      """
      {"_version":"2.6.0","_notes":[{"_time":1,"_lineIndex":1,"_type":1,"_customData":{"_x" : [1.0, 2]},"odd":null}],
      "_events":[{"_time":1,"_type":0,"_value":1,"_floatValue":1,"_customData":{"_color":[1,0,0,1]}}],
      "_waypoints":[{"_time":2}],"_obstacles":[],"_customData":{"_BPMChanges":[{"_time":4,"_BPM":240}],
      "_environment":[{"a":"\\u00e9"}]}}""";

  @TempDir Path folder;
  private LevelAssets assets;

  @BeforeEach
  void makeAssets() throws IOException {
    Path song = Files.writeString(folder.resolve("input.ogg"), "OggS");
    assets = new LevelAssets(song, 441_000, 44_100, null);
  }

  private static Map<String, String> v2() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("Info.dat", V2_INFO);
    files.put("Hard.dat", V2_HARD);
    files.put("Easy.dat", "{\"_version\":\"2.0.0\",\"_notes\":[{}]}");
    return files;
  }

  private static Map<String, String> v4() {
    Map<String, String> files = SampleLevels.v4();
    files.put(
        "Info.dat",
        SampleLevels.V4_INFO
            .replace("\"lufs\":0", "\"lufs\":-9.50,\"more\":[1]")
            .replace("\"subTitle\"", "\"extra\":2,\"subTitle\"")
            .replace(
                "\"difficultyBeatmaps\":[",
                "\"colorSchemes\":[{\"overrideNotes\":true}],\"difficultyBeatmaps\":["));
    files.put("Audio.dat", SampleLevels.V4_AUDIO.replace("[]", "[{\"si\":0,\"ei\":1,\"l\":-9.5}]"));
    files.put(
        "Lights.dat",
        """
        {"version":"4.0.0","basicEvents":[{"b":1,"i":0,"customData":{"q":1}},{"b":0,"i":0},{"b":2,"i":1}],
        "basicEventsData":[{"t":4,"i":5,"f":0.5}],
        "colorBoostEvents":[{"b":3,"i":0}],"colorBoostEventsData":[{"b":1}],
        "eventBoxGroups":[{"t":1,"b":2.50,"g":0,"e":[]}],"indexFilters":[{"f":1}],
        "useNormalEventsAsCompatibleEvents":false}""");
    return files;
  }

  @Test
  void infoV2KeepsColoursLabelsRequirementsAndStages() throws IOException {
    Level level = SampleLevels.read(v2());
    assertEquals(
        List.of(
            "Info.dat at _difficultyBeatmapSets[1]._difficultyBeatmaps[0]._environmentNameIdx:"
                + " no such stage: 7 of 3"),
        level.warnings().stream().map(ReadWarning::toString).toList());
    Path target = folder.resolve("level");
    LevelWriter.write(level, LevelFormat.V2, assets, target);
    String written = Files.readString(target.resolve("Info.dat"));
    for (String kept :
        List.of(
            "\"_unknown\":1.50",
            "\"_shufflePeriod\":0.25",
            "{\"useOverride\":true,\"colorScheme\":{\"colorSchemeId\":\"x\",\"saberAColor\":{\"r\":1.0}}}",
            "{\"_contributors\":[{\"_role\":\"x\"}],\"_editors\":{\"_lastEditedBy\":\"Y\"}}",
            "{\"_characteristicLabel\":\"L\"}",
            "\"_beatmapColorSchemeIdx\":0",
            "{\"_requirements\":[\"Noodle Extensions\"],\"_difficultyLabel\":\"Hm\"}")) {
      assertTrue(written.contains(kept), kept + " in " + written);
    }
    Level back = LevelReader.read(target);
    assertEquals(level.info().extras(), back.info().extras());
    assertEquals(
        List.of("C", "", "OtherDirections"),
        level.beatmaps().stream().map(Beatmap::environment).toList());
    assertEquals(
        List.of("C", "", "OtherDirections"),
        back.beatmaps().stream().map(Beatmap::environment).toList());
    assertEquals(
        level.beatmaps().stream().map(Beatmap::infoExtras).toList(),
        back.beatmaps().stream().map(Beatmap::infoExtras).toList());
  }

  @Test
  void difficultiesKeepTheirJsonToTheByte() throws IOException {
    Level level = SampleLevels.read(v2());
    Beatmap hard = level.beatmaps().get(0);
    assertEquals("{\"_x\" : [1.0, 2]}", hard.notes().get(0).extras().json("_customData").get());
    assertEquals("null", hard.notes().get(0).extras().json("odd").get());
    assertEquals(
        "{\"_color\":[1,0,0,1]}", hard.lights().events().get(0).extras().json("_customData").get());
    // Tempo changes of editors are their grid; time goes by the info's tempo.
    assertEquals(TempoMap.constant(120), hard.tempo());
    Path target = folder.resolve("level");
    LevelWriter.write(level, LevelFormat.V2, assets, target);
    String written = Files.readString(target.resolve("HardStandard.dat"));
    assertTrue(written.contains("\"_customData\":{\"_x\" : [1.0, 2]},\"odd\":null"), written);
    assertTrue(written.contains("[{\"_time\":2}]"), written);
    assertTrue(written.contains("\\u00e9"), written);
    assertEquals(
        hard.toBuilder().file("HardStandard.dat").build(),
        LevelReader.read(target).beatmaps().get(0));
  }

  @Test
  void conversionSaysWhatItLeavesBehind() throws IOException {
    Level level = SampleLevels.read(v2());
    WriteReport report =
        LevelWriter.write(
            level,
            LevelFormat.V4,
            assets,
            folder.resolve("level"),
            WriteOptions.STRICT.withOnLoss(OnLoss.REFUSE_PLAYED));
    assertEquals(
        List.of(
            "1 _customData of notes",
            "1 odd of notes",
            "1 _customData of light events",
            "7 entries of _customData",
            "1 entries of _waypoints",
            "1 entries of _colorSchemes",
            "1 entries of _unknown",
            "1 entries of _beatmapColorSchemeIdx"),
        report.losses().stream().map(WriteLoss::toString).toList());
    assertThrows(
        IOException.class,
        () -> LevelWriter.write(level, LevelFormat.V4, assets, folder.resolve("strict")));
  }

  @Test
  void v4KeepsLightsAudioDataAndInfo() throws IOException {
    Level level = SampleLevels.read(v4());
    Beatmap expert = level.beatmaps().get(0);
    Extras custom = Extras.ofCustomData(LevelFormat.V4, "{\"q\":1}");
    assertEquals(
        List.of(new LightEvent(0, 4, 5, 0.5), new LightEvent(1, 4, 5, 0.5, custom)),
        expert.lights().events());
    assertEquals(List.of(new BoostEvent(3, true)), expert.lights().boosts());
    assertEquals("Lights.dat", level.warnings().get(0).file());
    assertEquals("basicEvents[2].i", level.warnings().get(0).place());
    assertEquals(1, level.warnings().size());
    // A v2 difficulty has its own lights, whatever the info says.
    assertEquals(Lightshow.NONE, level.beatmaps().get(1).lights());

    Level v4Only =
        Level.of(
            level.info(), List.of(expert, expert.toBuilder().difficulty(Difficulty.HARD).build()));
    Path target = folder.resolve("level");
    WriteReport report = LevelWriter.write(v4Only, LevelFormat.V4, assets, target);
    // Two difficulties of the same lights share a file.
    assertEquals(
        List.of(
            "Info.dat", "AudioData.dat", "ExpertStandard.dat", "Lightshow.dat", "HardStandard.dat"),
        report.files().stream().filter(f -> f.endsWith(".dat")).toList());
    Level back = LevelReader.read(target);
    assertEquals(expert.lights(), back.beatmaps().get(0).lights());
    assertEquals(level.info().extras(), back.info().extras());
    String info = Files.readString(target.resolve("Info.dat"));
    assertTrue(info.contains("\"lufs\":-9.50") && info.contains("\"more\":[1]"), info);
    assertTrue(info.contains("\"version\":\"4.0.1\""), info);
    assertTrue(info.contains("{\"mappers\":[\"A\",\"B\"],\"lighters\":[]}"), info);
    String audio = Files.readString(target.resolve("AudioData.dat"));
    assertTrue(audio.contains("[{\"si\":0,\"ei\":1,\"l\":-9.5}]"), audio);
    String lights = Files.readString(target.resolve("Lightshow.dat"));
    assertTrue(lights.contains("[{\"t\":1,\"b\":2.50,\"g\":0,\"e\":[]}]"), lights);
  }

  @Test
  void basicLightsGoFromFormatToFormat() throws IOException {
    Level level = SampleLevels.read(v4());
    Level lit = Level.of(level.info(), List.of(level.beatmaps().get(0)));
    WriteOptions lossy = WriteOptions.STRICT.withOnLoss(OnLoss.REFUSE_PLAYED);
    for (LevelFormat format : List.of(LevelFormat.V2, LevelFormat.V3)) {
      Path target = folder.resolve(format.toString());
      WriteReport report = LevelWriter.write(lit, format, assets, target, lossy);
      Lightshow lights = LevelReader.read(target).beatmaps().get(0).lights();
      assertEquals(
          List.of(new LightEvent(0, 4, 5, 0.5), new LightEvent(1, 4, 5, 0.5)), lights.events());
      assertEquals(List.of(new BoostEvent(3, true)), lights.boosts());
      assertTrue(report.count(Kind.CARRIED_JSON) >= 3, report.losses().toString());
    }
    Lightshow v3 = LevelReader.read(folder.resolve("V3")).beatmaps().get(0).lights();
    assertEquals("false", v3.extras().json("useNormalEventsAsCompatibleEvents").get());
  }

  @Test
  void objectsOnlyIsObjectsOnly() throws IOException {
    for (Map<String, String> files : List.of(v2(), v4())) {
      Level all = SampleLevels.read(files);
      Level bare = SampleLevels.read(files, ReadOptions.OBJECTS_ONLY);
      assertEquals(all.hash(), bare.hash());
      assertEquals(Extras.NONE, bare.info().extras());
      for (int i = 0; i < all.beatmaps().size(); i++) {
        Beatmap map = bare.beatmaps().get(i);
        assertEquals(Lightshow.NONE, map.lights());
        assertEquals(Extras.NONE, map.extras());
        assertEquals(Extras.NONE, map.infoExtras());
        assertEquals(
            all.beatmaps().get(i).notes().stream()
                .map(n -> List.of(n.beat(), n.x(), n.hand()))
                .toList(),
            map.notes().stream().map(n -> List.of(n.beat(), n.x(), n.hand())).toList());
        map.notes().forEach(note -> assertEquals(Extras.NONE, note.extras()));
      }
    }
  }

  @Test
  void aLevelNeedsAStage() throws IOException {
    LevelInfo info = new LevelInfo("t", "", "a", "m", 120, "song.ogg", 0, "", "", 0, 10, "");
    Level level =
        Level.of(info, List.of(Beatmap.of(Difficulty.EASY, TempoMap.constant(120), List.of())));
    for (LevelFormat format : LevelFormat.values()) {
      Path target = folder.resolve("bare" + format);
      LevelWriter.write(level, format, assets, target);
      assertEquals("DefaultEnvironment", LevelReader.read(target).info().environment());
    }
  }

  @Test
  void lanesFollowFromEventsAndEventsFromLanes() throws IOException {
    Beatmap turning =
        new BeatmapBuilder(new Characteristic("360Degree"), Difficulty.EASY, TempoMap.constant(120))
            .notes(
                List.of(
                    new Note(1, 0, 0, Hand.LEFT, 1, 0),
                    new Note(2, 0, 0, Hand.LEFT, 1, 0),
                    new Note(3, 0, 0, Hand.LEFT, 1, 0)))
            .arcs(List.of(new Arc(2, 0, 0, Hand.LEFT, 1, 1, 4, 0, 0, 1, 1, 0)))
            .laneRotations(List.of(new LaneRotation(2, false, 30), new LaneRotation(2, true, -45)))
            .build();
    assertEquals(List.of(0.0, -45.0, -15.0), turning.notes().stream().map(Note::rotation).toList());
    assertEquals(-45, turning.arcs().get(0).rotation());
    assertEquals(-15, turning.arcs().get(0).tailRotation());
    assertEquals(turning, turning.toBuilder().build());
    Level level = Level.of(LevelInfo.of("t", "a", "m", 120, "song.ogg"), List.of(turning));
    LevelWriter.write(level, LevelFormat.V4, assets, folder.resolve("v4"));
    Beatmap v4 = LevelReader.read(folder.resolve("v4")).beatmaps().get(0);
    assertEquals(turning.notes(), v4.notes());
    assertEquals(turning.arcs(), v4.arcs());
    assertEquals(List.of(), v4.laneRotations());
    // And back: the events are new ones that lead to the same lanes.
    Level again = Level.of(level.info(), List.of(v4));
    for (LevelFormat format : List.of(LevelFormat.V2, LevelFormat.V3)) {
      LevelWriter.write(again, format, assets, folder.resolve("from v4 to " + format));
      Beatmap back = LevelReader.read(folder.resolve("from v4 to " + format)).beatmaps().get(0);
      assertEquals(turning.notes(), back.notes());
      assertEquals(turning.arcs(), back.arcs());
    }
  }

  @Test
  void objectsOfSeveralLanesAtOneBeatAreCounted() throws IOException {
    Beatmap map =
        new BeatmapBuilder(new Characteristic("360Degree"), Difficulty.EASY, TempoMap.constant(120))
            .notes(
                List.of(
                    new Note(1, 0, 0, Hand.LEFT, 1, 0, 15, Extras.NONE),
                    new Note(1, 3, 0, Hand.RIGHT, 1, 0, -15, Extras.NONE),
                    new Note(2, 3, 0, Hand.RIGHT, 1, 0, 7.5, Extras.NONE)))
            .build();
    Level level = Level.of(LevelInfo.of("t", "a", "m", 120, "song.ogg"), List.of(map));
    WriteOptions report = WriteOptions.STRICT.withOnLoss(OnLoss.REPORT);
    assertEquals(
        1,
        LevelWriter.write(level, LevelFormat.V3, assets, folder.resolve("v3"), report)
            .count(Kind.LANES));
    assertEquals(
        1,
        LevelWriter.write(level, LevelFormat.V4, assets, folder.resolve("v4"), report)
            .count(Kind.FRACTIONAL_ROTATIONS));
  }

  @Test
  void lightsOfTypesThatV2UsesOtherwiseAreLeftOut() throws IOException {
    Beatmap map =
        new BeatmapBuilder(Characteristic.STANDARD, Difficulty.EASY, TempoMap.constant(120))
            .lights(
                Lightshow.of(
                    List.of(
                        new LightEvent(1, 5, 1, 1),
                        new LightEvent(1, 14, 1, 1),
                        new LightEvent(1, 100, 1, 60),
                        new LightEvent(1, 10, 1, 1)),
                    List.of()))
            .build();
    Level level = Level.of(LevelInfo.of("t", "a", "m", 120, "song.ogg"), List.of(map));
    WriteOptions report = WriteOptions.STRICT.withOnLoss(OnLoss.REPORT);
    assertEquals(
        3,
        LevelWriter.write(level, LevelFormat.V2, assets, folder.resolve("v2"), report)
            .count(Kind.LIGHT_EVENTS));
    Beatmap back = LevelReader.read(folder.resolve("v2")).beatmaps().get(0);
    assertEquals(List.of(new LightEvent(1, 10, 1, 1)), back.lights().events());
    assertEquals(TempoMap.constant(120), back.tempo());
  }
}
