package io.beatweaver.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.Progress;
import io.beatweaver.audio.WavWriter;
import io.beatweaver.storage.BeatmapStore;
import io.beatweaver.storage.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusProcessorTest {
  private static final String INFO =
      """
      {"_version":"2.0.0","_songName":"%s","_songFilename":"song.wav","_beatsPerMinute":%d,
      "_difficultyBeatmapSets":[{"_beatmapCharacteristicName":"Standard",
      "_difficultyBeatmaps":[%s]}]}""";

  private static final String NOTE =
      "{\"_version\":\"2.0.0\",\"_notes\":[{\"_time\":%s,\"_lineIndex\":1,\"_cutDirection\":1}]}";

  @TempDir Path folder;

  @Test
  void anUnusableLevelCostsOnlyItself() throws IOException {
    level("good", 120, "Hard.dat");
    // Too fast for features: 10 s of 1,000,000 BPM are over two million rows.
    level("fast", 1_000_000, "Hard.dat");
    // Names a file outside, so that nobody can say what its hash is.
    level("outside", 120, "Hard.dat", "../good/Hard.dat");
    Files.writeString(level("broken", 120, "Hard.dat").resolve("Info.dat"), "{");

    CorpusReport report =
        CorpusProcessor.process(
            List.of(folder.resolve("levels")),
            folder.resolve("store"),
            CorpusOptions.defaults().withWorkers(1),
            Progress.NONE);

    assertEquals(4, report.found());
    assertEquals(2, report.stored());
    assertEquals(1, report.songsWithFeatures());
    assertEquals(
        List.of("broken", "fast", "outside"),
        report.failures().stream()
            .map(failure -> Path.of(failure.path()).getFileName().toString())
            .sorted()
            .toList());
    for (CorpusReport.Failure failure : report.failures()) {
      assertTrue(
          failure.reason().contains("Info.dat")
              || failure.reason().startsWith("no features: the tempo makes")
              || failure.reason().contains("its hash isn't known"),
          failure.reason());
    }
    try (BeatmapStore store = BeatmapStore.open(folder.resolve("store"))) {
      assertEquals(2, store.songs().size());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSongThatIsCutOffIsUsedAndCounted(boolean features) throws IOException {
    Path song = level("cut", 120, "Hard.dat").resolve("song.wav");
    byte[] whole = Files.readAllBytes(song);
    Files.write(song, Arrays.copyOf(whole, whole.length / 2));
    CorpusReport report =
        CorpusProcessor.process(
            List.of(folder.resolve("levels")),
            folder.resolve("store"),
            CorpusOptions.defaults().withWorkers(1).withFeatures(features),
            Progress.NONE);
    assertEquals(1, report.stored());
    assertEquals(List.of(), report.failures());
    assertEquals(1, report.warnings());
  }

  @Test
  void aCacheThatCannotBeUsedEndsTheRun() throws IOException {
    level("one", 120, "Hard.dat");
    Path store = folder.resolve("store");
    CorpusOptions options =
        CorpusOptions.defaults().withStore(StoreSettings.defaults().withReplace(true));
    List<Path> levels = List.of(folder.resolve("levels"));
    CorpusProcessor.process(levels, store, options, Progress.NONE);
    Path cache = CorpusProcessor.featureFolder(store);
    try (Stream<Path> files = Files.list(cache)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    // A folder where the cache keeps its lock.
    Files.createDirectories(cache.resolve("lock").resolve("in the way"));

    IOException failure =
        assertThrows(
            IOException.class,
            () -> CorpusProcessor.process(levels, store, options, Progress.NONE));
    assertTrue(failure.getMessage().contains("can't be cached"), failure.getMessage());
    try (BeatmapStore kept = BeatmapStore.open(store)) {
      assertEquals(1, kept.songs().size(), "the store that was there stays");
    }
  }

  private Path level(String name, int bpm, String... files) throws IOException {
    Path level = Files.createDirectories(folder.resolve("levels").resolve(name));
    StringBuilder maps = new StringBuilder();
    for (String file : files) {
      maps.append(maps.isEmpty() ? "" : ",")
          .append("{\"_difficulty\":\"Hard\",\"_beatmapFilename\":\"" + file + "\"}");
    }
    Files.writeString(level.resolve("Info.dat"), INFO.formatted(name, bpm, maps));
    Files.writeString(level.resolve("Hard.dat"), NOTE.formatted(name.length()));
    WavWriter.write(level.resolve("song.wav"), new float[80_000], 8_000);
    return level;
  }
}
