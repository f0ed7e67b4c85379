package io.beatweaver.level;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.beatweaver.InputException;
import io.beatweaver.tempo.TempoMap;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LevelTargetTest {
  private static final int RATE = 44_100;

  @TempDir Path folder;
  private LevelAssets assets;

  @BeforeEach
  void makeAssets() throws IOException {
    Path song = Files.writeString(folder.resolve("input.ogg"), "OggS, as far as it matters here");
    Path cover = Files.writeString(folder.resolve("input.png"), "picture");
    assets = new LevelAssets(song, 60 * RATE, RATE, cover);
  }

  private static Level simple() {
    Beatmap map =
        Beatmap.of(
            Difficulty.EXPERT,
            TempoMap.constant(120, 0.5),
            List.of(Note.of(4, 1, 0, Hand.LEFT, CutDirection.DOWN)));
    return Level.of(LevelInfo.of("Title", "Artist", "Mapper", 120, "song.egg"), List.of(map));
  }

  @Test
  void anExistingTargetIsLeftAloneUnlessAskedFor() throws IOException {
    for (String name : new String[] {"level", "level.zip"}) {
      Path target = folder.resolve(name);
      LevelWriter.write(simple(), LevelFormat.V2, assets, target);
      assertThrows(
          InputException.class, () -> LevelWriter.write(simple(), LevelFormat.V4, assets, target));
      assertEquals("2.6.0", LevelReader.read(target).beatmaps().get(0).version());
      LevelWriter.write(
          simple(), LevelFormat.V4, assets, target, WriteOptions.STRICT.withReplace(true));
      assertEquals("4.0.0", LevelReader.read(target).beatmaps().get(0).version());
    }
    assertEquals(List.of("input.ogg", "input.png", "level", "level.zip"), names(folder));
    assertFalse(Files.exists(folder.resolve("level/ExpertStandard.dat.old")));
  }

  @Test
  void aFolderOfOtherThingsIsNeverReplaced() throws IOException {
    Path target = Files.createDirectory(folder.resolve("precious"));
    Files.writeString(target.resolve("thesis.txt"), "years of work");
    WriteOptions replace = WriteOptions.STRICT.withReplace(true);
    assertThrows(
        InputException.class,
        () -> LevelWriter.write(simple(), LevelFormat.V2, assets, target, replace));
    assertEquals("years of work", Files.readString(target.resolve("thesis.txt")));
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThrows(
        InputException.class,
        () -> LevelWriter.write(simple(), LevelFormat.V2, assets, file, replace));
    Path zipFolder = Files.createDirectory(folder.resolve("folder.zip"));
    assertThrows(
        InputException.class,
        () -> LevelWriter.write(simple(), LevelFormat.V2, assets, zipFolder, replace));
  }

  @Test
  void aTargetIsRefusedBeforehandAsItWouldBeInTheEnd() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path zipFolder = Files.createDirectory(folder.resolve("folder.zip"));
    Path diary = Files.createDirectory(folder.resolve("diary"));
    Files.writeString(diary.resolve("monday"), "rain");
    Path nowhere = folder.getRoot();
    for (Path target : List.of(file, zipFolder, diary, file.resolve("below/level"), nowhere)) {
      for (boolean replace : new boolean[] {false, true}) {
        InputException early =
            assertThrows(InputException.class, () -> LevelWriter.requireTarget(target, replace));
        WriteOptions options = WriteOptions.STRICT.withReplace(replace);
        InputException late =
            assertThrows(
                InputException.class,
                () -> LevelWriter.write(simple(), LevelFormat.V2, assets, target, options));
        assertEquals(late.getMessage(), early.getMessage());
      }
    }
    Path level = folder.resolve("level");
    Path zip = folder.resolve("level.zip");
    for (Path target : List.of(level, zip)) {
      LevelWriter.requireTarget(target, false);
      LevelWriter.write(simple(), LevelFormat.V2, assets, target);
      assertThrows(InputException.class, () -> LevelWriter.requireTarget(target, false));
      LevelWriter.requireTarget(target, true);
    }
    LevelWriter.requireTarget(Files.createDirectory(folder.resolve("empty")), false);
    LevelWriter.requireTarget(folder.resolve("a/b/level.zip"), false);
    assertFalse(Files.exists(folder.resolve("a")), "asking makes no folders");
  }

  @Test
  void anEmptyFolderIsFilledAndMissingParentsAreMade() throws IOException {
    Path target = Files.createDirectory(folder.resolve("empty"));
    LevelWriter.write(simple(), LevelFormat.V2, assets, target);
    assertEquals(1, LevelReader.read(target).beatmaps().size());
    Path deep = folder.resolve("a/b/level.zip");
    LevelWriter.write(simple(), LevelFormat.V2, assets, deep);
    assertEquals(1, LevelReader.read(deep).beatmaps().size());
  }

  @Test
  void aLevelMayBeConvertedInItsOwnPlace() throws IOException {
    Path target = folder.resolve("level");
    LevelWriter.write(simple(), LevelFormat.V2, assets, target);
    Level level = LevelReader.read(target);
    LevelAssets own = new LevelAssets(LevelSong.file(level, folder), 60 * RATE, RATE, null);
    LevelWriter.write(level, LevelFormat.V4, own, target, WriteOptions.STRICT.withReplace(true));
    Level back = LevelReader.read(target);
    assertEquals(4.5 / 2 + 0.25, back.beatmaps().get(0).tempo().secondsAt(4), 1e-9);
    assertArrayEquals(
        Files.readAllBytes(assets.song()), Files.readAllBytes(LevelSong.file(back, folder)));
  }

  @Test
  void nothingIsLeftWhenASongIsMissing() throws IOException {
    LevelAssets missing = new LevelAssets(folder.resolve("none.ogg"), 1, RATE, null);
    assertThrows(
        InputException.class,
        () -> LevelWriter.write(simple(), LevelFormat.V2, missing, folder.resolve("level")));
    assertEquals(List.of("input.ogg", "input.png"), names(folder));
  }

  @Test
  void theOldLevelSurvivesAFailedReplacement() throws IOException {
    Path target = folder.resolve("level");
    LevelWriter.write(simple(), LevelFormat.V2, assets, target);
    // The song is in a zip and damaged there, which shows only while it is copied.
    byte[] bytes = IntStream.range(0, 9999).boxed().toList().toString().getBytes(UTF_8);
    Path zip = folder.resolve("songs.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("song.ogg"));
      out.write(bytes);
    }
    byte[] packed = Files.readAllBytes(zip);
    Arrays.fill(packed, 1000, 2000, (byte) 0xff);
    Files.write(zip, packed);
    try (FileSystem files = FileSystems.newFileSystem(zip)) {
      LevelAssets broken = new LevelAssets(files.getPath("song.ogg"), 44_100, 44_100, null);
      WriteOptions options = WriteOptions.STRICT.withReplace(true);
      assertThrows(
          IOException.class,
          () -> LevelWriter.write(simple(), LevelFormat.V2, broken, target, options));
    }
    assertEquals(1, LevelReader.read(target).beatmaps().size());
    assertEquals(List.of("input.ogg", "input.png", "level", "songs.zip"), names(folder));
  }

  @Test
  void namesStayInsideTheLevel() throws IOException {
    Level level = Level.of(LevelInfo.of("T", "A", "M", 120, "sub\\song.ogg"), simple().beatmaps());
    Path target = folder.resolve("level");
    assertTrue(
        LevelWriter.write(level, LevelFormat.V2, assets, target).files().contains("song.ogg"));
    Level climbing =
        Level.of(LevelInfo.of("T", "A", "M", 120, "../../song.ogg"), simple().beatmaps());
    assertTrue(
        LevelWriter.write(climbing, LevelFormat.V2, assets, folder.resolve("second"))
            .files()
            .contains("song.ogg"));
    Level clash = Level.of(LevelInfo.of("T", "A", "M", 120, "INFO.DAT"), simple().beatmaps());
    assertTrue(
        LevelWriter.write(clash, LevelFormat.V2, assets, folder.resolve("third"))
            .files()
            .contains("INFO2.DAT"));
  }

  @Test
  void namesAreThoseThatEverySystemTakes() throws IOException {
    for (String[] name :
        new String[][] {
          {"Who? <me> \"x\"|*.egg", "Who_ _me_ _x___.egg"},
          {"a\tb:c.egg", "a_b_c.egg"},
          {"song. .", "song_"},
          {"Ünï çôdé.egg", "Ünï çôdé.egg"}
        }) {
      Level level = Level.of(LevelInfo.of("T", "A", "M", 120, name[0]), simple().beatmaps());
      Path zip = folder.resolve("level.zip");
      WriteOptions replace = WriteOptions.STRICT.withReplace(true);
      WriteReport report = LevelWriter.write(level, LevelFormat.V2, assets, zip, replace);
      assertTrue(report.files().contains(name[1]), report.files().toString());
      assertEquals(name[1], LevelReader.read(zip).info().songFile());
    }
  }

  @Test
  void theSameLevelMakesTheSameZip() throws IOException {
    Path one = folder.resolve("one.zip");
    Path two = folder.resolve("two.zip");
    LevelWriter.write(simple(), LevelFormat.V4, assets, one);
    LevelWriter.write(simple(), LevelFormat.V4, assets, two);
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aTargetMayBeNamedInARoundaboutWay() throws IOException {
    Path here = Files.createDirectory(folder.resolve("here"));
    LevelWriter.write(simple(), LevelFormat.V2, assets, here.resolve("."));
    assertEquals(1, LevelReader.read(here).beatmaps().size());
    assertEquals(List.of("here", "input.ogg", "input.png"), names(folder));
  }

  @Test
  void theSongsPermissionsAreThoseOfAnyNewFile() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(assets.song(), PosixFilePermissions.fromString("r--------"));
    Path target = folder.resolve("level");
    LevelWriter.write(simple(), LevelFormat.V2, assets, target);
    assertEquals(
        Files.getPosixFilePermissions(target.resolve("Info.dat")),
        Files.getPosixFilePermissions(target.resolve("song.egg")));
  }
}
