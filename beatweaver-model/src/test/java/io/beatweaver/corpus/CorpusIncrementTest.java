package io.beatweaver.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beatweaver.InputException;
import io.beatweaver.Progress;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.level.LevelReader;
import io.beatweaver.storage.BeatmapStore;
import io.beatweaver.storage.CommunityRating;
import io.beatweaver.storage.LevelSource;
import io.beatweaver.storage.SongEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A corpus that is processed again when it has changed. */
class CorpusIncrementTest {
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

  private static String hash(Path level) throws IOException {
    return LevelReader.read(level).hash();
  }

  private SongEntry song(String hash) throws IOException {
    try (BeatmapStore opened = BeatmapStore.open(store())) {
      opened.verify();
      return opened.song(hash).orElseThrow();
    }
  }

  private boolean holds(String hash) throws IOException {
    try (BeatmapStore opened = BeatmapStore.open(store())) {
      return opened.song(hash).isPresent();
    }
  }

  private Map<String, LevelSource> sources() throws IOException {
    try (BeatmapStore opened = BeatmapStore.open(store())) {
      return opened.sources().stream()
          .collect(Collectors.toMap(source -> source.path(), source -> source));
    }
  }

  @Test
  void aSecondRunReadsOnlyWhatIsNewOrChanged() throws Exception {
    for (int i = 0; i < 10; i++) {
      TestLevels.write(level("l" + i), i, true);
    }
    assertEquals(10, process().stored());
    List<Object> before = TestLevels.content(store());
    List<String> read = new ArrayList<>();
    Progress progress = (stage, done, total, detail) -> read.add(detail);
    CorpusOptions options = CorpusOptions.defaults().withFeatures(false);
    List<Path> inputs = List.of(folder.resolve("corpus"));
    CorpusReport nothing = CorpusProcessor.process(inputs, store(), options, progress);
    assertEquals(List.of(), read);
    assertEquals(new CorpusReport(10, 10, 0, 0, 0, 0, 0, 0, 0, 0, List.of()), nothing);
    assertEquals(before, TestLevels.content(store()));

    String old = hash(level("l3"));
    TestLevels.write(level("l3"), 77, true);
    TestLevels.write(level("n"), 20, true);
    CorpusReport some = CorpusProcessor.process(inputs, store(), options, progress);
    assertEquals(List.of(level("l3").toString(), level("n").toString()), read);
    assertEquals(9, some.unchanged());
    assertEquals(2, some.stored());
    assertEquals(1, some.removed());
    assertFalse(holds(old));
    assertEquals("Söng 77", song(hash(level("l3"))).title());
  }

  @Test
  void theSameLevelInSeveralPlacesIsStoredOnceWithItsAudio() throws Exception {
    TestLevels.write(level("a"), 1, false);
    TestLevels.write(level("b"), 1, true);
    TestLevels.write(level("c"), 1, true);
    TestLevels.zip(level("c"), level("d.zip"));
    CorpusReport report = process();
    assertEquals(1, report.stored());
    assertEquals(1, report.replaced());
    assertEquals(2, report.duplicates());
    SongEntry song = song(hash(level("a")));
    assertEquals(level("b").toString(), song.levelPath());
    assertEquals(64, song.audioHash().length());
    assertEquals(4_001 / 8_000.0, song.durationSeconds(), 1e-9);
    Map<String, LevelSource> sources = sources();
    assertEquals(4, sources.size());
    for (LevelSource source : sources.values()) {
      assertEquals(song.hash(), source.hash());
      assertEquals(source.path().equals(level("a").toString()), !source.failure().isEmpty());
    }
    assertEquals(4, process().unchanged());
  }

