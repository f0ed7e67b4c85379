package io.beatweaver.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreWriterTest {
  private static final List<String> ONE_OF_EACH =
      Stream.concat(
              Stream.of("metadata.json"),
              Stream.of(StoreSchema.values()).map(table -> table.fileName(0)))
          .sorted()
          .toList();

  @TempDir Path parent;

  private Path folder() {
    return parent.resolve("store");
  }

  private static List<String> visible(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".writer.lock"))
          .sorted()
          .toList();
    }
  }

  private static List<Beatmap> stored(StoredSong song) {
    return song.level().beatmaps();
  }

  private static void assertHolds(Path folder, StoredSong... songs) throws Exception {
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      assertEquals(
          Stream.of(songs).map(song -> song.level().hash()).toList(),
          store.songs().stream().map(SongEntry::hash).toList());
      for (StoredSong song : songs) {
        assertEquals(stored(song), store.beatmaps(song.level().hash()));
      }
    }
  }

  @Test
  void nothingIsVisibleBeforeTheCommitAndAllIsAfter() throws Exception {
    try (StoreWriter writer = StoreWriter.create(folder(), StoreSettings.defaults())) {
      writer.add(Songs.random(1));
      assertTrue(visible(folder()).stream().allMatch(name -> name.startsWith(".building-")));
      assertThrows(InputException.class, () -> BeatmapStore.open(folder()));
      writer.commit();
      assertEquals(ONE_OF_EACH, visible(folder()));
    }
    assertEquals(ONE_OF_EACH, visible(folder()));
    assertHolds(folder(), Songs.random(1));
  }

  @Test
  void closingWithoutACommitLeavesNothing() throws Exception {
    try (StoreWriter writer = StoreWriter.create(folder(), StoreSettings.defaults())) {
      writer.add(Songs.random(1));
    }
    assertFalse(Files.exists(folder()), "a folder that was made for nothing goes again");
    Files.createDirectory(folder());
    try (StoreWriter writer = StoreWriter.create(folder(), StoreSettings.defaults())) {
      writer.add(Songs.random(1));
    }
    try (Stream<Path> files = Files.list(folder())) {
      assertEquals(0, files.count(), "the lock goes too");
    }
  }

  @Test
  void aStoreIsNotReplacedUnlessTold() throws Exception {
    Songs.write(folder(), StoreSettings.defaults(), Songs.random(1));
    InputException refused =
        assertThrows(
            InputException.class, () -> StoreWriter.create(folder(), StoreSettings.defaults()));
    assertEquals(folder().toString(), refused.file());
    assertHolds(folder(), Songs.random(1));
  }

  @Test
  void theOldStoreStaysUntilTheNewOneIsCommitted() throws Exception {
    StoreSettings replace = StoreSettings.defaults().withReplace(true);
    Songs.write(folder(), replace, Songs.random(1));
    try (StoreWriter writer = StoreWriter.create(folder(), replace)) {
      writer.add(Songs.random(2));
      assertHolds(folder(), Songs.random(1));
    }
    assertHolds(folder(), Songs.random(1));
    Songs.write(folder(), replace, Songs.random(2), Songs.random(3));
    assertHolds(folder(), Songs.random(2), Songs.random(3));
    assertEquals(ONE_OF_EACH, visible(folder()));
    Songs.write(folder(), replace, Songs.random(4));
    assertHolds(folder(), Songs.random(4));
    assertEquals(ONE_OF_EACH, visible(folder()));
  }

  /** What a writer leaves that is killed: files under temporary names, no manifest. */
  @Test
  void leftoversOfAKilledWriterAreSweptAndHarmNothing() throws Exception {
    Songs.write(folder(), StoreSettings.defaults(), Songs.random(1));
    Files.writeString(folder().resolve(".building-notes_0000.parquet"), "PAR1 half a file");
    Files.writeString(folder().resolve(".building-metadata.json"), "{\"format\":");
    assertHolds(folder(), Songs.random(1));
    Songs.write(folder(), StoreSettings.defaults().withReplace(true), Songs.random(2));
    assertHolds(folder(), Songs.random(2));
    assertEquals(ONE_OF_EACH, visible(folder()));
  }

  /** Killed between the moves: new data files, the old manifest. */
  @Test
  void aWriterKilledInTheMiddleOfACommitLeavesTheOldStore() throws Exception {
    StoreSettings replace = StoreSettings.defaults().withReplace(true);
    Songs.write(folder(), replace, Songs.random(1));
    Files.writeString(folder().resolve("notes_0001.parquet"), "moved, but no manifest followed");
    assertHolds(folder(), Songs.random(1));
    Songs.write(folder(), replace, Songs.random(2));
    assertHolds(folder(), Songs.random(2));
    assertFalse(Files.exists(folder().resolve("notes_0001.parquet")));
  }

  /**
   * Cut off between the moves: the first file has its name, the second not. That the first is ours
   * has to be known by then, also where nothing was there to replace.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWriterCutOffInTheMiddleOfItsFirstCommitLeavesAStoreOfNothing(boolean replace)
      throws Exception {
    StoreSettings settings = StoreSettings.defaults().withReplace(replace);
    try (StoreWriter writer = StoreWriter.create(folder(), settings)) {
      writer.add(Songs.random(1));
      try (Stream<Path> files = Files.list(folder())) {
        List<Path> building =
            files
                .filter(file -> file.getFileName().toString().startsWith(".building-"))
                .sorted()
                .toList();
        Files.delete(building.get(1));
      }
      assertThrows(NoSuchFileException.class, writer::commit);
    }
    assertEquals(List.of("metadata.json", "notes_0000.parquet"), visible(folder()));
    assertHolds(folder());
    Songs.append(folder(), Songs.random(1), Songs.random(2));
    assertHolds(folder(), Songs.random(1), Songs.random(2));
    assertFalse(Files.exists(folder().resolve("notes_0001.parquet")));
  }

  /** Another program's tables stay as they are until ours are all there. */
  @Test
  void tablesOfAnotherProgramsAreReplacedAtTheEnd() throws Exception {
    Songs.write(folder(), StoreSettings.defaults(), Songs.random(1));
    Files.delete(folder().resolve("metadata.json"));
    StoreSettings replace = StoreSettings.defaults().withReplace(true);
    try (StoreWriter writer = StoreWriter.create(folder(), replace)) {
      writer.add(Songs.random(2));
      try (Stream<Path> files = Files.list(folder())) {
        Files.delete(
            files
                .filter(file -> file.getFileName().toString().startsWith(".building-"))
                .min(Comparator.naturalOrder())
                .orElseThrow());
      }
      assertThrows(NoSuchFileException.class, writer::commit);
    }
    try (BeatmapStore store = BeatmapStore.open(folder())) {
      assertEquals(List.of(Songs.hash(1)), store.songs().stream().map(SongEntry::hash).toList());
    }
    Songs.write(folder(), replace, Songs.random(2));
    assertHolds(folder(), Songs.random(2));
    assertEquals(ONE_OF_EACH, visible(folder()));
  }

  @Test
  void foreignFilesAreNotOverwritten() throws Exception {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("notes_0000.parquet"), "someone's");
    assertThrows(
        InputException.class, () -> StoreWriter.create(folder(), StoreSettings.defaults()));
    Files.writeString(folder().resolve("metadata.json"), "{\"songs\": 3}");
    assertThrows(
        InputException.class,
        () -> StoreWriter.create(folder(), StoreSettings.defaults().withReplace(true)));
    assertEquals("someone's", Files.readString(folder().resolve("notes_0000.parquet")));
  }

  @Test
  void otherFilesInTheFolderAreLeftAlone() throws Exception {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("notes.txt"), "mine");
    StoreSettings replace = StoreSettings.defaults().withReplace(true);
    Songs.write(folder(), replace, Songs.random(1));
    Songs.write(folder(), replace, Songs.random(2));
    assertEquals("mine", Files.readString(folder().resolve("notes.txt")));
  }

  @Test
  void aSecondWriterIsRefusedWhileOneIsAtWork() throws Exception {
    StoreSettings replace = StoreSettings.defaults().withReplace(true);
    try (StoreWriter writer = StoreWriter.create(folder(), replace)) {
      writer.add(Songs.random(1));
      assertThrows(InputException.class, () -> StoreWriter.create(folder(), replace));
      writer.commit();
    }
    assertHolds(folder(), Songs.random(1));
    StoreWriter.create(folder(), replace).close();
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws Exception {
    Files.writeString(folder(), "a file");
    assertThrows(
        InputException.class, () -> StoreWriter.create(folder(), StoreSettings.defaults()));
  }

  @Test
  void theSameLevelIsStoredOnce() throws Exception {
    try (StoreWriter writer = StoreWriter.create(folder(), StoreSettings.defaults())) {
      assertTrue(writer.add(Songs.random(1)));
      assertFalse(writer.add(Songs.random(1)));
      assertTrue(writer.add(Songs.random(2)));
      StoreSummary summary = writer.commit();
      assertEquals(2, summary.songs());
      assertEquals(1, summary.duplicates());
    }
    assertHolds(folder(), Songs.random(1), Songs.random(2));
  }

  @Test
  void theSummaryCountsWhatWasStoredAndWhatWasNot() throws Exception {
    StoredSong[] songs = {Songs.random(1), Songs.random(2)};
    Songs.write(folder(), StoreSettings.defaults(), songs);
    List<Beatmap> maps = Stream.of(songs).flatMap(s -> s.level().beatmaps().stream()).toList();
    try (BeatmapStore store = BeatmapStore.open(folder())) {
      assertEquals(
          new StoreSummary(
              2,
              maps.size(),
              maps.stream().mapToLong(map -> map.notes().size()).sum(),
              maps.stream().mapToLong(map -> map.bombs().size()).sum(),
              maps.stream().mapToLong(map -> map.walls().size()).sum(),
              0,
              0,
              0,
              maps.stream().mapToLong(map -> map.arcs().size()).sum(),
              maps.stream().mapToLong(map -> map.chains().size()).sum(),
              2),
          store.summary());
    }
  }

  @Test
  void filesAreSplitAtTheSizeBetweenSongs() throws Exception {
    StoredSong[] songs = IntStream.range(0, 30).mapToObj(Songs::random).toArray(StoredSong[]::new);
    Songs.write(folder(), StoreSettings.defaults().withMaxFileBytes(40_000), songs);
    long noteFiles = visible(folder()).stream().filter(name -> name.startsWith("notes_")).count();
    assertTrue(noteFiles > 2, "files: " + noteFiles);
    assertHolds(folder(), songs);
  }

  @Test
  void severalThreadsMayAdd() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (StoreWriter writer = StoreWriter.create(folder(), StoreSettings.defaults())) {
      List<Future<Boolean>> added =
          IntStream.range(0, 60)
              .mapToObj(i -> pool.submit(() -> writer.add(Songs.random(i % 40))))
              .toList();
      int stored = 0;
      for (Future<Boolean> future : added) {
        stored += future.get() ? 1 : 0;
      }
      assertEquals(40, stored);
      assertEquals(20, writer.commit().duplicates());
    } finally {
      pool.shutdown();
    }
    try (BeatmapStore store = BeatmapStore.open(folder())) {
      for (int i = 0; i < 40; i++) {
        assertEquals(stored(Songs.random(i)), store.beatmaps(Songs.hash(i)));
      }
    }
  }

  @Test
  void aFinishedWriterTakesNoMore() throws Exception {
    StoreWriter writer = StoreWriter.create(folder(), StoreSettings.defaults());
    writer.commit();
    assertThrows(IllegalStateException.class, () -> writer.add(Songs.random(1)));
    assertThrows(IllegalStateException.class, writer::commit);
    writer.close();
    writer.close();
    assertHolds(folder());
  }

  @Test
  void aSongNeedsItsHashes() {
    Level unnamed = Level.of(Songs.random(1).level().info(), List.of());
    assertThrows(
        IllegalArgumentException.class, () -> StoredSong.of(unnamed, "test", Songs.AUDIO_HASH, 1));
    Level level = new Level(unnamed.info(), List.of(), Optional.empty(), Songs.hash(1), List.of());
    assertThrows(IllegalArgumentException.class, () -> StoredSong.of(level, "test", "no hash", 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> StoredSong.of(level, "test", Songs.AUDIO_HASH, Double.NaN));
    assertThrows(
        IllegalArgumentException.class, () -> StoredSong.of(level, " ", Songs.AUDIO_HASH, 1));
    assertEquals("", StoredSong.of(level, "test", "", 0).audioHash());
  }
}
