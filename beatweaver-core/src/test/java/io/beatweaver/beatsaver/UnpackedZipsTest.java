package io.beatweaver.beatsaver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.Level;
import io.beatweaver.level.LevelReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is checked of a zip before it becomes a level. */
class UnpackedZipsTest extends DownloadCase {
  @Test
  void aNestedLevelOfVersion4IsCheckedAndUnpackedToTheRoot() throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(
        "Info.dat",
        text(
            """
            {"version": "4.0.0", "song": {"title": "Nested"},
             "audio": {"songFilename": "song.ogg", "audioDataFilename": "Audio.dat", "bpm": 100},
             "difficultyBeatmaps": [{"characteristic": "Standard", "difficulty": "Easy",
               "beatmapDataFilename": "Easy.dat", "lightshowDataFilename": "Lights.dat"}]}
            """));
    files.put(
        "Audio.dat",
        text(
            """
            {"version": "4.0.0", "songSampleCount": 44100, "songFrequency": 44100,
             "bpmData": [{"si": 0, "ei": 44100, "sb": 0, "eb": 1.6666}], "lufsData": []}
            """));
    files.put(
        "Easy.dat", text("{\"version\": \"4.0.0\", \"colorNotes\": [], \"colorNotesData\": []}"));
    files.put("Lights.dat", text("{\"version\": \"4.0.0\"}"));
    String hash = TestServer.hash(files);
    Map<String, byte[]> nested = new LinkedHashMap<>();
    files.forEach((name, content) -> nested.put("Some folder/" + name, content));
    server.offer("1", 0.9, 50, hash, TestServer.zip(nested));
    DownloadReport report = run(10);
    assertEquals(List.of(), report.failures());
    Level level = LevelReader.read(folder.resolve("1"));
    assertEquals(hash, level.hash());
    assertEquals("Nested", level.info().title());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void namesThatAFileSystemRefusesCostTheirLevelAlone() throws Exception {
    Map<String, byte[]> files = TestServer.level("Song");
    String hash = TestServer.hash(files);
    List<String> names =
        List.of(
            "x".repeat(256) + ".dat",
            "deep/".repeat(300) + "x",
            "Info.dat/below/that",
            "_beatsaver_meta.json/x",
            "NUL.dat",
            "folder/com1",
            "stream.txt:hidden",
            "dots..",
            "bell\u0007.dat");
    for (int i = 0; i < names.size(); i++) {
      Map<String, byte[]> more = new LinkedHashMap<>(files);
      more.put(names.get(i), new byte[] {1});
      server.offer(Integer.toHexString(i + 1), 0.9, 50, hash, TestServer.zip(more));
    }
    server.offer("aa", 0.9, 50, hash, TestServer.zip(files));
    DownloadReport report = run(100);
    assertEquals(List.of("aa"), levels());
    assertEquals(names.size(), report.failures().size());
    for (DownloadReport.Failure failure : report.failures()) {
      assertTrue(failure.reason().startsWith(server.base() + "/zip/"), failure.reason());
    }
  }

  @Test
  void twoFilesOfOneNameDoNotPassAsTheLevelThatOneOfThemIs() throws Exception {
    Map<String, byte[]> files = TestServer.level("Song");
    String hash = TestServer.hash(files);
    files.put("EASY.dat", "{\"_version\": \"2.0.0\"}".getBytes(StandardCharsets.UTF_8));
    server.offer("1", 0.9, 50, hash, TestServer.zip(files));
    Map<String, byte[]> second = TestServer.level("Another");
    String secondHash = TestServer.hash(second);
    second.put("notes.txt", new byte[] {1});
    second.put("Notes.TXT", new byte[] {2});
    server.offer("2", 0.9, 50, secondHash, TestServer.zip(second));
    DownloadReport report = run(100);
    assertEquals(2, report.failures().size());
    assertEquals(List.of(), levels());
  }

  @Test
  void aDamagedSongIsNoticedThoughTheLevelHashDoesNotCoverIt() throws Exception {
    Map<String, byte[]> files = TestServer.level("Song");
    String hash = TestServer.hash(files);
    byte[] song = new byte[4000];
    new Random(1).nextBytes(song);
    files.put("song.egg", song);
    byte[] zip = TestServer.zip(files);
    // Random bytes aren't packed but stored, in packages of at most 64 KiB with a few bytes before.
    int inSong = new String(zip, StandardCharsets.ISO_8859_1).indexOf("song.egg") + 1000;
    zip[inSong] ^= 1;
    server.offer("1", 0.9, 50, hash, zip);
    DownloadReport report = run(100);
    assertEquals(1, report.failures().size());
    assertTrue(report.failures().get(0).reason().contains("song.egg"), report.toString());
    assertEquals(List.of(), levels());
  }

  @Test
  void aZipThatUnpacksToManyTimesItsSizeIsRefused() throws Exception {
    Map<String, byte[]> files = TestServer.level("Song");
    String hash = TestServer.hash(files);
    files.put("song.egg", new byte[20 << 20]);
    server.offer("1", 0.9, 50, hash, TestServer.zip(files));
    DownloadReport report = run(100);
    assertTrue(report.failures().get(0).reason().contains("unpacks to more"), report.toString());
    assertEquals(List.of(), levels());
  }

  @Test
  void hostileAndWrongZipsAreCountedAndLeaveNothing() throws Exception {
    Map<String, byte[]> files = TestServer.level("Song");
    String hash = TestServer.hash(files);
    byte[] zip = TestServer.zip(files);
    Map<String, byte[]> climbing = new LinkedHashMap<>(files);
    climbing.put("../../escaped.txt", new byte[] {1});
    Map<String, byte[]> absolute = new LinkedHashMap<>(files);
    absolute.put("/escaped.txt", new byte[] {1});
    Map<String, byte[]> both = new LinkedHashMap<>(files);
    both.put("name", new byte[] {1});
    both.put("name/below", new byte[] {1});
    server.offer("1", 0.9, 50, hash, Arrays.copyOf(zip, zip.length / 2));
    server.offer("2", 0.9, 50, hash, "no zip at all".getBytes(StandardCharsets.UTF_8));
    server.offer("3", 0.9, 50, hash, new byte[0]);
    server.offer("4", 0.9, 50, "f".repeat(40), zip);
    server.offer("5", 0.9, 50, hash, TestServer.zip(climbing));
    server.offer("6", 0.9, 50, hash, TestServer.zip(absolute));
    server.offer("7", 0.9, 50, hash, TestServer.zip(both));
    server.offer("8", 0.9, 50, hash, new byte[(1 << 20) + 1]);
    server.offer("9", 0.9, 50, hash, zip);
    DownloadReport report = run(100);
    assertEquals(List.of("9"), levels());
    assertEquals(8, report.failures().size());
    Map<String, String> reasons = new LinkedHashMap<>();
    report.failures().forEach(f -> reasons.put(f.id(), f.reason()));
    assertTrue(reasons.get("4").contains("holds another level"), reasons.get("4"));
    assertTrue(reasons.get("5").contains("lead out of the level"), reasons.get("5"));
    assertTrue(reasons.get("7").contains("name"), reasons.get("7"));
    assertTrue(reasons.get("8").contains("more than 1048576 bytes"), reasons.get("8"));
    assertFalse(Files.exists(folder.resolveSibling("escaped.txt")));
  }
}
