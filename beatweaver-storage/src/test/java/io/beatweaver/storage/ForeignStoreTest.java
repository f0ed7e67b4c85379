package io.beatweaver.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that pyarrow and DuckDB have written, in one file or several. */
class ForeignStoreTest {
  @TempDir Path folder;
  @TempDir Path target;

  private Path pyarrow(String name, String as) throws Exception {
    Path file = target.resolve(as);
    try (InputStream in = ForeignStoreTest.class.getResourceAsStream("foreign/" + name)) {
      Files.copy(in, file);
    }
    return file;
  }

  /** What the script that made the files says of a song's notes. */
  private static List<Note> notes(int song, boolean easy) {
    return IntStream.range(song * 200, song * 200 + 200)
        .filter(i -> i % 200 < 134 == easy)
        .mapToObj(i -> new Note(i / 4.0, i % 4, i % 3, Hand.ofColor(i % 2), i % 9, i - 300))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"legacy", "groups_v2", "plain_required", "gzip_pages", "wide", "delta"})
  void readsWhatPyarrowWrites(String name) throws Exception {
    pyarrow(name + ".parquet", "notes.parquet");
    Files.writeString(target.resolve("metadata.json"), "[{\"title\": \"of the predecessor's\"}]");
    try (BeatmapStore store = BeatmapStore.open(target)) {
      store.verify();
      assertEquals(3, store.songs().size());
      for (int song = 0; song < 3; song++) {
        SongEntry entry = store.song(String.format("%040x", 0xABC0 + song)).orElseThrow();
        assertEquals("Ünïcode 歌", entry.source());
        assertEquals(120 + song, entry.bpm());
        List<Beatmap> maps = store.beatmaps(entry);
        assertEquals(2, maps.size());
        assertEquals(Difficulty.EASY, maps.get(0).difficulty());
        assertEquals(Difficulty.EXPERT_PLUS, maps.get(1).difficulty());
        assertEquals(Characteristic.STANDARD, maps.get(1).characteristic());
        assertEquals(notes(song, true), maps.get(0).notes());
        assertEquals(notes(song, false), maps.get(1).notes());
        assertEquals(TempoMap.constant(120 + song), maps.get(0).tempo());
        assertEquals(0, entry.beatmaps().get(0).outsideGrid());
        NoteColumns columns = store.notes(entry);
        assertEquals(200, columns.size());
        assertEquals((float) (song * 50 * 60 / (120.0 + song)), columns.seconds()[0]);
      }
      assertEquals(600, store.summary().notes());
      assertEquals(List.of(), store.sources());
      int[] seen = new int[1];
      store.scanNotes(
          BeatmapFilter.ALL.withDifficulties(Difficulty.EXPERT_PLUS),
          EnumSet.allOf(NoteColumn.class),
          (song, map, notes, from, to) -> {
            assertEquals(66, to - from);
            seen[0]++;
          });
      assertEquals(3, seen[0]);
    }
  }

  @Test
  void nullsComeAsNullsInBatchesAndAreRefusedWhereAValueIsNeeded() throws Exception {
    pyarrow("null_angles.parquet", "notes_0000.parquet");
    try (BeatmapStore store = BeatmapStore.open(target);
        BufferAllocator allocator = new RootAllocator()) {
      SongEntry song = store.songs().get(1);
      try (VectorSchemaRoot batch = store.batch(StoreSchema.NOTES, song, allocator)) {
        FieldVector angles = batch.getVector(StoreSchema.ANGLE_OFFSET);
        for (int i = 0; i < 200; i++) {
          assertEquals((200 + i) % 7 == 0, angles.isNull(i));
        }
      }
      InputException refused = assertThrows(InputException.class, () -> store.beatmaps(song));
      assertTrue(refused.getMessage().contains("angle_offset"), refused.getMessage());
      store.scanNotes(
          BeatmapFilter.ALL, EnumSet.of(NoteColumn.BEAT), (s, map, notes, from, to) -> {});
    }
  }

  @Test
  void valuesThatDoNotFitAreNamed() throws Exception {
    pyarrow("too_wide.parquet", "notes.parquet");
    InputException refused =
        assertThrows(InputException.class, () -> BeatmapStore.open(target).close());
    assertTrue(refused.getMessage().contains("notes.parquet"), refused.getMessage());
    assertTrue(refused.place().contains("column x"), refused.getMessage());
    assertTrue(refused.reason().contains("1000"), refused.getMessage());
  }

  private static final List<StoredSong> SONGS =
      IntStream.range(0, 40).mapToObj(Songs::random).toList();

  private void copy(String select, String table, String name, String options) throws Exception {
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute("SET threads = 1");
      String from = "read_parquet('" + folder.resolve(table + "_*.parquet") + "')";
      statement.execute(
          "COPY ("
              + select.replace("TABLE", from)
              + ") TO '"
              + target.resolve(name)
              + "' (FORMAT parquet, "
              + options
              + ")");
    }
  }

  private void writeOurs() throws Exception {
    Songs.write(folder, StoreSettings.defaults(), SONGS.toArray(StoredSong[]::new));
  }

  /** Without what the tables don't say: files, versions, note jumps and exact tempo maps. */
  private static void assertSameObjects(Beatmap expected, Beatmap actual) {
    assertEquals(expected.notes(), actual.notes());
    assertEquals(expected.bombs(), actual.bombs());
    assertEquals(expected.walls(), actual.walls());
    assertEquals(expected.arcs(), actual.arcs());
    assertEquals(expected.chains(), actual.chains());
    for (Note note : expected.notes()) {
      assertEquals(
          expected.tempo().secondsAt(note.beat()), actual.tempo().secondsAt(note.beat()), 0.01);
    }
  }

  private static boolean hasObjects(Beatmap map) {
    return !(map.notes().isEmpty()
        && map.bombs().isEmpty()
        && map.walls().isEmpty()
        && map.arcs().isEmpty()
        && map.chains().isEmpty());
  }

  private void assertHoldsOurs() throws Exception {
    try (BeatmapStore store = BeatmapStore.open(target)) {
      for (StoredSong song : SONGS) {
        List<Beatmap> maps =
            new ArrayList<>(store.beatmaps(store.song(song.level().hash()).orElseThrow()));
        List<Beatmap> wanted =
            song.level().beatmaps().stream().filter(ForeignStoreTest::hasObjects).toList();
        assertEquals(wanted.size(), maps.size());
        for (Beatmap expected : wanted) {
          Beatmap actual =
              maps.stream()
                  .filter(
                      map ->
                          map.difficulty() == expected.difficulty()
                              && map.characteristic().equals(expected.characteristic()))
                  .findFirst()
                  .orElseThrow();
          assertSameObjects(expected, actual);
        }
        assertEquals(
            song.level().info().title(), store.song(song.level().hash()).orElseThrow().title());
      }
    }
  }

  private static final List<String> TABLES =
      List.of("notes", "bombs", "obstacles", "arcs", "chains", "songs");

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "COMPRESSION snappy; one",
        "COMPRESSION zstd, ROW_GROUP_SIZE 2048; numbered",
        "COMPRESSION gzip, PARQUET_VERSION v2; one",
        "COMPRESSION uncompressed, PARQUET_VERSION v2, ROW_GROUP_SIZE 2048; numbered"
      })
  void readsWhatDuckDbWrites(String options, String layout) throws Exception {
    writeOurs();
    for (String table : TABLES) {
      boolean one = layout.equals("one");
      String rows =
          "SELECT * EXCLUDE (n) FROM (SELECT *, row_number() OVER () AS n FROM TABLE) WHERE ";
      if (one) {
        copy("SELECT * FROM TABLE", table, table + ".parquet", options);
      } else {
        copy(rows + "n % 1000 < 600 AND n <= 1000", table, table + "_0.parquet", options);
        copy(rows + "NOT (n % 1000 < 600 AND n <= 1000)", table, table + "_1.parquet", options);
      }
    }
    assertHoldsOurs();
  }

  /** Songs whose rows are all over the table, difficulties among one another. */
  @Test
  void rowsMayBeInAnyOrder() throws Exception {
    writeOurs();
    for (String table : TABLES) {
      boolean songs = table.equals("songs");
      copy(
          "SELECT * FROM TABLE ORDER BY "
              + (songs ? "title DESC" : "beat, song_hash, difficulty DESC"),
          table,
          table + ".parquet",
          "ROW_GROUP_SIZE 2048");
    }
    assertHoldsOurs();
  }

  @Test
  void whatTheCommunitySaysIsReadWhereItIsKnown() throws Exception {
    CommunityRating known = new CommunityRating("1a2b3", 0.875, 70, 10);
    CommunityRating unvoted = new CommunityRating("", 0.5, -1, 0);
    Songs.write(
        folder,
        StoreSettings.defaults(),
        Songs.random(1).withRating(known),
        Songs.random(2).withRating(unvoted),
        Songs.random(3).withRating(CommunityRating.NONE));
    copy("SELECT * FROM TABLE", "notes", "notes.parquet", "COMPRESSION snappy");
    copy("SELECT * FROM TABLE", "songs", "songs.parquet", "COMPRESSION snappy");
    try (BeatmapStore store = BeatmapStore.open(target)) {
      assertEquals(known, store.song(Songs.hash(1)).orElseThrow().rating());
      assertEquals(unvoted, store.song(Songs.hash(2)).orElseThrow().rating());
      assertEquals(CommunityRating.NONE, store.song(Songs.hash(3)).orElseThrow().rating());
    }
    copy(
        "SELECT * REPLACE (upvotes - 72 AS upvotes) FROM TABLE",
        "songs",
        "songs.parquet",
        "COMPRESSION snappy");
    InputException refused =
        assertThrows(InputException.class, () -> BeatmapStore.open(target).close());
    assertEquals(target.resolve("songs.parquet").toString(), refused.file());
    assertTrue(refused.place().contains("row 0"), refused.getMessage());
  }

  @Test
  void changesOfTempoAreWorkedOutFromTheRows() throws Exception {
    TempoMap tempo =
        TempoMap.ofChanges(120, List.of(new TempoChange(10.5, 240), new TempoChange(33, 90)), 0.25);
    List<Note> notes =
        IntStream.range(0, 200).mapToObj(i -> new Note(i / 4.0, 0, 0, Hand.LEFT, 1, 0)).toList();
    Songs.write(
        folder,
        StoreSettings.defaults(),
        Songs.of(1, List.of(Beatmap.of(Difficulty.HARD, tempo, notes))));
    copy("SELECT * FROM TABLE", "notes", "notes.parquet", "COMPRESSION snappy");
    try (BeatmapStore store = BeatmapStore.open(target)) {
      TempoMap found = store.beatmaps(Songs.hash(1)).get(0).tempo();
      assertEquals(3, found.changes().size());
      for (double beat = 0; beat < 60; beat += 0.5) {
        assertEquals(tempo.secondsAt(beat), found.secondsAt(beat), 1e-4);
      }
    }
  }

  @Test
  void emptyTablesAreAnEmptyStore() throws Exception {
    Songs.write(folder, StoreSettings.defaults());
    copy("SELECT * FROM TABLE", "notes", "notes.parquet", "COMPRESSION snappy");
    try (BeatmapStore store = BeatmapStore.open(target)) {
      assertEquals(List.of(), store.songs());
      assertEquals(StoreSummary.EMPTY, store.summary());
    }
  }

  @Test
  void nullKeysAndUnknownDifficultiesAreNamed() throws Exception {
    writeOurs();
    copy(
        "SELECT * REPLACE (CASE WHEN x = 1 THEN NULL ELSE song_hash END AS song_hash) FROM TABLE",
        "notes",
        "notes.parquet",
        "COMPRESSION snappy");
    InputException none =
        assertThrows(InputException.class, () -> BeatmapStore.open(target).close());
    assertTrue(none.reason().contains("no song_hash"), none.getMessage());
    copy(
        "SELECT * REPLACE ('Impossible' AS difficulty) FROM TABLE",
        "notes",
        "notes.parquet",
        "COMPRESSION snappy");
    InputException unknown =
        assertThrows(InputException.class, () -> BeatmapStore.open(target).close());
    assertTrue(unknown.reason().contains("Impossible"), unknown.getMessage());
  }

  @Test
  void aFileOfAnotherTableIsNamed() throws Exception {
    writeOurs();
    copy("SELECT * EXCLUDE (color) FROM TABLE", "notes", "notes.parquet", "COMPRESSION snappy");
    InputException missing =
        assertThrows(InputException.class, () -> BeatmapStore.open(target).close());
    assertEquals("column color", missing.place());
    Files.writeString(target.resolve("notes.parquet"), "no Parquet at all");
    InputException damaged =
        assertThrows(InputException.class, () -> BeatmapStore.open(target).close());
    assertTrue(damaged.getMessage().contains("notes.parquet"), damaged.getMessage());
    assertFalse(damaged.reason().isBlank());
  }

  /** What is left of one of our stores without its metadata is tables like any others. */
  @Test
  void ourOwnTablesAloneAreReadToo() throws Exception {
    writeOurs();
    for (String table : TABLES) {
      Files.copy(folder.resolve(table + "_0000.parquet"), target.resolve(table + "_0000.parquet"));
    }
    assertHoldsOurs();
    assertEquals(
        SONGS.stream().map(song -> song.level().hash()).sorted(Comparator.naturalOrder()).toList(),
        BeatmapStore.open(target).songs().stream().map(SongEntry::hash).sorted().toList());
  }
}
