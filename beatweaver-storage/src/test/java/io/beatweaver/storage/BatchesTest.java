package io.beatweaver.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Note;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrow batches in and out, passes over the whole store, filters and projection. */
class BatchesTest {
  @TempDir Path folder;
  @TempDir Path other;

  private static final List<StoredSong> SONGS =
      IntStream.range(0, 30).mapToObj(Songs::random).toList();

  private void write(int songsPerRowGroup) throws Exception {
    Songs.write(
        folder,
        StoreSettings.defaults().withSongsPerRowGroup(songsPerRowGroup).withMaxFileBytes(100_000),
        SONGS.toArray(StoredSong[]::new));
  }

  private static void close(Map<StoreSchema, VectorSchemaRoot> batches) {
    batches.values().forEach(VectorSchemaRoot::close);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void aStoreCopiedAsBatchesIsTheSameStore(int songsPerRowGroup) throws Exception {
    write(songsPerRowGroup);
    try (BeatmapStore store = BeatmapStore.open(folder);
        BufferAllocator allocator = new RootAllocator();
        StoreWriter writer = StoreWriter.create(other, StoreSettings.defaults())) {
      for (SongEntry song : store.songs()) {
        Map<StoreSchema, VectorSchemaRoot> batches = store.batches(song, allocator);
        try {
          assertTrue(writer.addBatches(batches));
          assertFalse(writer.addBatches(batches));
        } finally {
          close(batches);
        }
      }
      writer.commit();
    }
    try (BeatmapStore before = BeatmapStore.open(folder);
        BeatmapStore after = BeatmapStore.open(other)) {
      after.verify();
      assertEquals(before.songs(), after.songs());
      for (int i = 0; i < SONGS.size(); i++) {
        assertEquals(SONGS.get(i).level().beatmaps(), after.beatmaps(SONGS.get(i).level().hash()));
      }
    }
  }

  @Test
  void aLevelAsBatchesIsTheLevelStored() throws Exception {
    try (BufferAllocator allocator = new RootAllocator();
        StoreWriter writer = StoreWriter.create(folder, StoreSettings.defaults())) {
      Map<StoreSchema, VectorSchemaRoot> batches = ArrowBatches.of(SONGS.get(3), allocator);
      try {
        writer.addBatches(batches);
      } finally {
        close(batches);
      }
      writer.commit();
    }
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      assertEquals(SONGS.get(3).level().beatmaps(), store.beatmaps(SONGS.get(3).level().hash()));
    }
  }

  @Test
  void batchesThatAreNotOneSongAreRefused() throws Exception {
    try (BufferAllocator allocator = new RootAllocator();
        StoreWriter writer = StoreWriter.create(folder, StoreSettings.defaults())) {
      Map<StoreSchema, VectorSchemaRoot> one = ArrowBatches.of(SONGS.get(1), allocator);
      Map<StoreSchema, VectorSchemaRoot> two = ArrowBatches.of(SONGS.get(2), allocator);
      try {
        for (StoreSchema table : one.keySet()) {
          if (two.get(table).getRowCount() > 0) {
            Map<StoreSchema, VectorSchemaRoot> mixed = new EnumMap<>(one);
            mixed.put(table, two.get(table));
            assertThrows(
                IllegalArgumentException.class, () -> writer.addBatches(mixed), table.tableName());
            mixed.remove(table);
            assertThrows(
                IllegalArgumentException.class, () -> writer.addBatches(mixed), table.tableName());
          }
        }
        Map<StoreSchema, VectorSchemaRoot> wrongType = new EnumMap<>(one);
        wrongType.put(StoreSchema.NOTES, one.get(StoreSchema.BOMBS));
        assertThrows(IllegalArgumentException.class, () -> writer.addBatches(wrongType));
        assertTrue(writer.addBatches(one), "the writer is as good as before");
      } finally {
        close(one);
        close(two);
      }
      assertEquals(1, writer.commit().songs());
    }
  }

  private record Group(String hash, Difficulty difficulty, Characteristic characteristic) {}

