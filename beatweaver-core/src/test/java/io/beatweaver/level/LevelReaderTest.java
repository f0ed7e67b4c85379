package io.beatweaver.level;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.tempo.TempoChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LevelReaderTest {
  @TempDir Path folder;

  @Test
  void readsV2Info() throws IOException {
    Level level = SampleLevels.read(SampleLevels.v2());
    assertEquals(List.of(), level.warnings());
    assertEquals(
        new LevelInfo(
            "Song",
            "Sub",
            "Artist",
            "Mapper",
            120,
            "song.egg",
            0.25,
            "cover.jpg",
            "NiceEnvironment",
            12,
            10,
            "2.0.0"),
        level.info());
    assertEquals(3, level.beatmaps().size());
    Beatmap hard = level.beatmap(Characteristic.STANDARD, Difficulty.HARD).orElseThrow();
    assertEquals(12, hard.noteJumpSpeed());
    assertEquals(-0.5, hard.noteJumpOffset());
    assertEquals("Hard.dat", hard.file());
    assertEquals("2.5.0", hard.version());
    assertTrue(level.beatmap(new Characteristic("OneSaber"), Difficulty.EASY).isPresent());
  }

  @Test
  void v2AndV3TimesFollowTheTempoChangesOfTheirFileAndTheOffset() throws IOException {
    Level level = SampleLevels.read(SampleLevels.v2());
    Beatmap hard = level.beatmap(Characteristic.STANDARD, Difficulty.HARD).orElseThrow();
    // Offset .25; 120 BPM for 8 beats, then 60.
    assertEquals(List.of(4.0, 10.0), hard.notes().stream().map(Note::beat).toList());
    assertEquals(2.25, hard.tempo().secondsAt(4), 1e-12);
    assertEquals(6.25, hard.tempo().secondsAt(10), 1e-12);
    Wall wall = hard.walls().get(0);
    assertEquals(6.25, hard.tempo().secondsAt(wall.beat() + wall.duration()), 1e-12);
    Beatmap expertPlus =
        level.beatmap(Characteristic.STANDARD, Difficulty.EXPERT_PLUS).orElseThrow();
    // 240 BPM for 8 beats, then 120.
    assertEquals(1.25, expertPlus.tempo().secondsAt(4), 1e-12);
    assertEquals(4.25, expertPlus.tempo().secondsAt(12), 1e-12);
  }

  @Test
  void readsV4Info() throws IOException {
    Level level = SampleLevels.read(SampleLevels.v4());
    assertEquals(List.of(), level.warnings());
    assertEquals(
        new LevelInfo(
            "Song",
            "Sub",
            "Artist",
            "A, B, C",
            60,
            "song.ogg",
            0,
            "cover.png",
            "WeaveEnvironment",
            1,
            2,
            "4.0.1"),
        level.info());
    Beatmap expert = level.beatmap(Characteristic.STANDARD, Difficulty.EXPERT).orElseThrow();
    assertEquals(16, expert.noteJumpSpeed());
    assertEquals(0.5, expert.noteJumpOffset());
    assertEquals(new Note(2, 1, 2, Hand.RIGHT, 3, 0), expert.notes().get(0));
  }

  @Test
  void v4TimesFollowTheAudioDataAndV2InsideV4ItsOwnEvents() throws IOException {
    Level level = SampleLevels.read(SampleLevels.v4());
    Beatmap expert = level.beatmap(Characteristic.STANDARD, Difficulty.EXPERT).orElseThrow();
    assertEquals(2, expert.tempo().secondsAt(2), 1e-12);
    assertEquals(5.5, expert.tempo().secondsAt(10), 1e-12);
    // After the last region, the info's 60 BPM.
    assertEquals(7, expert.tempo().secondsAt(13), 1e-12);
    // Before the first region, its tempo.
    assertEquals(0, expert.tempo().secondsAt(-2), 1e-12);
    Beatmap easy = level.beatmap(Characteristic.STANDARD, Difficulty.EASY).orElseThrow();
    assertEquals(4, easy.tempo().secondsAt(3), 1e-12);
    assertEquals(List.of(new TempoChange(0, 60), new TempoChange(2, 30)), easy.tempo().changes());
  }

  @Test
  void folderAndZipGiveTheSameLevel() throws IOException {
    for (Map<String, String> files : List.of(SampleLevels.v2(), SampleLevels.v4())) {
      Level memory = SampleLevels.read(files);
      Path asFolder = SampleLevels.folder(folder, files);
      Path asZip = SampleLevels.zip(folder, files);
      Level fromFolder = LevelReader.read(asFolder);
      Level fromZip = LevelReader.read(asZip);
      assertEquals(memory.beatmaps(), fromFolder.beatmaps());
      assertEquals(memory.beatmaps(), fromZip.beatmaps());
      assertEquals(memory.info(), fromZip.info());
      assertEquals(memory.hash(), fromFolder.hash());
      assertEquals(memory.hash(), fromZip.hash());
      Level fromBytes =
          LevelReader.readZip("level", Files.readAllBytes(asZip), ReadOptions.EVERYTHING);
      assertEquals(memory.beatmaps(), fromBytes.beatmaps());
      assertEquals(memory.info(), fromBytes.info());
      assertEquals(memory.hash(), fromBytes.hash());
      assertEquals(Optional.of(asFolder), fromFolder.location());
      assertEquals(Optional.of(asZip), fromZip.location());
    }
  }

  @Test
  void findsFilesInAnyCaseButNoOtherNames() throws IOException {
    Map<String, String> files = SampleLevels.v2();
    files.put("info.DAT", files.remove("Info.dat"));
    files.put("hARD.dat", files.remove("Hard.dat"));
    // Such a file sits in many levels; its name ends as the info file's does.
    files.put("BPMInfo.dat", "{\"_version\":\"2.0.0\"}");
    assertEquals(3, SampleLevels.read(files).beatmaps().size());
    assertEquals(3, LevelReader.read(SampleLevels.folder(folder, files)).beatmaps().size());
    assertEquals(3, LevelReader.read(SampleLevels.zip(folder, files)).beatmaps().size());
  }

  @Test
  void readsDifficultiesInSubfolders() throws IOException {
    Map<String, String> files = SampleLevels.v2();
    files.put("Info.dat", files.get("Info.dat").replace("\"Hard.dat\"", "\"Maps\\\\Hard.dat\""));
    files.put("maps/hard.dat", files.remove("Hard.dat"));
    assertEquals(3, SampleLevels.read(files).beatmaps().size());
    assertEquals(3, LevelReader.read(SampleLevels.folder(folder, files)).beatmaps().size());
    assertEquals(3, LevelReader.read(SampleLevels.zip(folder, files)).beatmaps().size());
  }

  @Test
  void readsAZipWithOneFolderAndSaysSo() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    SampleLevels.v2().forEach((name, text) -> files.put("My Level/" + name, text));
    Level level = LevelReader.read(SampleLevels.zip(folder, files));
    assertEquals(SampleLevels.read(SampleLevels.v2()).beatmaps(), level.beatmaps());
    assertEquals(1, level.warnings().size());
    assertTrue(level.warnings().get(0).reason().contains("not at the root"));
  }

  @Test
  void aBrokenDifficultyCostsOnlyItself() throws IOException {
    Map<String, String> files = SampleLevels.v2();
    files.put("Hard.dat", "{\"_version\":\"2.0.0\",\"_notes\":[{\"_time\":");
    files.remove("One.dat");
    Level level = SampleLevels.read(files);
    assertEquals(
        List.of(Difficulty.EXPERT_PLUS),
        level.beatmaps().stream().map(Beatmap::difficulty).toList());
    assertEquals(
        List.of("Hard.dat", "One.dat"), level.warnings().stream().map(ReadWarning::file).toList());
  }

  @Test
  void entriesThatNameNothingAreReported() throws IOException {
    Map<String, String> files = SampleLevels.v2();
    files.put(
        "Info.dat",
        files
            .get("Info.dat")
            .replace("\"Hard\"", "\"Harder\"")
            .replace("\"OneSaber\"", "\" \"")
            .replace("\"_noteJumpMovementSpeed\":18", "\"_noteJumpMovementSpeed\":\"fast\"")
            .replace("\"_shuffle\":0", "\"_shuffle\":0.5"));
    Level level = SampleLevels.read(files);
    assertEquals(1, level.beatmaps().size());
    assertEquals(0, level.beatmaps().get(0).noteJumpSpeed());
    assertEquals(
        List.of(
            "_shuffle",
            "_difficultyBeatmapSets[0]._difficultyBeatmaps[0]",
            "_difficultyBeatmapSets[0]._difficultyBeatmaps[1]._noteJumpMovementSpeed",
            "_difficultyBeatmapSets[1]._difficultyBeatmaps[0]"),
        level.warnings().stream().map(ReadWarning::place).toList());
  }

  @Test
  void v4WithoutUsableAudioDataKeepsTheInfosTempo() throws IOException {
    for (String audio :
        new String[] {
          null,
          "{",
          "{}",
          "[]",
          "{\"bpmData\":[{\"si\":0,\"ei\":1,\"sb\":0,\"eb\":1}]}",
          "{\"songFrequency\":44100,\"bpmData\":[{\"si\":5,\"ei\":5,\"sb\":0,\"eb\":1}]}",
          "{\"songFrequency\":44100,\"bpmData\":[{\"si\":0,\"ei\":1,\"sb\":0,\"eb\":1000000}]}"
        }) {
      Map<String, String> files = SampleLevels.v4();
      files.remove("Audio.dat");
      if (audio != null) {
        files.put("Audio.dat", audio);
      }
      Level level = SampleLevels.read(files);
      assertEquals(2, level.beatmaps().size(), audio);
      assertEquals(5, level.beatmaps().get(0).tempo().secondsAt(5), 1e-12, audio);
      assertTrue(level.warnings().size() >= 1, audio);
    }
  }

  @Test
  void overlappingRegionsAreDroppedOneByOne() throws IOException {
    Map<String, String> files = SampleLevels.v4();
    files.put(
        "Audio.dat",
        """
        {"songFrequency":100,"bpmData":[{"si":300,"ei":400,"sb":2,"eb":6},{"si":0,"ei":200,"sb":0,"eb":2},
        {"si":150,"ei":300,"sb":2,"eb":3}]}""");
    Level level = SampleLevels.read(files);
    assertEquals(1, level.warnings().size());
    assertEquals(3.5, level.beatmaps().get(0).tempo().secondsAt(4), 1e-12);
  }

  @Test
  void aV4DifficultyUnderV2InfoIsReadWithAWarning() throws IOException {
    Map<String, String> files = SampleLevels.v2();
    files.put("Hard.dat", SampleLevels.V4_EXPERT);
    Level level = SampleLevels.read(files);
    assertEquals(3, level.beatmaps().get(0).notes().size());
    assertEquals(1.25, level.beatmaps().get(0).tempo().secondsAt(2), 1e-12);
    assertEquals(1, level.warnings().size());
    assertEquals("Hard.dat", level.warnings().get(0).file());
  }

  @Test
  void whatIsSkippedIsCountedByReason() throws IOException {
    Map<String, String> files = SampleLevels.v2();
    files.put(
        "Hard.dat",
        "{\"_version\":\"2.0.0\",\"_notes\":[{\"_type\":2}"
            + ",{\"_type\":2}".repeat(499)
            + ",{\"_time\":1e308},{\"_time\":\"soon\"},{}]}");
    Level level = SampleLevels.read(files);
    assertEquals(1, level.beatmaps().get(0).notes().size());
    assertEquals(
        Map.of("no note or bomb", 500L, "no beat", 1L, "no number", 1L), level.warningCounts());
    assertEquals(
        List.of(
            new ReadWarning("Hard.dat", "_notes[9]._type", "no note or bomb: 2"),
            new ReadWarning("Hard.dat", "_notes[500]._time", "no beat: 1.0E308"),
            new ReadWarning("Hard.dat", "_notes[501]._time", "no number"),
            new ReadWarning("Hard.dat", "_notes[]._type", "no note or bomb", 490)),
        level.warnings().subList(9, 13));
  }

  @Test
  void aFileThatIsUtf16IsReadToo() throws IOException {
    Map<String, byte[]> files = SampleLevels.bytes(SampleLevels.v2());
    for (java.nio.charset.Charset charset :
        List.of(
            java.nio.charset.StandardCharsets.UTF_16LE,
            java.nio.charset.StandardCharsets.UTF_16BE,
            java.nio.charset.StandardCharsets.UTF_16)) {
      files.put("Hard.dat", SampleLevels.V2_HARD.getBytes(charset));
      assertEquals(
          SampleLevels.read(SampleLevels.v2()).beatmaps(),
          LevelReader.read("level", files, ReadOptions.EVERYTHING).beatmaps());
    }
  }

  @Test
  void aRegionOfAbsurdTempoCostsOnlyItself() throws IOException {
    Map<String, String> files = SampleLevels.v4();
    files.put(
        "Audio.dat",
        SampleLevels.V4_AUDIO.replace(
            "\"eb\":12}", "\"eb\":12},{\"si\":264600,\"ei\":264601,\"sb\":12,\"eb\":1000}"));
    Level level = SampleLevels.read(files);
    Beatmap expert = level.beatmap(Characteristic.STANDARD, Difficulty.EXPERT).orElseThrow();
    assertEquals(2, expert.tempo().secondsAt(2), 1e-12);
    assertEquals(5.5, expert.tempo().secondsAt(10), 1e-12);
    assertEquals("bpmData[2].ei", level.warnings().get(0).place());
  }
}
