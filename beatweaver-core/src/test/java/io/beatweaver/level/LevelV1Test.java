package io.beatweaver.level;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Levels of 2018. */
class LevelV1Test {
  private static final String INFO =
      """
      {"songName":"Old","songSubName":"sub","authorName":"Artist","beatsPerMinute":128,
      "previewStartTime":12,"previewDuration":10,"coverImagePath":"cover.jpg",
      "environmentName":"DefaultEnvironment","oneSaber":false,"difficultyLevels":[
      {"difficulty":"Expert","difficultyRank":4,"audioPath":"song.ogg","jsonPath":"Expert.json","offset":-100},
      {"difficulty":"ExpertPlus","difficultyRank":10,"audioPath":"other.ogg","jsonPath":"Plus.json",
      "characteristic":"One Saber"}]}""";

  private static final String EXPERT =
      """
      {"_version":"1.5.0","_beatsPerMinute":128,"_beatsPerBar":16,"_noteJumpSpeed":10,"_shuffle":0,
      "_shufflePeriod":0.5,"_events":[{"_time":1,"_type":1,"_value":5}],
      "_notes":[{"_time":2,"_lineIndex":2,"_lineLayer":0,"_type":1,"_cutDirection":1}],"_obstacles":[]}""";

  @TempDir Path folder;

  private static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("info.json", INFO);
    files.put("Expert.json", EXPERT);
    files.put("Plus.json", "{\"_notes\":[{\"_time\":1}],\"_noteJumpSpeed\":12.5}");
    files.put("song.ogg", "no real song");
    return files;
  }

  @Test
  void theWholeLevelIsRead() throws IOException {
    Level level = SampleLevels.read(files());
    LevelInfo info = level.info();
    assertEquals("Old", info.title());
    assertEquals("Artist", info.artist());
    assertEquals("", info.mapper());
    assertEquals("song.ogg", info.songFile());
    assertEquals("cover.jpg", info.coverFile());
    assertEquals(128, info.bpm());
    Beatmap expert = level.beatmap(Characteristic.STANDARD, Difficulty.EXPERT).orElseThrow();
    assertEquals(10, expert.noteJumpSpeed());
    assertEquals("1.5.0", expert.version());
    assertEquals(List.of(new Note(2, 2, 0, Hand.RIGHT, 1, 0)), expert.notes());
    assertEquals(List.of(new LightEvent(1, 1, 5, 1)), expert.lights().events());
    assertEquals(60 / 64.0, expert.tempo().secondsAt(2));
    Beatmap plus =
        level.beatmap(new Characteristic("One Saber"), Difficulty.EXPERT_PLUS).orElseThrow();
    assertEquals(12.5, plus.noteJumpSpeed());
    assertEquals(
        List.of("difficultyLevels[1].audioPath"),
        level.warnings().stream().map(ReadWarning::place).toList());
    assertEquals(40, level.hash().length());
    assertEquals("-100", expert.infoExtras().json("offset").get());
  }

  @Test
  void itIsTheSameFromFoldersAndZipsAndIsWrittenAsV2() throws IOException {
    Level memory = SampleLevels.read(files());
    assertEquals(
        memory.beatmaps(), LevelReader.read(SampleLevels.folder(folder, files())).beatmaps());
    Map<String, String> inFolder = new LinkedHashMap<>();
    files().forEach((name, text) -> inFolder.put("123-456/" + name, text));
    Level zipped = LevelReader.read(SampleLevels.zip(folder, inFolder));
    assertEquals(memory.beatmaps(), zipped.beatmaps());
    assertTrue(zipped.warnings().get(0).reason().contains("not at the root"));
    Path song = Files.writeString(folder.resolve("input.ogg"), "OggS");
    Path target = folder.resolve("written");
    LevelWriter.write(memory, LevelFormat.V2, new LevelAssets(song, 441_000, 44_100, null), target);
    Level back = LevelReader.read(target);
    assertEquals(memory.info().extras(), back.info().extras());
    assertEquals(memory.beatmaps().get(0).notes(), back.beatmaps().get(0).notes());
    assertEquals(memory.beatmaps().get(0).extras(), back.beatmaps().get(0).extras());
    assertEquals(10, back.beatmaps().get(0).noteJumpSpeed());
  }
}