  @Test
  void whenAPlaceGivesAnotherLevelTheFirstIsTakenFromWhereElseItIs() throws Exception {
    TestLevels.write(level("a"), 1, true);
    TestLevels.write(level("b"), 1, true);
    process();
    String hash = hash(level("b"));
    assertEquals(level("a").toString(), song(hash).levelPath());
    TestLevels.write(level("a"), 2, true);
    CorpusReport report = process();
    assertEquals(1, report.stored());
    assertEquals(1, report.replaced());
    assertEquals(0, report.removed());
    assertEquals(level("b").toString(), song(hash).levelPath());
    assertEquals(2, process().unchanged());
    TestLevels.write(level("b"), 3, true);
    assertEquals(1, process().removed());
    assertFalse(holds(hash));
  }

  @Test
  void aPlaceGivesAnotherLevelWhileACopyWithAudioWaitsToReplaceIt() throws Exception {
    TestLevels.write(level("b"), 1, false);
    process();
    String hash = hash(level("b"));
    TestLevels.write(level("a"), 1, true);
    TestLevels.write(level("b"), 2, true);
    CorpusReport report = process();
    assertEquals(1, report.stored());
    assertEquals(1, report.replaced());
    assertEquals(0, report.removed());
    assertEquals(level("a").toString(), song(hash).levelPath());
    assertEquals(64, song(hash).audioHash().length());
    assertEquals(2, process().unchanged());
  }

  @Test
  void whereTheStoredPlaceLosesItsAudioItIsTakenFromWhereElseItIs() throws Exception {
    TestLevels.write(level("a"), 1, true);
    TestLevels.write(level("b"), 1, true);
    TestLevels.write(level("c"), 1, true);
    process();
    String hash = hash(level("a"));
    Files.delete(level("a").resolve("song.wav"));
    // Songs that were opened once are so again.
    CorpusProcessor.process(
        List.of(folder.resolve("corpus")),
        store(),
        CorpusOptions.defaults().withAudio(false),
        Progress.NONE);
    assertEquals(level("b").toString(), song(hash).levelPath());
    assertEquals(64, song(hash).audioHash().length());
    CorpusReport again = process();
    assertEquals(3, again.unchanged());
    assertEquals(1, again.failures().size());
    assertAsAFreshRun();
  }

  @Test
  void aCopyThatComesLaterAndLiesFirstIsTakenAsAFreshRunWould() throws Exception {
    TestLevels.write(level("b"), 1, true);
    process();
    TestLevels.write(level("a"), 1, true);
    Files.writeString(level("a").resolve("_beatsaver_meta.json"), "{\"id\":\"f\",\"score\":1}");
    TestLevels.write(level("c"), 1, true);
    CorpusReport report = process();
    assertEquals(1, report.replaced());
    assertEquals(1, report.duplicates());
    SongEntry song = song(hash(level("a")));
    assertEquals(level("a").toString(), song.levelPath());
    assertEquals("beatsaver", song.source());
    assertEquals(3, process().unchanged());
    assertAsAFreshRun();
  }

  private void assertAsAFreshRun() throws IOException {
    Path fresh = folder.resolve("fresh");
    TestLevels.process(folder.resolve("corpus"), fresh, 3);
    assertEquals(TestLevels.content(fresh), TestLevels.content(store()));
  }

  @Test
  void changedAudioAndRatingReplaceWhatWasSaid() throws Exception {
    TestLevels.write(level("a"), 1, true);
    process();
    String hash = hash(level("a"));
    assertEquals("local", song(hash).source());
    assertEquals(CommunityRating.NONE, song(hash).rating());
    Files.writeString(
        level("a").resolve("_beatsaver_meta.json"),
        "{\"id\":\"1a2b\",\"score\":0.93,\"upvotes\":120,\"downvotes\":4}");
    assertEquals(1, process().replaced());
    assertEquals("beatsaver", song(hash).source());
    assertEquals(new CommunityRating("1a2b", 0.93, 120, 4), song(hash).rating());
    Files.writeString(
        level("a").resolve("_beatsaver_meta.json"),
        "{\"id\":\"1a2b\",\"stats\":{\"score\":0.5,\"upvotes\":1}}");
    process();
    assertEquals(new CommunityRating("1a2b", 0.5, 1, -1), song(hash).rating());
    Files.writeString(level("a").resolve("_beatsaver_meta.json"), "{\"score\": 7}");
    CorpusReport report = process();
    assertEquals(1, report.failures().size());
    assertTrue(report.failures().get(0).reason().startsWith("no rating"));
    assertEquals("beatsaver", song(hash).source());
  }

