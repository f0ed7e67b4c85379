package io.beatweaver.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Level;
import io.beatweaver.level.LevelAssets;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.LevelReader;
import io.beatweaver.level.LevelWriter;
import io.beatweaver.level.OnLoss;
import io.beatweaver.level.ReadOptions;
import io.beatweaver.level.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the fuzzer found once, each as small as it gets. */
class FoundByFuzzingTest {
  @TempDir Path folder;

  /** The second seed, a v2 level, with a piece of a file replaced. */
  private static Map<String, byte[]> changed(String file, String what, String by) {
    Map<String, byte[]> files = new HashMap<>(LevelSeeds.levels().get(1));
    String text = new String(files.get(file), UTF_8);
    assertTrue(text.contains(what), what);
    files.put(file, text.replace(what, by).getBytes(UTF_8));
    return files;
  }

  private static Level read(Map<String, byte[]> files) throws IOException {
    return LevelReader.read("level", files, ReadOptions.EVERYTHING);
  }

  @Test
  void namesInWarningsAreFitToBeShown() throws IOException {
    String name = "\\u001b[2J\\n" + "x".repeat(100_000);
    Level level = read(changed("Info.dat", "\"Hard.dat\"", "\"" + name + "\""));
    LevelPromise.check(level);
    assertEquals(
        2, level.warnings().stream().filter(w -> w.reason().equals("no such file")).count());
  }

  @Test
  void timeNeverRunsBackwardsInAGapBetweenTempoRegions() throws IOException {
    Map<String, byte[]> files = new HashMap<>(LevelSeeds.levels().get(2));
    String audio = new String(files.get("Audio.dat"), UTF_8);
    files.put("Audio.dat", audio.replace("\"eb\":8}", "\"eb\":1}").getBytes(UTF_8));
    LevelPromise.check(read(files));
  }

  @Test
  void zipsThatLieAboutTheirDirectoryAreRefused() throws IOException {
    Path zip = folder.resolve("level.zip");
    byte[] bytes = ZipMutator.plain(LevelSeeds.levels().get(1));
    // The directory's size and place in the end record, which is the last 22 bytes.
    Arrays.fill(bytes, bytes.length - 10, bytes.length - 2, (byte) 0xff);
    Files.write(zip, bytes);
    assertThrows(InputException.class, () -> LevelReader.read(zip));
  }

  @Test
  void textThatIsNeitherUtf8NorUtf16IsRefused() {
    Map<String, byte[]> files = changed("Info.dat", "2.1.0", "2.1.0");
    byte[] info = files.get("Info.dat");
    byte[] utf32 = new byte[info.length * 4];
    for (int i = 0; i < info.length; i++) {
      utf32[i * 4 + 3] = info[i];
    }
    files.put("Info.dat", utf32);
    assertThrows(InputException.class, () -> read(files));
  }

  @Test
  void wallsOfAbsurdDurationAreLeftOut() throws IOException {
    Map<String, byte[]> files = changed("Hard.dat", "\"_duration\":-2", "\"_duration\":-1e308");
    Level level = read(files);
    assertEquals(2, level.beatmaps().get(0).walls().size());
    written(level, LevelFormat.V4);
  }

  @Test
  void rotationsThatAddUpToNoNumberAreLeftOut() throws IOException {
    Level level = read(changed("ExpertPlus.dat", "\"r\":15", "\"r\":1e308},{\"b\":1,\"r\":1e308"));
    LevelPromise.check(level);
    assertEquals(1, level.beatmaps().get(1).laneRotations().size());
  }

  @Test
  void customRotationsThatAddUpToNoNumberAreLeftOut() throws IOException {
    String turn = "{\"_time\":0,\"_type\":14,\"_value\":0,\"_customData\":{\"_rotation\":1.7e308}}";
    String difficulty =
        "{\"_version\":\"2.6.0\",\"_events\":["
            + turn
            + ","
            + turn
            + "],\"_notes\":[{\"_time\":2,\"_type\":1}]}";
    Map<String, byte[]> files = new HashMap<>(LevelSeeds.levels().get(1));
    files.put("Hard.dat", difficulty.getBytes(UTF_8));
    Level level = read(files);
    LevelPromise.check(level);
    Beatmap hard =
        level.beatmaps().stream()
            .filter(m -> m.file().equals("Hard.dat"))
            .findFirst()
            .orElseThrow();
    assertEquals(1, hard.notes().size());
    assertEquals(0, hard.notes().get(0).rotation());
    assertEquals(0, hard.laneRotations().size());
    // Two difficulties name the file, each of its turns is said for both.
    assertEquals(4, level.warnings().stream().filter(w -> w.reason().contains("no angle")).count());
  }

  @Test
  void aSetOfTooManyMembersIsSaid() throws IOException {
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < 10_001; i++) {
      members.append("\"").append(i).append("\":0,");
    }
    String name = "\"_beatmapCharacteristicName\"";
    Map<String, byte[]> files = changed("Info.dat", name, members + name);
    InputException e = assertThrows(InputException.class, () -> read(files));
    assertEquals("more than 10000 members", e.reason());
  }

  /** In JSON half a character can be written, in UTF-8 it can't. */
  @Test
  void textsThatAreNoUnicodeCanBeWritten() throws IOException {
    for (String name : new String[] {"_songName", "_levelAuthorName", "_environmentName"}) {
      Map<String, byte[]> files =
          changed("Info.dat", "\"" + name + "\":\"", "\"" + name + "\":\"\\ud800,");
      for (LevelFormat format : LevelFormat.values()) {
        written(read(files), format);
      }
    }
    assertEquals(
        "\ufffd, \ufffd x\ud83d\ude00",
        LevelInfo.of("\ud800, \udc00 x\ud83d\ude00", "", "", 120, "").title());
  }

  @Test
  void songNamesOfAnyKindCanBeWritten() throws IOException {
    for (String name : new String[] {"x".repeat(3000) + ".ogg", "Info.dat", "\\ud800.ogg"}) {
      written(read(changed("Info.dat", "song.egg", name)), LevelFormat.V2);
    }
  }

  private void written(Level level, LevelFormat format) throws IOException {
    Path song = Files.write(folder.resolve("any.ogg"), new byte[] {1});
    LevelAssets assets = new LevelAssets(song, 44_100, 44_100, null);
    WriteOptions options = WriteOptions.STRICT.withOnLoss(OnLoss.REPORT).withReplace(true);
    Path target = folder.resolve("written");
    LevelWriter.write(level, format, assets, target, options);
    Level again = LevelReader.read(target);
    assertEquals(level.beatmaps().size(), again.beatmaps().size());
    assertTrue(Files.isRegularFile(target.resolve(again.info().songFile())));
  }
}
