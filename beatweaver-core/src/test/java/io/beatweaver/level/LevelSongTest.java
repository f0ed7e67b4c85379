package io.beatweaver.level;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LevelSongTest {
  @TempDir Path folder;
  @TempDir Path temporary;

  @Test
  void inAFolderItIsTheFileItself() throws IOException {
    Path level = SampleLevels.folder(folder, SampleLevels.v2());
    Files.move(level.resolve("song.egg"), level.resolve("Song.EGG"));
    assertEquals(level.resolve("Song.EGG"), LevelSong.file(LevelReader.read(level), temporary));
    assertEquals(List.of(), list(temporary));
  }

  @Test
  void outOfAZipItIsUnpacked() throws IOException {
    Level level = LevelReader.read(SampleLevels.zip(folder, SampleLevels.v2()));
    Path song = LevelSong.file(level, temporary);
    assertEquals("no real song", Files.readString(song));
    assertTrue(song.getFileName().toString().endsWith(".egg"));
    assertEquals(List.of(song), list(temporary));
  }

  @Test
  void thePictureIsGivenLikewise() throws IOException {
    Map<String, String> files = SampleLevels.v2();
    Level without = LevelReader.read(SampleLevels.folder(folder, files));
    assertEquals(Optional.empty(), LevelSong.cover(without, temporary));
    files.put("Cover.JPG", "a picture");
    Path level = SampleLevels.folder(folder, files);
    assertEquals(
        Optional.of(level.resolve("Cover.JPG")),
        LevelSong.cover(LevelReader.read(level), temporary));
    Level zipped = LevelReader.read(SampleLevels.zip(folder, files));
    Path picture = LevelSong.cover(zipped, temporary).orElseThrow();
    assertEquals("a picture", Files.readString(picture));
    assertEquals(List.of(picture), list(temporary));
    files.put("Info.dat", files.get("Info.dat").replace("cover.jpg", "../cover.jpg"));
    Level climbing = LevelReader.read(SampleLevels.folder(folder, files));
    assertThrows(InputException.class, () -> LevelSong.cover(climbing, temporary));
  }

  /** A megabyte that would fill a gigabyte of the disk. */
  @Test
  void aSongThatIsPackedTooWellIsRefused() throws IOException {
    Path zip = folder.resolve("bomb.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Map.Entry<String, byte[]> file : SampleLevels.bytes(SampleLevels.v2()).entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getKey().equals("song.egg") ? new byte[20 << 20] : file.getValue());
      }
    }
    Level level = LevelReader.read(zip);
    InputException e = assertThrows(InputException.class, () -> LevelSong.file(level, temporary));
    assertTrue(e.getMessage().contains("song.egg: more than 16777216 bytes"), e.getMessage());
    assertEquals(List.of(), list(temporary));
  }

  @Test
  void aSongsNameMayEndInAnything() throws IOException {
    Map<String, String> files = SampleLevels.v2();
    String name = "song." + "x".repeat(240);
    files.put(name, files.remove("song.egg"));
    files.put("Info.dat", files.get("Info.dat").replace("song.egg", name));
    Path song = LevelSong.file(LevelReader.read(SampleLevels.zip(folder, files)), temporary);
    assertEquals("no real song", Files.readString(song));
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    Map<String, String> files = SampleLevels.v2();
    files.remove("song.egg");
    Level missing = LevelReader.read(SampleLevels.folder(folder, files));
    InputException e = assertThrows(InputException.class, () -> LevelSong.file(missing, temporary));
    assertTrue(e.getMessage().contains("song.egg"));
    files.put("Info.dat", files.get("Info.dat").replace("song.egg", "../song.egg"));
    Files.writeString(folder.resolve("song.egg"), "outside");
    Level climbing = LevelReader.read(SampleLevels.folder(folder, files));
    assertThrows(InputException.class, () -> LevelSong.file(climbing, temporary));
    files.put("Info.dat", files.get("Info.dat").replace("../song.egg", ""));
    Level unnamed = LevelReader.read(SampleLevels.folder(folder, files));
    assertThrows(InputException.class, () -> LevelSong.file(unnamed, temporary));
    Level nowhere = Level.of(unnamed.info(), unnamed.beatmaps());
    assertThrows(IllegalArgumentException.class, () -> LevelSong.file(nowhere, temporary));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
