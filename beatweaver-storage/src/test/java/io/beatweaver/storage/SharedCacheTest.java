package io.beatweaver.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A folder that several processes use, that die, or whose disk is full. */
class SharedCacheTest {
  /** How often a process is killed; {@code -Dbeatweaver.kills=60} for a long run. */
  private static final int KILLS = Integer.getInteger("beatweaver.kills", 5);

  private static final long SEED = Long.getLong("beatweaver.kills.seed", 1);

  @TempDir Path folder;

  @Test
  void processesThatAddAndReadAtTheSameTimeSeeWholeSongsAlone() throws Exception {
    int songs = 60;
    List<Process> processes = new ArrayList<>();
    for (int seed = 1; seed <= 2; seed++) {
      processes.add(
          CacheProcesses.start("", CacheProcesses.Sharer.class, folder, songs, seed).start());
    }
    for (Process process : processes) {
      assertEquals(CacheProcesses.RIGHT, process.waitFor());
    }
    try (FeatureCache cache = FeatureCache.open(folder)) {
      CacheFixture.requireAll(cache, songs, CacheProcesses::rows);
      assertEquals(songs, cache.size().songs());
      assertEquals(0, cache.counts().damaged());
      long bytes = cache.size().bytes();
      assertEquals(new Eviction(0, 0), cache.evict(bytes), "no song is there twice");
    }
  }

