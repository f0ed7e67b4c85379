package io.beatweaver.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.level.Beatmap;
import io.beatweaver.storage.BeatmapStore;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A corpus that is processed in parts is what it would be if it were processed at once. */
class CorpusPartsTest {
  private static final CorpusOptions OPTIONS = CorpusOptions.defaults().withWorkers(2);

  @TempDir Path folder;

  /** Levels with and without songs, some twice, one broken and one that plays outside the grid. */
  @BeforeEach
  void makeCorpus() throws IOException {
    for (int i = 0; i < 12; i++) {
      TestLevels.write(corpus().resolve("l" + i), i, i % 4 != 1);
    }
    TestLevels.write(corpus().resolve("again/m1"), 1, true);
    TestLevels.write(corpus().resolve("again/m2"), 2, true);
    TestLevels.write(corpus().resolve("z5"), 5, true);
    TestLevels.zip(corpus().resolve("l3"), corpus().resolve("l3.zip"));
    Files.writeString(corpus().resolve("l7").resolve("Info.dat"), "{\"broken");
    Path wide = corpus().resolve("l8").resolve("Hard.dat");
    Files.writeString(
        wide, Files.readString(wide).replaceFirst("\"_lineIndex\":.", "\"_lineIndex\":1000"));
    Files.writeString(
        corpus().resolve("l4").resolve("_beatsaver_meta.json"),
        "{\"id\":\"1a2b\",\"score\":0.93,\"upvotes\":120,\"downvotes\":4}");
  }

  private Path corpus() {
    return folder.resolve("corpus");
  }

  private FoundLevels found() throws IOException {
    return FoundLevels.in(List.of(corpus()));
  }

