package io.beatweaver.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Level;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.tempo.TempoMap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreRoundTripTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Compression.class)
  void levelsComeBackAsTheyWere(Compression compression) throws Exception {
    List<StoredSong> songs = Stream.iterate(0, i -> i + 1).limit(25).map(Songs::random).toList();
    StoreSettings settings = StoreSettings.defaults().withCompression(compression);
    Songs.write(folder, settings, songs.toArray(StoredSong[]::new));

    try (BeatmapStore store = BeatmapStore.open(folder)) {
      assertEquals(25, store.songs().size());
      for (int i = 0; i < songs.size(); i++) {
        Level level = songs.get(i).level();
        SongEntry entry = store.songs().get(i);
        assertSongEquals(songs.get(i), entry);
        assertEquals(Optional.of(entry), store.song(level.hash()));
        assertEquals(level.beatmaps(), store.beatmaps(level.hash()));
      }
    }
  }

  private static void assertSongEquals(StoredSong song, SongEntry entry) {
    Level level = song.level();
    assertEquals(level.hash(), entry.hash());
    assertEquals(level.info().title(), entry.title());
    assertEquals(level.info().subTitle(), entry.subTitle());
    assertEquals(level.info().artist(), entry.artist());
    assertEquals(level.info().mapper(), entry.mapper());
    assertEquals(level.info().bpm(), entry.bpm());
    assertEquals(level.info().songFile(), entry.songFile());
    assertEquals(song.source(), entry.source());
    assertEquals(song.levelPath(), entry.levelPath());
    assertEquals(level.location().orElseThrow().toString(), entry.levelPath());
    assertEquals(song.audioHash(), entry.audioHash());
    assertEquals(song.durationSeconds(), entry.durationSeconds());
    assertEquals(1, entry.readWarnings());
    assertEquals(song.rating(), entry.rating());
    for (int i = 0; i < level.beatmaps().size(); i++) {
      Beatmap map = level.beatmaps().get(i);
      BeatmapEntry stored = entry.beatmaps().get(i);
      assertEquals(map.tempo(), stored.tempo());
      assertEquals(map.notes().size(), stored.notes());
      assertEquals(map.bombs().size(), stored.bombs());
      assertEquals(map.walls().size(), stored.walls());
      assertEquals(map.arcs().size(), stored.arcs());
      assertEquals(map.chains().size(), stored.chains());
      assertTrue(stored.plain());
    }
  }

  @Test
  void beatsInSixteenthsAreExactUpToBeat2To20() throws Exception {
    List<Note> notes = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      notes.add(new Note(random.nextInt(1 << 24) / 16.0, 0, 0, Hand.LEFT, 0, 0));
    }
    notes.add(new Note((1 << 20) - 1 / 16.0, 0, 0, Hand.LEFT, 0, 0));
    StoredSong song = Songs.ofNotes(1, notes);
    Songs.write(folder, StoreSettings.defaults(), song);
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      assertEquals(
          song.level().beatmaps().get(0).notes(), store.beatmaps(Songs.hash(1)).get(0).notes());
    }
  }

  @Test
  void beatsOffTheGridAreTheNearestFloat() throws Exception {
    double beat = 100 + 1 / 3.0;
    Songs.write(
        folder,
        StoreSettings.defaults(),
        Songs.ofNotes(1, List.of(new Note(beat, 1, 2, Hand.RIGHT, 3, 4))));
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      assertEquals(
          List.of(new Note((float) beat, 1, 2, Hand.RIGHT, 3, 4)),
          store.beatmaps(Songs.hash(1)).get(0).notes());
    }
  }

  @Test
  void whatDoesNotFitIsClampedCountedAndStaysOutsideTheGrid() throws Exception {
    Beatmap map = Beatmap.of(Difficulty.EASY, TempoMap.constant(100), List.of());
    Beatmap extended =
        new Beatmap(
            map.characteristic(),
            map.difficulty(),
            "",
            "",
            10,
            0,
            map.tempo(),
            List.of(
                new Note(1, 1000, -1000, Hand.LEFT, 1090, 40_000),
                new Note(2, 5, 0, Hand.RIGHT, 1, 0),
                new Note(3, 3, 2, Hand.RIGHT, 8, -32_768)),
            List.of(new Bomb(1, -1001, 1), new Bomb(2, 127, -128)),
            List.of(new Wall(1, 1e300, 0, 0, 1, 4_005_000), new Wall(2, -3, 0, 0, 1, 5)),
            List.of(),
            List.of());
    Songs.write(folder, StoreSettings.defaults(), Songs.of(1, List.of(extended)));
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      BeatmapEntry entry = store.songs().get(0).beatmaps().get(0);
      assertEquals(3, entry.clamped());
      assertEquals(2, entry.outsideGrid());
      assertFalse(entry.plain());
      assertEquals(3, store.summary().clamped());
      Beatmap stored = store.beatmaps(Songs.hash(1)).get(0);
      assertEquals(
          List.of(
              new Note(1, 127, -128, Hand.LEFT, 127, 32_767),
              new Note(2, 5, 0, Hand.RIGHT, 1, 0),
              new Note(3, 3, 2, Hand.RIGHT, 8, -32_768)),
          stored.notes());
      assertFalse(stored.notes().get(0).inGrid());
      assertEquals(List.of(new Bomb(1, -128, 1), new Bomb(2, 127, -128)), stored.bombs());
      assertEquals(
          List.of(new Wall(1, Float.MAX_VALUE, 0, 0, 1, 127), new Wall(2, -3, 0, 0, 1, 5)),
          stored.walls());
    }
  }

  @Test
  void columnsAreRefilledForSongsOfAnySize() throws Exception {
    StoredSong large = Songs.random(1);
    StoredSong none = Songs.ofNotes(2, List.of());
    StoredSong small = Songs.ofNotes(3, List.of(new Note(2.5, 3, 2, Hand.RIGHT, 8, -45)));
    Songs.write(folder, StoreSettings.defaults(), large, none, small);
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      NoteColumns columns = new NoteColumns();
      store.readNotes(store.songs().get(0), columns);
      assertColumnsEqual(large, store.songs().get(0), columns);
      store.readNotes(store.songs().get(1), columns);
      assertEquals(0, columns.size());
      store.readNotes(store.songs().get(2), columns);
      assertColumnsEqual(small, store.songs().get(2), columns);
      assertEquals(1.25f, columns.seconds()[0]);
    }
  }

  private static void assertColumnsEqual(StoredSong song, SongEntry entry, NoteColumns columns) {
    assertEquals(entry.rowCount(StoreSchema.NOTES), columns.size());
    for (int m = 0; m < song.level().beatmaps().size(); m++) {
      Beatmap map = song.level().beatmaps().get(m);
      int row = entry.firstRow(StoreSchema.NOTES, m);
      for (Note note : map.notes()) {
        assertEquals((float) note.beat(), columns.beats()[row]);
        assertEquals((float) map.tempo().secondsAt(note.beat()), columns.seconds()[row]);
        assertEquals(note.x(), columns.x()[row]);
        assertEquals(note.y(), columns.y()[row]);
        assertEquals(note.hand().color(), columns.colors()[row]);
        assertEquals(note.direction(), columns.directions()[row]);
        assertEquals(note.angleOffset(), columns.angles()[row]);
        row++;
      }
    }
  }

  @Test
  void batchesHoldEveryColumnOfEveryRow() throws Exception {
    StoredSong song = Songs.random(5);
    Songs.write(folder, StoreSettings.defaults(), song);
    try (BeatmapStore store = BeatmapStore.open(folder);
        BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot batch = store.batch(StoreSchema.NOTES, store.songs().get(0), allocator)) {
      assertEquals(StoreSchema.NOTES.schema(), batch.getSchema());
      int row = 0;
      for (Beatmap map : song.level().beatmaps()) {
        for (Note note : map.notes()) {
          assertEquals(Songs.hash(5), text(batch, StoreSchema.SONG_HASH, row));
          assertEquals("cömmunity", text(batch, StoreSchema.SOURCE, row));
          assertEquals(map.difficulty().serializedName(), text(batch, StoreSchema.DIFFICULTY, row));
          assertEquals(map.characteristic().name(), text(batch, StoreSchema.CHARACTERISTIC, row));
          assertEquals((float) note.beat(), real(batch, StoreSchema.BEAT, row));
          assertEquals((float) map.tempo().bpmAt(note.beat()), real(batch, StoreSchema.BPM, row));
          assertEquals(
              (float) map.tempo().secondsAt(note.beat()),
              real(batch, StoreSchema.TIME_SECONDS, row));
          assertEquals(note.x(), ((TinyIntVector) batch.getVector(StoreSchema.X)).get(row));
          assertEquals(
              note.angleOffset(),
              ((SmallIntVector) batch.getVector(StoreSchema.ANGLE_OFFSET)).get(row));
          row++;
        }
      }
      assertEquals(row, batch.getRowCount());
    }
  }

  private static String text(VectorSchemaRoot batch, String column, int row) {
    return new String(((VarCharVector) batch.getVector(column)).get(row), StandardCharsets.UTF_8);
  }

  private static float real(VectorSchemaRoot batch, String column, int row) {
    return ((Float4Vector) batch.getVector(column)).get(row);
  }

  @Test
  void aSongWithoutRowsGivesAnEmptyBatch() throws Exception {
    Songs.write(folder, StoreSettings.defaults(), Songs.ofNotes(1, List.of()));
    try (BeatmapStore store = BeatmapStore.open(folder);
        BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot batch = store.batch(StoreSchema.BOMBS, store.songs().get(0), allocator)) {
      assertEquals(0, batch.getRowCount());
      assertEquals(StoreSchema.BOMBS.schema(), batch.getSchema());
    }
  }

  @Test
  void twoBeatmapsOfOneNameStayApart() throws Exception {
    Beatmap first =
        Beatmap.of(
            Difficulty.HARD,
            TempoMap.constant(120),
            List.of(new Note(1, 0, 0, Hand.LEFT, 0, 0), new Note(2, 0, 0, Hand.LEFT, 0, 0)));
    Beatmap second =
        Beatmap.of(
            Difficulty.HARD, TempoMap.constant(90), List.of(new Note(1, 1, 1, Hand.LEFT, 1, 0)));
    Songs.write(folder, StoreSettings.defaults(), Songs.of(1, List.of(first, second)));
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      assertEquals(List.of(first, second), store.beatmaps(Songs.hash(1)));
    }
  }

  @Test
  void anEmptyStoreIsAStore() throws Exception {
    Songs.write(folder, StoreSettings.defaults());
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      assertEquals(List.of(), store.songs());
      assertEquals(StoreSummary.EMPTY, store.summary());
      assertEquals(List.of(), store.beatmaps(Songs.hash(1)));
    }
  }

  @Test
  void readsOnlyItsOwnSongsAndOnlyWhileOpen() throws Exception {
    Songs.write(folder, StoreSettings.defaults(), Songs.random(1));
    BeatmapStore store = BeatmapStore.open(folder);
    SongEntry song = store.songs().get(0);
    SongEntry foreign =
        new SongEntry(
            Songs.hash(9),
            "",
            "",
            "",
            "",
            1,
            "",
            "",
            "",
            "",
            0,
            0,
            CommunityRating.NONE,
            List.of());
    assertThrows(IllegalArgumentException.class, () -> store.beatmaps(foreign));
    store.close();
    assertThrows(IllegalStateException.class, () -> store.beatmaps(song));
  }
}
