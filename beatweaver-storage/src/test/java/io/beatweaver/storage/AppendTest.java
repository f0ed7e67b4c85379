package io.beatweaver.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.storage.internal.Manifest;
import io.beatweaver.storage.internal.OwnContent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that grow and change: checkpoints, removal, places of levels. */
class AppendTest {
  @TempDir Path parent;

  private Path folder() {
    return parent.resolve("store");
  }

  private static void assertHolds(Path folder, List<StoredSong> songs) throws Exception {
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      store.verify();
      assertEquals(
          songs.stream().map(song -> song.level().hash()).toList(),
          store.songs().stream().map(SongEntry::hash).toList());
      for (StoredSong song : songs) {
        assertEquals(song.level().beatmaps(), store.beatmaps(song.level().hash()));
        assertEquals(song.rating(), store.song(song.level().hash()).orElseThrow().rating());
      }
    }
  }

  private static List<Path> files(Path folder, String table) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(table + "_[0-9]+\\.parquet"))
          .sorted()
          .toList();
    }
  }

  @Test
  void whatIsCheckpointedIsThereAtOnceAndWhatIsNotIsLost() throws Exception {
    try (StoreWriter writer = StoreWriter.append(folder(), StoreSettings.defaults())) {
      writer.add(Songs.random(1));
      writer.checkpoint();
      assertHolds(folder(), List.of(Songs.random(1)));
      writer.add(Songs.random(2));
      writer.checkpoint();
      writer.add(Songs.random(3));
      assertHolds(folder(), List.of(Songs.random(1), Songs.random(2)));
    }
    assertHolds(folder(), List.of(Songs.random(1), Songs.random(2)));
    try (StoreWriter writer = StoreWriter.append(folder(), StoreSettings.defaults())) {
      assertTrue(writer.contains(Songs.hash(2)));
      assertFalse(writer.add(Songs.random(2)));
      assertTrue(writer.add(Songs.random(3)));
      assertEquals(1, writer.commit().duplicates());
    }
    assertHolds(folder(), List.of(Songs.random(1), Songs.random(2), Songs.random(3)));
  }

  /** Whoever has read the metadata finds that a writer has removed the files that it names. */
  @Test
  void aReaderThatAWriterOvertakesOpensTheNewStore() throws Exception {
    Songs.write(folder(), StoreSettings.defaults(), Songs.random(1), Songs.random(2));
    Manifest before = Manifest.read(folder().resolve(Manifest.NAME));
    try (StoreWriter writer = StoreWriter.append(folder(), StoreSettings.defaults())) {
      writer.remove(Songs.hash(1));
      writer.checkpoint();
      assertEquals(
          List.of(Songs.hash(2)),
          OwnContent.open(folder(), before).songs().stream().map(SongEntry::hash).toList());
    }
    Manifest now = Manifest.read(folder().resolve(Manifest.NAME));
    Path notes = files(folder(), "notes").get(0);
    Files.delete(notes);
    for (Manifest manifest : List.of(before, now)) {
      InputException missing =
          assertThrows(InputException.class, () -> OwnContent.open(folder(), manifest));
      assertEquals(notes.toString(), missing.file());
    }
  }

  /** Any sequence of what a writer can do leaves what a map of songs would hold. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void holdsWhatAMapWouldHold(int songsPerRowGroup) throws Exception {
    StoreSettings settings =
        StoreSettings.defaults().withSongsPerRowGroup(songsPerRowGroup).withMaxFileBytes(60_000);
    for (int seed = 0; seed < 6; seed++) {
      Path folder = parent.resolve("s" + seed);
      Random random = new Random(seed);
      Map<String, StoredSong> model = new LinkedHashMap<>();
      Map<String, LevelSource> places = new LinkedHashMap<>();
      for (int run = 0; run < 3; run++) {
        try (StoreWriter writer = StoreWriter.append(folder, settings)) {
          for (int step = 0; step < 25; step++) {
            int number = random.nextInt(20);
            switch (random.nextInt(6)) {
              case 0 ->
                  assertEquals(
                      model.remove(Songs.hash(number)) != null, writer.remove(Songs.hash(number)));
              case 1 -> writer.checkpoint();
              case 2 -> {
                LevelSource place =
                    new LevelSource("p" + number, random.nextLong(), Songs.hash(number), "s", "");
                places.put(place.path(), place);
                writer.remember(place);
              }
              default ->
                  assertEquals(
                      model.putIfAbsent(Songs.hash(number), Songs.random(number)) == null,
                      writer.add(Songs.random(number)));
            }
          }
          writer.commit();
        }
        assertHolds(folder, new ArrayList<>(model.values()));
        try (BeatmapStore store = BeatmapStore.open(folder)) {
          assertEquals(List.copyOf(places.values()), store.sources());
        }
      }
    }
  }

  @Test
  void aSongMayGoAndComeBackChanged() throws Exception {
    StoredSong before = Songs.random(4);
    StoredSong after = before.withRating(new CommunityRating("abc", 0.5, 1, 2));
    Songs.write(folder(), StoreSettings.defaults(), Songs.random(3), before, Songs.random(5));
    try (StoreWriter writer = StoreWriter.append(folder(), StoreSettings.defaults())) {
      assertTrue(writer.remove(Songs.hash(4)));
      assertFalse(writer.remove(Songs.hash(4)));
      assertTrue(writer.add(after));
      assertFalse(writer.add(after));
      writer.commit();
    }
    assertHolds(folder(), List.of(Songs.random(3), Songs.random(5), after));
  }

  @Test
  void manyCheckpointsLeaveFewFilesNumberedFromZero() throws Exception {
    List<StoredSong> songs = new ArrayList<>();
    try (StoreWriter writer = StoreWriter.append(folder(), StoreSettings.defaults())) {
      for (int i = 0; i < 12; i++) {
        songs.add(Songs.random(i));
        writer.add(Songs.random(i));
        writer.checkpoint();
      }
      assertEquals(12, files(folder(), "notes").size());
      writer.commit();
    }
    for (StoreSchema table : StoreSchema.values()) {
      assertEquals(
          List.of(folder().resolve(table.fileName(0))), files(folder(), table.tableName()));
    }
    for (int i = 12; i < 40; i++) {
      songs.add(Songs.random(i));
      Songs.append(folder(), Songs.random(i));
      assertTrue(files(folder(), "notes").size() <= 4, "few files: " + i);
      assertEquals(1, files(folder(), "songs").size());
    }
    assertHolds(folder(), songs);
  }

  @Test
  void filesOfAnotherCompressionMayBeAppended() throws Exception {
    Songs.write(folder(), StoreSettings.defaults(), Songs.random(1), Songs.random(2));
    try (StoreWriter writer =
        StoreWriter.append(
            folder(), StoreSettings.defaults().withCompression(Compression.SNAPPY))) {
      writer.add(Songs.random(3));
      writer.remove(Songs.hash(1));
      writer.commit();
    }
    assertHolds(folder(), List.of(Songs.random(2), Songs.random(3)));
  }

  @Test
  void placesOfLevelsAreRemembered() throws Exception {
    LevelSource good = new LevelSource("/levels/ä", 42, Songs.hash(1), "local", "");
    LevelSource again = new LevelSource("/levels/b.zip", -1, Songs.hash(1), "beatsaver", "");
    LevelSource bad = new LevelSource("/levels/c", 7, "", "", "damaged: no JSON");
    try (StoreWriter writer = StoreWriter.append(folder(), StoreSettings.defaults())) {
      writer.add(Songs.random(1));
      for (LevelSource source : List.of(good, again, bad)) {
        writer.remember(source);
      }
      writer.commit();
    }
    LevelSource changed = new LevelSource("/levels/c", 8, Songs.hash(1), "local", "no audio");
    try (StoreWriter writer = StoreWriter.append(folder(), StoreSettings.defaults())) {
      assertEquals(Optional.of(bad), writer.source("/levels/c"));
      assertEquals(Optional.empty(), writer.source("/levels/d"));
      writer.remember(changed);
      writer.commit();
    }
    try (BeatmapStore store = BeatmapStore.open(folder())) {
      assertEquals(List.of(good, again, changed), store.sources());
    }
  }

  @Test
  void aStoreThatWasBegunMayBeGivenUp() throws Exception {
    try (StoreWriter writer = StoreWriter.append(folder(), StoreSettings.defaults())) {
      writer.add(Songs.random(1));
      writer.checkpoint();
      writer.discard();
      assertThrows(IllegalStateException.class, () -> writer.add(Songs.random(2)));
    }
    assertFalse(Files.exists(folder()));
    Songs.write(folder(), StoreSettings.defaults(), Songs.random(1));
    try (StoreWriter writer = StoreWriter.append(folder(), StoreSettings.defaults())) {
      writer.discard();
    }
    assertHolds(folder(), List.of(Songs.random(1)));
  }
}