  private List<Path> processParts(int count, CorpusOptions options) throws IOException {
    List<Path> all = found().paths();
    List<Path> parts = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      List<Path> share = new ArrayList<>();
      for (int i = part; i < all.size(); i += count) {
        share.add(all.get(i));
      }
      parts.add(folder.resolve("part" + part));
      CorpusProcessor.process(FoundLevels.at(share), parts.get(part), options, Progress.NONE);
    }
    return parts;
  }

  private void assertSame(Path expected, Path actual) throws IOException {
    assertEquals(TestLevels.content(expected), TestLevels.content(actual));
    List<CorpusSong> then = CorpusSong.load(expected, Progress.NONE);
    List<CorpusSong> now = CorpusSong.load(actual, Progress.NONE);
    assertEquals(hashes(then).size(), hashes(now).size());
    for (CorpusSong song : then) {
      CorpusSong same = now.get(hashes(now).indexOf(song.entry().hash()));
      SongFeatures features = song.features().toFeatures();
      assertArrayEquals(features.toArray(), same.features().toFeatures().toArray());
    }
  }

  private static List<String> hashes(List<CorpusSong> songs) {
    return songs.stream().map(song -> song.entry().hash()).toList();
  }

  @Test
  void partsMergeToWhatOneRunMakes() throws Exception {
    Path single = folder.resolve("single");
    CorpusReport whole = CorpusProcessor.process(List.of(corpus()), single, OPTIONS, Progress.NONE);
    Path merged = folder.resolve("merged");
    for (int count : new int[] {1, 3, 20}) {
      List<Path> parts = processParts(count, OPTIONS);
      CorpusReport report = CorpusProcessor.merge(found(), parts, merged, OPTIONS, Progress.NONE);
      assertSame(single, merged);
      assertEquals(whole.found(), report.found());
      assertEquals(whole.stored(), report.stored());
      assertEquals(whole.replaced() + whole.duplicates(), report.duplicates());
      assertEquals(whole.songsWithFeatures(), report.songsWithFeatures());
      assertEquals(whole.failures(), report.failures());
      assertTrue(Files.exists(merged.resolve("report.json")));
      for (Path part : parts) {
        AtomicFiles.deleteTree(part);
      }
    }
    try (BeatmapStore store = BeatmapStore.open(merged)) {
      List<String> paths = store.songs().stream().map(SongEntry::levelPath).toList();
      assertEquals(paths.stream().sorted().toList(), paths);
      assertEquals(1, store.summary().outsideGrid());
    }
  }

  @Test
  void aChangedPartIsMergedAgainAndTheRestIsNotReadAgain() throws Exception {
    processParts(3, OPTIONS);
    TestLevels.write(corpus().resolve("l0"), 100, true);
    TestLevels.write(corpus().resolve("z9"), 101, true);
    AtomicFiles.deleteTree(corpus().resolve("l11"));
    Path merged = folder.resolve("merged");
    // Places in the parts shift here; that only costs reading some levels twice.
    List<Path> parts = processParts(3, OPTIONS);
    CorpusReport report = CorpusProcessor.merge(found(), parts, merged, OPTIONS, Progress.NONE);
    assertEquals(1, report.vanished());
    assertEquals(found().paths().size(), report.found());
    try (BeatmapStore store = BeatmapStore.open(merged)) {
      List<String> titles = store.songs().stream().map(SongEntry::title).toList();
      assertTrue(titles.containsAll(List.of("Söng 100", "Söng 101", "Söng 11")), titles.toString());
    }
  }

  @Test
  void whatAPartLacksIsSaid() throws Exception {
    List<Path> parts = processParts(3, OPTIONS.withFeatures(false));
    Path merged = folder.resolve("merged");
    CorpusReport report =
        CorpusProcessor.merge(found(), parts.subList(0, 2), merged, OPTIONS, Progress.NONE);
    List<String> reasons = report.failures().stream().map(CorpusReport.Failure::reason).toList();
    int third = found().paths().size() / 3;
    assertEquals(third, reasons.stream().filter("is in none of the parts"::equals).count());
    assertTrue(reasons.contains("no features: its part has none"), reasons.toString());
    assertEquals(0, report.songsWithFeatures());
    InputException missing =
        assertThrows(
            InputException.class,
            () ->
                CorpusProcessor.merge(
                    found(), List.of(folder.resolve("no")), merged, OPTIONS, Progress.NONE));
    assertTrue(missing.getMessage().contains("no such folder"), missing.getMessage());
  }

  @Test
  void aPartOfNothingUsableIsAStoreAndACorpusOfNothingIsRefused() throws Exception {
    Path broken = corpus().resolve("l7");
    Path part = folder.resolve("part");
    CorpusReport report =
        CorpusProcessor.process(FoundLevels.at(List.of(broken)), part, OPTIONS, Progress.NONE);
    assertEquals(0, report.stored());
    assertEquals(1, report.failures().size());
    assertEquals(
        1,
        CorpusProcessor.process(FoundLevels.at(List.of(broken)), part, OPTIONS, Progress.NONE)
            .unchanged());
    InputException refused =
        assertThrows(
            InputException.class,
            () ->
                CorpusProcessor.merge(
                    FoundLevels.at(List.of(broken)),
                    List.of(part),
                    folder.resolve("merged"),
                    OPTIONS,
                    Progress.NONE));
    assertTrue(refused.getMessage().contains("l7"), refused.getMessage());
    assertThrows(
        InputException.class,
        () ->
            CorpusProcessor.merge(
                FoundLevels.at(List.of()), List.of(), folder.resolve("x"), OPTIONS, Progress.NONE));
    assertTrue(Files.notExists(folder.resolve("x")));
  }

  @Test
  void levelsThatHaveGoneSinceTheyWereFoundAreNamed() throws Exception {
    Path gone = corpus().resolve("gone");
    Path empty = Files.createDirectories(corpus().resolve("empty"));
    FoundLevels levels = FoundLevels.at(List.of(corpus().resolve("l0"), gone, empty));
    assertEquals(List.of(corpus().resolve("l0")), levels.paths());
    assertEquals(
        List.of(gone.toString(), empty.toString()),
        levels.failures().stream().map(CorpusReport.Failure::path).toList());
  }

  /** Level files of version 1, which were the first, and folders of both. */
  @Test
  void anInfoFileOfEitherNameMakesALevel() throws Exception {
    Path old = Files.createDirectories(folder.resolve("old"));
    Path first = Files.createDirectories(old.resolve("v1"));
    Files.writeString(
        first.resolve("info.json"),
        "{\"songName\":\"Old\",\"beatsPerMinute\":120,\"difficultyLevels\":["
            + "{\"difficulty\":\"Hard\",\"difficultyRank\":3,\"jsonPath\":\"Hard.json\","
            + "\"audioPath\":\"song.wav\"}]}");
    Files.writeString(
        first.resolve("Hard.json"),
        "{\"_version\":\"1.5.0\",\"_notes\":[{\"_time\":1,\"_cutDirection\":1}]}");
    Path both = TestLevels.write(old.resolve("both"), 1, true);
    Files.copy(first.resolve("info.json"), both.resolve("INFO.JSON"));
    FoundLevels levels = FoundLevels.in(List.of(old));
    assertEquals(List.of(both, first), levels.paths());
    assertEquals(levels.fingerprints(), FoundLevels.at(levels.paths()).fingerprints());
    Path store = folder.resolve("store");
    CorpusOptions levelsOnly = OPTIONS.withAudio(false);
    CorpusProcessor.process(List.of(old), store, levelsOnly, Progress.NONE);
    try (BeatmapStore opened = BeatmapStore.open(store)) {
      List<String> titles = opened.songs().stream().map(SongEntry::title).toList();
      assertEquals(List.of("Söng 1", "Old"), titles);
    }
  }

  @Test
  void theNumberOfWorkersChangesNothing() throws Exception {
    List<List<Beatmap>> maps = new ArrayList<>();
    List<Object> content = new ArrayList<>();
    List<CorpusReport> reports = new ArrayList<>();
    for (int workers = 1; workers <= 3; workers++) {
      Path store = folder.resolve("store" + workers);
      CorpusOptions options =
          OPTIONS
              .withWorkers(workers)
              .withCheckpointLevels(workers)
              .withStore(StoreSettings.defaults().withSongsPerRowGroup(workers));
      reports.add(CorpusProcessor.process(List.of(corpus()), store, options, Progress.NONE));
      content.add(TestLevels.content(store));
      try (BeatmapStore opened = BeatmapStore.open(store)) {
        maps.add(opened.beatmaps(opened.songs().get(0)));
      }
    }
    for (int i = 1; i < content.size(); i++) {
      assertEquals(content.get(0), content.get(i));
      assertEquals(maps.get(0), maps.get(i), "in the same order");
      assertEquals(reports.get(0), reports.get(i));
    }
    for (int workers = 2; workers <= 3; workers++) {
      assertSame(folder.resolve("store1"), folder.resolve("store" + workers));
    }
  }
}