  @Test
  void sourcesAreDetectedInFoldersAndZips() throws Exception {
    TestLevels.write(level("official"), 1, true);
    Files.writeString(level("official").resolve("_official_meta.json"), "{}");
    TestLevels.write(folder.resolve("other"), 2, true);
    Files.writeString(folder.resolve("other/_beatsaver_meta.json"), "{\"id\":\"f\",\"score\":1}");
    TestLevels.zip(folder.resolve("other"), level("f.zip"));
    process();
    assertEquals("official", song(hash(level("official"))).source());
    SongEntry zipped = song(hash(level("f.zip")));
    assertEquals("beatsaver", zipped.source());
    assertEquals("f", zipped.rating().key());
    CorpusProcessor.process(
        List.of(level("f.zip")),
        folder.resolve("third"),
        CorpusOptions.defaults().withFeatures(false).withSource("mine"),
        Progress.NONE);
    try (BeatmapStore third = BeatmapStore.open(folder.resolve("third"))) {
      assertEquals("mine", third.songs().get(0).source());
    }
  }

  @Test
  void whatVanishesOrBreaksStaysAndIsReported() throws Exception {
    TestLevels.write(level("a"), 1, true);
    TestLevels.write(level("b"), 2, true);
    TestLevels.write(level("c"), 3, true);
    process();
    List<String> hashes = List.of(hash(level("a")), hash(level("b")), hash(level("c")));
    AtomicFiles.deleteTree(level("a"));
    Files.writeString(level("b").resolve("Info.dat"), "{");
    CorpusReport report = process();
    assertEquals(1, report.vanished());
    assertEquals(1, report.unchanged());
    assertEquals(1, report.failures().size());
    for (String hash : hashes) {
      assertTrue(holds(hash));
    }
    CorpusReport again = process();
    assertEquals(2, again.unchanged());
    assertEquals(report.failures(), again.failures(), "known, and said again");
  }

  @Test
  void theReportFileCountsFailuresByReason() throws Exception {
    for (int i = 0; i < 6; i++) {
      TestLevels.write(level("l" + i), i, i > 2);
    }
    Files.writeString(level("l4").resolve("Info.dat"), "{");
    CorpusReport report = process();
    JsonNode json = new ObjectMapper().readTree(store().resolve("report.json").toFile());
    assertEquals(6, json.path("found").asInt());
    assertEquals(5, json.path("stored").asInt());
    assertEquals(4, json.path("failed").asInt());
    assertEquals(4, json.path("failures").size());
    CorpusReport.Failure first = report.failures().get(0);
    assertEquals(2, json.at("/failures/0").size());
    assertEquals(first.path(), json.at("/failures/0/path").asText());
    assertEquals(first.reason(), json.at("/failures/0/reason").asText());
    List<Integer> counts = new ArrayList<>();
    json.path("failuresByReason").forEach(count -> counts.add(count.asInt()));
    assertEquals(List.of(1, 3), counts.stream().sorted().toList(), json.toPrettyString());
    assertEquals(2, report.failuresByKind().size());
  }

  @Test
  void reasonsThatDifferInNamesAndNumbersAreOfOneKind() {
    assertEquals(
        "Info.dat at line # column #: no end within/between Object entries",
        kind("Info.dat at line 1 column 12: no end within/between Object entries"));
    assertEquals(
        kind("no audio: a/song.egg: no such file"), kind("no audio: b/c.ogg: no such file"));
    assertEquals("... is a folder", kind("/some/where is a folder"));
    assertEquals("unknown version: '...'", kind("unknown version: '7.1 beta/2'"));
    assertEquals("# entries lead out of the level", kind("3 entries lead out of the level"));
  }