  @Test
  void aProcessKilledAtAnyMomentLosesNoSongThatItHadAdded() throws Exception {
    Random random = new Random(SEED);
    int added = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process process =
          CacheProcesses.start("", CacheProcesses.Victim.class, folder, added).start();
      int last = killAfter(process, random.nextInt(60), random);
      assertNotEquals(CacheProcesses.DISK_FULL, process.waitFor());
      added = Math.max(added, last + 1);
      // A song may be in without the process having had the time to say so.
      try (FeatureCache cache = FeatureCache.open(folder, CacheProcesses.SMALL)) {
        CacheFixture.requireAll(cache, added, CacheProcesses::rows);
        cache.put(
            CacheFixture.key(added), CacheFixture.features(added, CacheProcesses.rows(added)));
        assertEquals(0, cache.counts().damaged(), "kill " + kill);
        added++;
      }
      if (kill % 3 == 1) {
        Files.deleteIfExists(folder.resolve("index"));
      }
    }
    try (FeatureCache cache = FeatureCache.open(folder, CacheProcesses.SMALL)) {
      CacheFixture.requireAll(cache, added, CacheProcesses::rows);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of("index", "lock"),
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.endsWith(".shard"))
              .sorted()
              .toList());
    }
  }

  /** Kills a process when it has said so many songs, and a moment later. */
  private static int killAfter(Process process, int lines, Random random) throws Exception {
    int last = -1;
    try (BufferedReader said = process.inputReader()) {
      for (int i = 0; i <= lines; i++) {
        last = Integer.parseInt(said.readLine());
      }
      Thread.sleep(0, random.nextInt(1_000_000));
      // Not through the process, which would close its output, too.
      process.toHandle().destroyForcibly();
      for (String line; (line = read(said)) != null; ) {
        last = Math.max(last, Integer.parseInt(line));
      }
    }
    return last;
  }

  /** The last line of a killed process may be a part of one. */
  private static String read(BufferedReader said) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c; (c = said.read()) != '\n'; line.append((char) c)) {
      if (c < 0) {
        return null;
      }
    }
    return line.toString();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aDiskThatIsFullIsReportedAndWhatIsInStaysReadable() throws Exception {
    // The system refuses to make any file longer than 40 (or 80) kB, in the midst of a song.
    Process process =
        CacheProcesses.start("ulimit -f 80", CacheProcesses.Victim.class, folder, 0).start();
    int last = -1;
    String message = "";
    try (BufferedReader said = process.inputReader()) {
      for (String line; (line = said.readLine()) != null; ) {
        if (line.matches("\\d+")) {
          last = Integer.parseInt(line);
        } else {
          message = line;
        }
      }
    }
    assertEquals(CacheProcesses.DISK_FULL, process.waitFor());
    assertTrue(message.startsWith(folder.toRealPath() + ": features can't be cached: "), message);
    int songs = last + 1;
    assertTrue(songs > 0);
    try (FeatureCache cache = FeatureCache.open(folder, CacheProcesses.SMALL)) {
      CacheFixture.requireAll(cache, songs, CacheProcesses::rows);
      assertEquals(0, cache.counts().damaged());
      assertEquals(
          cache.size().bytes(), cache.size().bytes() - cache.evict(Long.MAX_VALUE).freed());
    }
  }

  /** {@code -Dbeatweaver.small.disk=DIR}: a folder on a file system of a few MB. */
  @Test
  void aFileSystemThatIsFullIsReportedAndWhatIsInStaysReadable() throws Exception {
    String small = System.getProperty("beatweaver.small.disk");
    assumeTrue(small != null, "no small disk was given");
    Path cacheFolder = Files.createTempDirectory(Path.of(small), "cache");
    int songs = 0;
    try (FeatureCache cache = FeatureCache.open(cacheFolder, CacheProcesses.SMALL)) {
      while (true) {
        int song = songs;
        try {
          cache.put(CacheFixture.key(song), CacheFixture.features(song, CacheProcesses.rows(song)));
        } catch (IOException e) {
          assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
          break;
        }
        songs++;
      }
      CacheFixture.requireAll(cache, songs, CacheProcesses::rows);
    }
    try (FeatureCache cache = FeatureCache.open(cacheFolder, CacheProcesses.SMALL)) {
      CacheFixture.requireAll(cache, songs, CacheProcesses::rows);
      assertEquals(0, cache.counts().damaged());
      assertEquals(songs, cache.evict(0).removed(), "a full disk can be emptied");
      cache.put(CacheFixture.key(0), CacheFixture.features(0, CacheProcesses.rows(0)));
    }
  }

  @Test
  void aFolderThatCannotBeWrittenCanBeRead() throws Exception {
    try (FeatureCache cache = FeatureCache.open(folder)) {
      cache.put(CacheFixture.key(0), CacheFixture.features(0, CacheProcesses.rows(0)));
    }
    // Permissions don't stop everybody who runs tests; a folder in the lock's place does.
    Files.delete(folder.resolve("lock"));
    Files.createDirectory(folder.resolve("lock"));
    try (FeatureCache cache = FeatureCache.open(folder)) {
      CacheFixture.requireAll(cache, 1, CacheProcesses::rows);
      IOException e =
          assertThrows(
              IOException.class, () -> cache.put(CacheFixture.key(1), CacheFixture.features(1, 5)));
      assertTrue(
          e.getMessage().startsWith(folder.toRealPath() + ": features can't be cached"),
          e.getMessage());
      CacheFixture.requireAll(cache, 1, CacheProcesses::rows);
    }
  }

  @Test
  void whatAKilledWriterLeftIsSweptAtTheNextOpening() throws Exception {
    try (FeatureCache cache = FeatureCache.open(folder)) {
      cache.put(CacheFixture.key(0), CacheFixture.features(0, CacheProcesses.rows(0)));
    }
    Files.writeString(folder.resolve(".index.123.bw-new"), "half an index");
    try (FeatureCache cache = FeatureCache.open(folder)) {
      CacheFixture.requireAll(cache, 1, CacheProcesses::rows);
      assertTrue(Files.notExists(folder.resolve(".index.123.bw-new")));
    }
  }

  @Test
  void readersDoNotWaitForAWriterAndWritersDo() throws Exception {
    try (FeatureCache cache = FeatureCache.open(folder)) {
      cache.put(CacheFixture.key(0), CacheFixture.features(0, CacheProcesses.rows(0)));
    }
    Files.writeString(folder.resolve(".features.123.bw-new"), "half a shard");
    Process holder = CacheProcesses.start("", CacheProcesses.Holder.class, folder).start();
    assertEquals("true", holder.inputReader().readLine());
    FeatureCache cache = FeatureCache.open(folder);
    CacheFixture.requireAll(cache, 1, CacheProcesses::rows);
    assertTrue(Files.exists(folder.resolve(".features.123.bw-new")), "it may be his");
    Thread writer =
        new Thread(
            () -> {
              try {
                cache.put(CacheFixture.key(1), CacheFixture.features(1, CacheProcesses.rows(1)));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    writer.start();
    assertEquals(1, cache.size().songs());
    holder.getOutputStream().close();
    assertEquals(0, holder.waitFor());
    writer.join();
    CacheFixture.requireAll(cache, 2, CacheProcesses::rows);
    cache.close();
  }
}
