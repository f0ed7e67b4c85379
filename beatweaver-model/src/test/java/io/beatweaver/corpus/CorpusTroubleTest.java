package io.beatweaver.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.Progress;
import io.beatweaver.audio.WavWriter;
import io.beatweaver.level.LevelReader;
import io.beatweaver.storage.BeatmapStore;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSettings;
import io.beatweaver.storage.StoreWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Levels that are broken for a while, and disks that are: what was stored is kept and mended. */
class CorpusTroubleTest {
  @TempDir Path folder;

  private Path level(String name) {
    return folder.resolve("corpus").resolve(name);
  }

  private Path store() {
    return folder.resolve("store");
  }

  private CorpusReport process() throws IOException {
    return TestLevels.process(folder.resolve("corpus"), store(), 3);
  }

  /** A run that has nowhere to unpack songs to. */
  private CorpusReport processWithoutRoom() throws IOException {
    CorpusOptions options = CorpusOptions.defaults().withFeatures(false);
    ExecutorService workers = Executors.newSingleThreadExecutor();
    try (StoreWriter writer = StoreWriter.append(store(), StoreSettings.defaults())) {
      writer.checkpoint();
      Ledger ledger = new Ledger();
      try (BeatmapStore before = BeatmapStore.open(store())) {
        ledger.load(before);
      }
      ledger.load(writer.sources().values());
      SongReader reader = new SongReader(options, writer, null, folder.resolve("no room"));
      FoundLevels levels = FoundLevels.in(List.of(folder.resolve("corpus")));
      return new CorpusRun(levels, options, writer, reader, ledger, workers)
          .run(true, Progress.NONE);
    } finally {
      workers.shutdownNow();
    }
  }

  private List<SongEntry> songs() throws IOException {
    try (BeatmapStore opened = BeatmapStore.open(store())) {
      opened.verify();
      return opened.songs();
    }
  }

  @Test
  void aLevelThatTheDiskWithheldIsReadAgainThoughItHasNotChanged() throws Exception {
    TestLevels.write(level("a"), 1, true);
    TestLevels.write(level("b"), 2, true);
    // Reading it fails as a disk does, and the level's fingerprint is of its files alone.
    Path trouble = Files.createDirectory(level("b").resolve("_beatsaver_meta.json"));
    CorpusReport failed = process();
    assertEquals(1, failed.stored());
    assertEquals(1, failed.failures().size());
    assertEquals(failed.failures(), process().failures());
    Files.delete(trouble);
    CorpusReport mended = process();
    assertEquals(1, mended.unchanged());
    assertEquals(1, mended.stored());
    assertEquals(List.of(), mended.failures());
    assertEquals(2, process().unchanged());
  }

  @Test
  void aSongThatTheDiskWithheldIsReadAgain() throws Exception {
    Files.createDirectories(folder.resolve("corpus"));
    TestLevels.zip(TestLevels.write(folder.resolve("a"), 1, true), level("a.zip"));
    CorpusReport failed = processWithoutRoom();
    assertEquals(1, failed.stored());
    assertEquals(1, failed.failures().size());
    assertEquals("", songs().get(0).audioHash());
    CorpusReport mended = process();
    assertEquals(1, mended.replaced());
    assertEquals(List.of(), mended.failures());
    assertEquals(64, songs().get(0).audioHash().length());
    assertEquals(1, process().unchanged());
  }

  @Test
  void aSongThatTheDiskWithholdsDoesNotCostTheOneThatIsStored() throws Exception {
    Files.createDirectories(folder.resolve("corpus"));
    Path unzipped = TestLevels.write(folder.resolve("a"), 1, true);
    TestLevels.zip(unzipped, level("a.zip"));
    process();
    List<SongEntry> before = songs();
    WavWriter.write(unzipped.resolve("song.wav"), new float[5_000], 8_000);
    TestLevels.zip(unzipped, level("a.zip"));
    CorpusReport failed = processWithoutRoom();
    assertEquals(1, failed.failures().size());
    assertEquals(before, songs());
    assertEquals(1, process().replaced());
    assertEquals(5_000 / 8_000.0, songs().get(0).durationSeconds(), 1e-9);
    assertEquals(1, process().unchanged());
  }

  @Test
  void aZipWithNamesInTheDosCodePageIsTaken() throws Exception {
    Path level = TestLevels.write(folder.resolve("a"), 1, true);
    Files.createDirectories(folder.resolve("corpus"));
    Charset dos = Charset.forName("IBM437");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(level("a.zip")), dos);
        Stream<Path> files = Files.list(level)) {
      for (Path file : files.toList()) {
        zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
        Files.copy(file, zip);
      }
      zip.putNextEntry(new ZipEntry("F\u00fcr dich.txt"));
    }
    CorpusReport report = process();
    assertEquals(List.of(), report.failures());
    assertEquals(1, report.stored());
  }

  @Test
  void aSongThatIsDamagedIsNotOpenedAgainBeforeItChanges() throws Exception {
    TestLevels.write(level("a"), 1, true);
    Files.writeString(level("a").resolve("song.wav"), "no song");
    assertEquals(1, process().failures().size());
    CorpusReport again = process();
    assertEquals(1, again.unchanged());
    assertEquals(1, again.failures().size());
  }

  @Test
  void aLevelThatBreaksAndComesBackAsAnotherIsStoredOnce() throws Exception {
    TestLevels.write(level("a"), 1, true);
    TestLevels.write(level("b"), 2, false);
    process();
    String old = LevelReader.read(level("a")).hash();
    for (String name : List.of("a", "b")) {
      Files.writeString(level(name).resolve("Info.dat"), "{");
    }
    assertEquals(2, process().failures().size());
    assertEquals(2, songs().size());
    CorpusReport known = process();
    assertEquals(2, known.unchanged());
    assertEquals(2, known.failures().size());
    TestLevels.write(level("a"), 3, true);
    TestLevels.write(level("b"), 2, false);
    CorpusReport repaired = process();
    assertEquals(1, repaired.stored());
    assertEquals(1, repaired.removed());
    assertEquals(2, songs().size());
    assertFalse(songs().stream().anyMatch(song -> song.hash().equals(old)));
    assertEquals(2, process().unchanged());
    assertTrue(
        songs().stream().anyMatch(song -> song.levelPath().equals(level("a").toString())),
        "what it is now");
  }

  /** What a broken level gave before is no second one of what is stored from elsewhere. */
  @Test
  void aBrokenLevelIsNoDuplicateInAMerge() throws Exception {
    TestLevels.write(level("a"), 1, true);
    TestLevels.write(level("b"), 1, true);
    process();
    Files.writeString(level("b").resolve("Info.dat"), "{");
    process();
    CorpusReport merged =
        CorpusProcessor.merge(
            FoundLevels.in(List.of(folder.resolve("corpus"))),
            List.of(store()),
            folder.resolve("merged"),
            CorpusOptions.defaults().withFeatures(false),
            Progress.NONE);
    assertEquals(1, merged.stored());
    assertEquals(0, merged.duplicates());
    assertEquals(1, merged.failures().size());
  }
}