  private static List<Float> beats(Beatmap map) {
    return map.notes().stream().map(note -> (float) note.beat()).toList();
  }

  private static List<Map.Entry<Group, List<Float>>> expected(BeatmapFilter filter) {
    List<Map.Entry<Group, List<Float>>> groups = new ArrayList<>();
    for (StoredSong song : SONGS) {
      for (Beatmap map : song.level().beatmaps()) {
        boolean wanted =
            (filter.difficulties().isEmpty() || filter.difficulties().contains(map.difficulty()))
                && (filter.characteristics().isEmpty()
                    || filter.characteristics().contains(map.characteristic()))
                && (filter.sources().isEmpty() || filter.sources().contains(song.source()))
                && song.level().info().bpm() >= filter.minBpm()
                && song.level().info().bpm() <= filter.maxBpm();
        if (wanted && !map.notes().isEmpty()) {
          groups.add(
              Map.entry(
                  new Group(song.level().hash(), map.difficulty(), map.characteristic()),
                  beats(map)));
        }
      }
    }
    return groups;
  }

  private static final List<BeatmapFilter> FILTERS =
      List.of(
          BeatmapFilter.ALL,
          BeatmapFilter.ALL.withDifficulties(Difficulty.HARD),
          BeatmapFilter.ALL.withDifficulties(Difficulty.EASY, Difficulty.EXPERT_PLUS),
          BeatmapFilter.ALL.withCharacteristics(new Characteristic("OneSaber")),
          BeatmapFilter.ALL.withSources("cömmunity", "official"),
          BeatmapFilter.ALL.withSources("official"),
          BeatmapFilter.ALL.withBpm(100, 150).withDifficulties(Difficulty.NORMAL));

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void onePassGroupsByBeatmapAndFilters(int songsPerRowGroup) throws Exception {
    write(songsPerRowGroup);
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      for (BeatmapFilter filter : FILTERS) {
        List<Map.Entry<Group, List<Float>>> groups = new ArrayList<>();
        store.scanNotes(
            filter,
            EnumSet.of(NoteColumn.BEAT),
            (song, map, notes, from, to) -> {
              List<Float> beats = new ArrayList<>();
              for (int i = from; i < to; i++) {
                beats.add(notes.beats()[i]);
              }
              Group group = new Group(song.hash(), map.difficulty(), map.characteristic());
              groups.add(Map.entry(group, beats));
            });
        assertEquals(expected(filter), groups, filter.toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void batchesOfAPassHoldTheWantedColumnsOfTheWantedBeatmaps(int songsPerRowGroup)
      throws Exception {
    write(songsPerRowGroup);
    try (BeatmapStore store = BeatmapStore.open(folder);
        BufferAllocator allocator = new RootAllocator()) {
      for (BeatmapFilter filter : FILTERS) {
        List<Float> beats = new ArrayList<>();
        List<Integer> xs = new ArrayList<>();
        store.scan(
            StoreSchema.NOTES,
            filter,
            List.of(StoreSchema.X, StoreSchema.BEAT),
            allocator,
            batch -> {
              assertEquals(2, batch.getFieldVectors().size());
              for (int i = 0; i < batch.getRowCount(); i++) {
                beats.add(((Float4Vector) batch.getVector(StoreSchema.BEAT)).get(i));
                xs.add((int) ((TinyIntVector) batch.getVector(StoreSchema.X)).get(i));
              }
            });
        assertEquals(
            expected(filter).stream().flatMap(group -> group.getValue().stream()).toList(), beats);
        assertEquals(beats.size(), xs.size());
        if (filter.equals(BeatmapFilter.ALL)) {
          assertEquals(
              SONGS.stream()
                  .flatMap(song -> song.level().beatmaps().stream())
                  .flatMap(map -> map.notes().stream())
                  .map(Note::x)
                  .toList(),
              xs);
        }
      }
      assertThrows(
          IllegalArgumentException.class,
          () ->
              store.scan(
                  StoreSchema.BOMBS,
                  BeatmapFilter.ALL,
                  List.of(StoreSchema.COLOR),
                  allocator,
                  batch -> {}));
    }
  }
}