  private static String kind(String reason) {
    return new CorpusReport.Failure("level", reason).kind();
  }

  @Test
  void aRunThatIsRefusedLeavesNothing() throws Exception {
    Files.createDirectories(folder.resolve("corpus"));
    for (boolean features : new boolean[] {true, false}) {
      CorpusOptions options = CorpusOptions.defaults().withFeatures(features);
      List<Path> inputs = List.of(folder.resolve("corpus"));
      assertThrows(
          InputException.class,
          () -> CorpusProcessor.process(inputs, store(), options, Progress.NONE));
      Path broken = Files.createDirectories(folder.resolve("broken"));
      Files.writeString(broken.resolve("Info.dat"), "{");
      assertThrows(
          InputException.class,
          () -> CorpusProcessor.process(List.of(broken), store(), options, Progress.NONE));
      assertFalse(Files.exists(store()));
    }
  }

  /** Listed a moment ago, gone when it is read. */
  @Test
  void aLevelThatGoesWhileItIsReadCostsItselfAlone() throws Exception {
    for (int i = 0; i < 30; i++) {
      TestLevels.write(level(String.format("l%02d", i)), i, true);
    }
    Progress thief =
        (stage, done, total, detail) -> {
          if (done == 1) {
            try {
              AtomicFiles.deleteTree(level("l29"));
              Files.delete(level("l28").resolve("Hard.dat"));
              Files.delete(level("l27").resolve("song.wav"));
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          }
        };
    CorpusReport report =
        CorpusProcessor.process(
            List.of(folder.resolve("corpus")),
            store(),
            CorpusOptions.defaults().withFeatures(false).withWorkers(1),
            thief);
    assertEquals(28, report.stored());
    assertEquals(3, report.failures().size());
    for (CorpusReport.Failure failure : report.failures()) {
      assertTrue(failure.path().matches(".*l2[789]"), failure.path());
    }
  }

  @Test
  void audioIsCaughtUpWith() throws Exception {
    TestLevels.write(level("a"), 1, true);
    TestLevels.write(level("b"), 2, false);
    List<Path> inputs = List.of(folder.resolve("corpus"));
    CorpusOptions levelsOnly = CorpusOptions.defaults().withAudio(false);
    // Of no account to its audio.
    Files.writeString(level("a").resolve("_beatsaver_meta.json"), "{\"score\": 7}");
    CorpusReport quick = CorpusProcessor.process(inputs, store(), levelsOnly, Progress.NONE);
    assertEquals(2, quick.stored());
    assertEquals(1, quick.failures().size());
    assertEquals("", song(hash(level("a"))).audioHash());
    assertEquals(
        2, CorpusProcessor.process(inputs, store(), levelsOnly, Progress.NONE).unchanged());
    CorpusReport whole = process();
    assertEquals(1, whole.replaced());
    assertEquals(2, whole.failures().size());
    assertEquals(64, song(hash(level("a"))).audioHash().length());
    assertEquals(2, process().unchanged());
  }

  @Test
  void featuresAreCaughtUpWith() throws Exception {
    TestLevels.write(level("a"), 1, true);
    TestLevels.write(level("b"), 2, true);
    process();
    List<Object> before = TestLevels.content(store());
    CorpusOptions options = CorpusOptions.defaults();
    List<Path> inputs = List.of(folder.resolve("corpus"));
    CorpusReport report = CorpusProcessor.process(inputs, store(), options, Progress.NONE);
    assertEquals(2, report.songsWithFeatures());
    assertEquals(0, report.stored() + report.replaced() + report.duplicates());
    assertEquals(before, TestLevels.content(store()));
    assertEquals(2, CorpusProcessor.process(inputs, store(), options, Progress.NONE).unchanged());
    assertEquals(2, CorpusSong.load(store(), Progress.NONE).size());
  }
}
