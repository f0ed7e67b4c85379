package io.beatweaver.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beatweaver.audio.WavWriter;
import io.beatweaver.examples.Programs.Outcome;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.BeatmapBuilder;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Extras;
import io.beatweaver.level.Hand;
import io.beatweaver.level.LaneRotation;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelAssets;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.LevelWriter;
import io.beatweaver.level.LightEvent;
import io.beatweaver.level.Lightshow;
import io.beatweaver.level.Note;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** inspect and convert on a level that has what few levels have. */
class LevelProgramsTest {
  @TempDir Path folder;
  private Path level;

  @BeforeEach
  void writeLevel() throws IOException {
    Path song = folder.resolve("song.wav");
    WavWriter.write(song, new float[16_000], 8000);
    Path cover = Files.writeString(folder.resolve("c.png"), "picture");
    Beatmap map =
        new BeatmapBuilder(new Characteristic("360Degree"), Difficulty.HARD, TempoMap.constant(120))
            .notes(
                List.of(
                    new Note(
                        1,
                        1,
                        0,
                        Hand.LEFT,
                        1,
                        0,
                        0,
                        Extras.ofCustomData(LevelFormat.V3, "{\"a\":1}"))))
            .chains(List.of(new Chain(2, 1, 0, Hand.LEFT, 1, 2.5, 1, 2, 3, 1)))
            .laneRotations(List.of(new LaneRotation(0, true, 15)))
            .lights(Lightshow.of(List.of(new LightEvent(1, 1, 5, 1)), List.of()))
            .build();
    LevelInfo info = LevelInfo.of("T", "A", "M", 120, "song.wav");
    level = folder.resolve("level.zip");
    LevelWriter.write(
        Level.of(info, List.of(map)),
        LevelFormat.V3,
        new LevelAssets(song, 16_000, 8000, cover),
        level);
  }

  private static JsonNode json(Object... arguments) throws IOException {
    Outcome outcome = Programs.run(arguments);
    assertEquals(0, outcome.status(), outcome.err());
    return new ObjectMapper().readTree(outcome.out());
  }

  @Test
  void inspectShowsLanesLightsAndWhatIsCarried() throws IOException {
    JsonNode map = json("inspect", level, "--json").at("/beatmaps/0");
    assertEquals("[[0.0,0.0,0,15.0]]", map.at("/laneRotations").toString());
    assertEquals(1, map.at("/lightEvents").asInt());
    assertEquals("[]", map.at("/njsEvents").toString());
    String text = Programs.run("inspect", level).out();
    assertTrue(text.contains("1 lane rotations"), text);
  }

  @Test
  void inspectCountsWarningsByKind() throws IOException {
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(
        broken.resolve("Info.dat"),
        """
        {"_version":"2.0.0","_beatsPerMinute":120,"_difficultyBeatmapSets":[{
        "_beatmapCharacteristicName":"Standard","_difficultyBeatmaps":[
        {"_difficulty":"Hard","_beatmapFilename":"Hard.dat"}]}]}""");
    Files.writeString(
        broken.resolve("Hard.dat"),
        "{\"_version\":\"2.0.0\",\"_notes\":[{}" + ",{\"_type\":2}".repeat(30) + "]}");
    JsonNode inspected = json("inspect", broken, "--json");
    assertEquals(30, inspected.at("/warningCounts/no note or bomb").asInt());
    assertEquals(11, inspected.at("/warnings").size());
    assertEquals(1, inspected.at("/warnings/0/count").asInt());
    assertEquals("_notes[1]._type", inspected.at("/warnings/0/place").asText());
    assertEquals(20, inspected.at("/warnings/10/count").asInt());
    String text = Programs.run("inspect", broken).out();
    assertTrue(
        text.contains("warning: Hard.dat at _notes[1]._type: no note or bomb: 2, 30 such"), text);
  }

  @Test
  void convertRefusesLossOfWhatIsPlayedUnlessAskedAndReportsTheRest() throws IOException {
    Path v2 = folder.resolve("v2");
    Outcome refused = Programs.run("convert", level, "--to", "v2", "--out", v2);
    assertEquals(1, refused.status());
    assertTrue(refused.err().contains("1 chains"), refused.err());
    JsonNode lossy = json("convert", level, "--to", "v2", "--out", v2, "--lossy", "--json");
    assertEquals("[\"1 chains\",\"1 customData of notes\"]", lossy.at("/losses").toString());
    assertEquals("picture", Files.readString(v2.resolve("cover.png")));
    JsonNode v4 = json("convert", level, "--to", "v4", "--out", folder.resolve("v4"), "--json");
    assertEquals("[\"1 customData of notes\"]", v4.at("/losses").toString());
    JsonNode same = json("convert", level, "--to", "v3", "--out", folder.resolve("v3"), "--json");
    assertEquals(0, same.at("/losses").size());
  }
}
