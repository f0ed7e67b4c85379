package io.beatweaver.level;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileLevelTest {
  @TempDir Path folder;

  private String refused(Path path) {
    InputException e = assertThrows(InputException.class, () -> LevelReader.read(path));
    assertTrue(e.getMessage().startsWith(path.toString()), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    return e.reason();
  }

  private static InputException refused(Map<String, String> files) {
    return assertThrows(InputException.class, () -> SampleLevels.read(files));
  }

  @Test
  void whatIsNoLevelIsRefusedWithAReason() throws IOException {
    assertEquals("no such file or folder", refused(folder.resolve("none")));
    Path text = Files.writeString(folder.resolve("level.txt"), "not a level");
    assertEquals("neither a level folder nor a zip file", refused(text));
    Path empty = Files.createFile(folder.resolve("empty.zip"));
    assertEquals("the file is empty", refused(empty));
    Path noEntries = folder.resolve("none.zip");
    new ZipOutputStream(Files.newOutputStream(noEntries)).close();
    assertEquals("the zip is empty", refused(noEntries));
    Path emptyFolder = Files.createDirectory(folder.resolve("empty"));
    assertEquals("no level: there is no such file", refused(emptyFolder));
    Files.createDirectory(emptyFolder.resolve("Info.dat"));
    assertEquals("no level: there is no such file", refused(emptyFolder));
  }

  @Test
  void anInfoFileCutAnywhereIsRefused() {
    for (String info : new String[] {SampleLevels.V2_INFO, SampleLevels.V4_INFO}) {
      for (int length = 0; length < info.length(); length++) {
        Map<String, String> files = SampleLevels.v2();
        files.put("Info.dat", info.substring(0, length));
        assertEquals("level/Info.dat", refused(files).file());
      }
    }
  }

  @Test
  void infoFilesThatAreNoneAreRefused() {
    for (String info :
        new String[] {
          "null",
          "[]",
          "{}",
          "{\"_version\":\"2.0.0\"}",
          "{\"_version\":\"2.0.0\",\"_beatsPerMinute\":0}",
          "{\"_version\":\"2.0.0\",\"_beatsPerMinute\":NaN}",
          "{\"_version\":\"2.0.0\",\"_beatsPerMinute\":\"fast\"}",
          "{\"_version\":\"2.0.0\",\"_beatsPerMinute\":[120]}",
          "{\"_version\":\"2.0.0\",\"_beatsPerMinute\":1e308}",
          "{\"_version\":\"2.0.0\",\"_beatsPerMinute\":120,\"_difficultyBeatmapSets\":7}",
          "{\"version\":\"4.0.0\",\"audio\":[],\"song\":null}",
          "{\"version\":\"7.0.0\"}",
          "{\"songName\":\"old\",\"difficultyLevels\":[]}",
          "{\"songName\":\"old\",\"beatsPerMinute\":120,\"difficultyLevels\":[7,{\"difficulty\":\"Easy\"}]}",
          "{\"version\":\"5.0.0\",\"_version\":\"2.0.0\",\"_beatsPerMinute\":120}",
          "{\"a\":" + "[".repeat(100_000),
          "\u0000"
        }) {
      Map<String, String> files = SampleLevels.v2();
      files.put("Info.dat", info);
      assertTrue(refused(files).getMessage().startsWith("level"), info);
    }
  }

  @Test
  void aLevelWithoutAnyReadableDifficultyIsRefused() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("Info.dat", SampleLevels.V2_INFO);
    InputException e = refused(files);
    assertEquals("level", e.file());
    assertTrue(e.reason().contains("Hard.dat"), e.reason());
  }

  @Test
  void oddInfoValuesCostOnlyThemselves() throws IOException {
    Map<String, String> files = SampleLevels.v2();
    files.put(
        "Info.dat",
        files
            .get("Info.dat")
            .replace("\"_songTimeOffset\":0.25", "\"_songTimeOffset\":1e308")
            .replace("\"_songName\":\"Song\"", "\"_songName\":{\"x\":1}")
            .replace("\"_previewDuration\":10", "\"_previewDuration\":NaN"));
    Level level = SampleLevels.read(files);
    assertEquals("", level.info().title());
    assertEquals(0, level.info().songTimeOffset());
    assertEquals(0, level.info().previewDuration());
    assertEquals(2, level.warnings().size());
  }

  @Test
  void infoFilesOfAbsurdSizeAreRefused() {
    Map<String, String> files = SampleLevels.v2();
    files.put("Info.dat", files.get("Info.dat") + " ".repeat(5 << 20));
    assertTrue(refused(files).reason().startsWith("more than"));
  }

  @Test
  void manyDifficultiesOfOneBigFileEndSomewhere() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("Info.dat", infoOf(8));
    files.put("Hard.dat", "{\"_version\":\"2.0.0\",\"_notes\":[{}" + ",{}".repeat(799_999) + "]}");
    Level level = SampleLevels.read(files);
    assertEquals(5, level.beatmaps().size());
    assertEquals(3, level.warnings().size());
    files.put("Info.dat", infoOf(1001));
    assertTrue(refused(files).reason().startsWith("more than 1000"));
  }

  private static String infoOf(int difficulties) {
    String entry = "{\"_difficulty\":\"Hard\",\"_beatmapFilename\":\"Hard.dat\"}";
    return "{\"_version\":\"2.0.0\",\"_beatsPerMinute\":120,\"_difficultyBeatmapSets\":[{"
        + "\"_beatmapCharacteristicName\":\"Standard\",\"_difficultyBeatmaps\":["
        + entry
        + ("," + entry).repeat(difficulties - 1)
        + "]}]}";
  }

  @Test
  void namesInAZipThatClimbAreIgnored() throws IOException {
    Map<String, String> files = SampleLevels.v2();
    files.put("../Info.dat", "{}");
    files.put("/etc/evil", "x");
    files.put("C:\\evil", "x");
    files.put("a/../../evil", "x");
    Level level = LevelReader.read(SampleLevels.zip(folder, files));
    assertEquals(3, level.beatmaps().size());
    assertEquals(1, level.warnings().size());
    assertTrue(level.warnings().get(0).reason().startsWith("4 entries"));
  }

  @Test
  void referencesThatClimbAreRefused() throws IOException {
    Files.writeString(folder.resolve("Hard.dat"), SampleLevels.V2_HARD);
    for (String name :
        new String[] {"../Hard.dat", "..\\\\Hard.dat", folder + "/Hard.dat", "x/../../Hard.dat"}) {
      Map<String, String> files = SampleLevels.v2();
      files.remove("Hard.dat");
      files.put("Info.dat", files.get("Info.dat").replace("\"Hard.dat\"", "\"" + name + "\""));
      Level level = LevelReader.read(SampleLevels.folder(folder, files));
      assertEquals(2, level.beatmaps().size());
      assertEquals("leads out of the level", level.warnings().get(0).reason());
      assertEquals("", level.hash());
    }
  }

  @Test
  void linksThatLeadOutAreRefused() throws IOException {
    Path outside = Files.writeString(folder.resolve("Outside.dat"), SampleLevels.V2_HARD);
    Path level = SampleLevels.folder(folder, SampleLevels.v2());
    Files.delete(level.resolve("Hard.dat"));
    Files.createSymbolicLink(level.resolve("Hard.dat"), outside);
    assertEquals("leads out of the level", LevelReader.read(level).warnings().get(0).reason());
  }

  @Test
  void aZipThatUnpacksToTooMuchCostsOnlyThatFile() throws IOException {
    Path zip = folder.resolve("bomb.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Map.Entry<String, String> file : SampleLevels.v2().entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        if (file.getKey().equals("Hard.dat")) {
          writeSpaces(out, 129);
        } else {
          out.write(file.getValue().getBytes());
        }
        out.closeEntry();
      }
    }
    assertTrue(Files.size(zip) < 1 << 20);
    Level level = LevelReader.read(zip);
    assertEquals(2, level.beatmaps().size());
    assertEquals("Hard.dat", level.warnings().get(0).file());
    assertTrue(level.warnings().get(0).reason().startsWith("more than"));
    assertEquals("", level.hash());
  }

  private static void writeSpaces(OutputStream out, int megabytes) throws IOException {
    byte[] spaces = new byte[1 << 20];
    Arrays.fill(spaces, (byte) ' ');
    for (int i = 0; i < megabytes; i++) {
      out.write(spaces);
    }
  }

  @Test
  void aZipWithTooManyFilesIsRefused() throws IOException {
    Map<String, String> files = SampleLevels.v2();
    for (int i = 0; i < 10_000; i++) {
      files.put("f" + i, "");
    }
    assertEquals("more than 10000 files in the zip", refused(SampleLevels.zip(folder, files)));
  }

  @Test
  void aDamagedZipIsRefusedOrWarnsButNeverFailsOtherwise() throws IOException {
    Path zip = SampleLevels.zip(folder, SampleLevels.v2());
    byte[] bytes = Files.readAllBytes(zip);
    Path damaged = folder.resolve("damaged.zip");
    int refused = 0;
    for (int i = 0; i < bytes.length; i += 3) {
      byte[] changed = bytes.clone();
      changed[i] ^= 0x55;
      Files.write(damaged, changed);
      try {
        LevelReader.read(damaged);
      } catch (InputException e) {
        refused++;
      }
    }
    assertTrue(refused > 0);
    for (int length = 0; length < bytes.length; length += 7) {
      Files.write(damaged, Arrays.copyOf(bytes, length));
      assertThrows(InputException.class, () -> LevelReader.read(damaged));
    }
  }

  private static byte[] gzip(int megabytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      writeSpaces(out, megabytes);
    }
    return packed.toByteArray();
  }

  @Test
  void whatExpandsTooMuchCostsOnlyThatFile() throws IOException {
    Map<String, byte[]> files = SampleLevels.bytes(SampleLevels.v2());
    files.put("Hard.dat", gzip(20));
    Level level = LevelReader.read("level", files, ReadOptions.EVERYTHING);
    assertEquals(2, level.beatmaps().size());
    assertEquals("unpacks to more than 16777216 bytes", level.warnings().get(0).reason());
    // It was there and could be hashed as it is stored.
    assertEquals(40, level.hash().length());
    files.put("Info.dat", gzip(5));
    InputException e =
        assertThrows(
            InputException.class, () -> LevelReader.read("level", files, ReadOptions.EVERYTHING));
    assertEquals("level/Info.dat", e.file());
  }

  @Test
  void zipsInMemoryAreBounded() throws IOException {
    Path zip = folder.resolve("bomb.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("Info.dat"));
      writeSpaces(out, 20);
    }
    byte[] bytes = Files.readAllBytes(zip);
    InputException e =
        assertThrows(
            InputException.class,
            () -> LevelReader.readZip("level", bytes, ReadOptions.EVERYTHING));
    assertTrue(e.reason().startsWith("the zip unpacks to more than"), e.reason());
    byte[] good = Files.readAllBytes(SampleLevels.zip(folder, SampleLevels.v2()));
    int refused = 0;
    for (int i = 0; i < good.length; i += 3) {
      byte[] changed = good.clone();
      changed[i] ^= 0x55;
      try {
        LevelReader.readZip("level", changed, ReadOptions.EVERYTHING);
      } catch (InputException damaged) {
        refused++;
      }
    }
    assertTrue(refused > 0);
    for (byte[] none : new byte[][] {{}, {1, 2, 3}, Arrays.copyOf(good, 30)}) {
      assertThrows(
          InputException.class, () -> LevelReader.readZip("level", none, ReadOptions.EVERYTHING));
    }
  }

  @Test
  void carriedJsonIsBounded() throws IOException {
    Map<String, String> files = SampleLevels.v2();
    files.put("Hard.dat", "{\"_version\":\"2.0.0\"" + ",\"a\":1".repeat(1_000_001) + "}");
    files.put(
        "ExpertPlus.dat",
        "{\"version\":\"3.0.0\",\"colorNotes\":[{\"b\":1" + ",\"q\":1".repeat(1_000_001) + "}]}");
    Level level = SampleLevels.read(files);
    assertEquals(1, level.beatmaps().size());
    assertEquals("too many objects", level.warnings().get(0).reason());
    assertEquals("too many members", level.warnings().get(1).reason());
    Map<String, String> wide = SampleLevels.v2();
    wide.put(
        "Info.dat", wide.get("Info.dat").replaceFirst("\\{", "{" + many("\"k%d\":1,", 10_001)));
    assertTrue(refused(wide).reason().startsWith("more than 10000 members"));
  }

  private static String many(String pattern, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(String.format(pattern, i));
    }
    return text.toString();
  }

  @Test
  void aFileNamedOverAndOverIsNotReadForever() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("Info.dat", infoOf(1000).getBytes());
    byte[] big = new byte[32 << 20];
    Arrays.fill(big, (byte) ' ');
    files.put("Hard.dat", big);
    InputException e =
        assertThrows(
            InputException.class, () -> LevelReader.read("level", files, ReadOptions.EVERYTHING));
    assertTrue(e.reason().startsWith("no readable difficulty"), e.reason());
  }

  @Test
  void aBombNamedOverAndOverIsNotUnpackedForever() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("Info.dat", infoOf(1000).getBytes());
    for (int megabytes : new int[] {15, 20}) {
      files.put("Hard.dat", gzip(megabytes));
      InputException e =
          assertThrows(
              InputException.class, () -> LevelReader.read("level", files, ReadOptions.EVERYTHING));
      assertTrue(e.reason().startsWith("no readable difficulty"), e.reason());
    }
  }
}
