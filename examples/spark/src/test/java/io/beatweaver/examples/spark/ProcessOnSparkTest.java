package io.beatweaver.examples.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beatweaver.Progress;
import io.beatweaver.corpus.CorpusOptions;
import io.beatweaver.corpus.CorpusProcessor;
import io.beatweaver.corpus.CorpusSong;
import io.beatweaver.demo.DemoCorpus;
import io.beatweaver.demo.DemoSettings;
import io.beatweaver.storage.BeatmapStore;
import io.beatweaver.storage.LevelSource;
import io.beatweaver.storage.SongEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark in this process, with two workers, against an ordinary run over the same levels. */
class ProcessOnSparkTest {
  private static final DemoSettings SHORT =
      DemoSettings.DEFAULT.withSongs(5).withSeconds(10, 12).withSeed(11);

  @TempDir Path folder;
  private Path corpus;
  private Path expected;
  private Path store;

  @BeforeAll
  static void noServer() {
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty("spark.driver.host", "localhost");
    System.setProperty("spark.driver.bindAddress", "127.0.0.1");
  }

  /** Five songs, one of them twice and one without its audio, and a level that is broken. */
  @BeforeEach
  void makeCorpus() throws IOException {
    corpus = folder.resolve("corpus");
    expected = folder.resolve("expected");
    store = folder.resolve("store");
    List<Path> levels = DemoCorpus.write(corpus, SHORT, Progress.NONE);
    Path again = Files.createDirectories(corpus.resolve("nested").resolve("again"));
    try (Stream<Path> files = Files.list(levels.get(0))) {
      for (Path file : files.toList()) {
        Files.copy(file, again.resolve(file.getFileName()));
      }
    }
    Files.delete(levels.get(1).resolve("song.wav"));
    Path broken = Files.createDirectories(corpus.resolve("broken"));
    Files.writeString(broken.resolve("Info.dat"), "{\"_version\":");
    CorpusProcessor.process(List.of(corpus), expected, CorpusOptions.defaults(), Progress.NONE);
  }

  private int run(String... more) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of(corpus.toString(), "--out", store.toString(), "--master", "local[2]"));
    args.addAll(List.of(more));
    return ProcessOnSpark.run(args.toArray(String[]::new));
  }

  private void assertSameStore() throws IOException {
    try (BeatmapStore then = BeatmapStore.open(expected);
        BeatmapStore now = BeatmapStore.open(store)) {
      now.verify();
      assertEquals(then.songs(), now.songs());
      for (SongEntry song : then.songs()) {
        assertEquals(then.beatmaps(song), now.beatmaps(song.hash()));
      }
      assertEquals(sorted(then.sources()), sorted(now.sources()));
      assertEquals(then.summary().withDuplicates(0), now.summary().withDuplicates(0));
    }
    List<CorpusSong> then = CorpusSong.load(expected, Progress.NONE);
    List<CorpusSong> now = CorpusSong.load(store, Progress.NONE);
    assertEquals(4, then.size());
    assertEquals(then.size(), now.size());
    for (int i = 0; i < then.size(); i++) {
      assertEquals(then.get(i).entry(), now.get(i).entry());
      assertArrayEquals(
          then.get(i).features().toFeatures().toArray(),
          now.get(i).features().toFeatures().toArray());
    }
    JsonNode report = report(store);
    assertEquals(2, report.path("failed").asInt(), "the broken level and the song without audio");
    for (String count : List.of("found", "stored", "duplicates", "notes", "failures")) {
      assertEquals(report(expected).path(count), report.path(count), count);
    }
  }

  private static JsonNode report(Path store) throws IOException {
    return new ObjectMapper().readTree(store.resolve("report.json").toFile());
  }

  private static List<LevelSource> sorted(List<LevelSource> sources) {
    return sources.stream().sorted(Comparator.comparing(LevelSource::path)).toList();
  }

  @Test
  void makesTheStoreThatOneProcessMakes() throws Exception {
    assertEquals(0, run("--slices", "3"));
    assertSameStore();
  }

  @Test
  void takesUpARunThatFailedOrWasKilled() throws Exception {
    // A slice that can't be written: a file is where its store should be.
    Path parts = Files.createDirectories(folder.resolve("parts").resolve("of-3"));
    Path inTheWay = Files.writeString(parts.resolve("part-1"), "");
    assertEquals(1, run("--slices", "3", "--parts", folder.resolve("parts").toString()));
    assertFalse(Files.exists(store), "a store of a part of the levels is none");

    // What a process leaves that is killed while it writes.
    Files.delete(inTheWay);
    Files.createDirectories(inTheWay);
    Files.writeString(inTheWay.resolve(".building-notes"), "half");
    assertEquals(0, run("--slices", "3", "--parts", folder.resolve("parts").toString()));
    assertSameStore();

    DemoCorpus.write(corpus.resolve("more"), SHORT.withSongs(1).withSeed(99), Progress.NONE);
    CorpusProcessor.process(List.of(corpus), expected, CorpusOptions.defaults(), Progress.NONE);
    // As many slices as before, without being told.
    assertEquals(0, run("--parts", folder.resolve("parts").toString()));
    try (Stream<Path> numbers = Files.list(folder.resolve("parts"))) {
      assertEquals(List.of(parts), numbers.toList());
    }
    try (BeatmapStore now = BeatmapStore.open(store)) {
      assertEquals(6, now.songs().size());
    }
  }

  @Test
  void wrongInputIsRefusedInALine() {
    assertEquals(2, ProcessOnSpark.run(corpus.toString()));
    assertEquals(2, run("--slices", "0"));
    assertEquals(1, ProcessOnSpark.run(folder.resolve("no").toString(), "--out", store.toString()));
    assertTrue(Files.notExists(store));
  }
}
