package io.beatweaver.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.tempo.TempoMap;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another engine reads our files and must see the values that went in. */
class DuckDbOracleTest {
  private static final List<String> LEAD =
      List.of(
          "song_hash VARCHAR",
          "source VARCHAR",
          "difficulty VARCHAR",
          "characteristic VARCHAR",
          "bpm FLOAT",
          "beat FLOAT",
          "time_seconds FLOAT");

  @TempDir Path folder;
  private Connection duckdb;

  @BeforeEach
  void connect() throws Exception {
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = duckdb.createStatement()) {
      statement.execute("SET threads = 1");
    }
  }

  @AfterEach
  void disconnect() throws Exception {
    duckdb.close();
  }

  private String files(String table) {
    return "read_parquet('" + folder.resolve(table + "_*.parquet") + "', filename=false)";
  }

  private List<List<Object>> query(String sql) throws Exception {
    try (Statement statement = duckdb.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<Object>> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  private List<String> columns(String table) throws Exception {
    return query("DESCRIBE SELECT * FROM " + files(table)).stream()
        .map(row -> row.get(0) + " " + row.get(1))
        .toList();
  }

  private static List<String> with(String... own) {
    List<String> columns = new ArrayList<>(LEAD);
    columns.addAll(List.of(own));
    return columns;
  }

  @ParameterizedTest
  @CsvSource({"ZSTD, 1000000000", "SNAPPY, 1000000000", "ZSTD, 1", "SNAPPY, 20000"})
  void seesTheSameValues(Compression compression, long maxFileBytes) throws Exception {
    List<StoredSong> songs = IntStream.range(0, 12).mapToObj(Songs::random).toList();
    Songs.write(
        folder,
        new StoreSettings(compression, maxFileBytes, false),
        songs.toArray(StoredSong[]::new));

    Map<String, List<List<Object>>> expected = new LinkedHashMap<>();
    for (StoreSchema table : StoreSchema.values()) {
      expected.put(table.tableName(), new ArrayList<>());
    }
    for (StoredSong song : songs) {
      for (Beatmap map : song.level().beatmaps()) {
        for (Note n : map.notes()) {
          List<Object> row = lead(song, map, n.beat());
          row.addAll(List.of((byte) n.x(), (byte) n.y(), (byte) n.hand().color()));
          row.addAll(List.of((byte) n.direction(), (short) n.angleOffset()));
          expected.get("notes").add(row);
        }
        for (Bomb b : map.bombs()) {
          List<Object> row = lead(song, map, b.beat());
          row.addAll(List.of((byte) b.x(), (byte) b.y()));
          expected.get("bombs").add(row);
        }
        for (Wall w : map.walls()) {
          List<Object> row = lead(song, map, w.beat());
          row.addAll(List.of((float) w.duration(), (byte) w.x(), (byte) w.y()));
          row.addAll(List.of((byte) w.width(), (byte) w.height()));
          expected.get("obstacles").add(row);
        }
      }
    }
    for (Map.Entry<String, List<List<Object>>> table : expected.entrySet()) {
      assertFalse(table.getValue().isEmpty(), table.getKey());
      List<List<Object>> rows = query("SELECT * FROM " + files(table.getKey()));
      assertEquals(table.getValue().size(), rows.size(), table.getKey());
      for (int i = 0; i < rows.size(); i++) {
        assertEquals(table.getValue().get(i), rows.get(i), table.getKey() + ", row " + i);
      }
    }
  }

  private static List<Object> lead(StoredSong song, Beatmap map, double beat) {
    return new ArrayList<>(
        List.of(
            song.level().hash(),
            song.source(),
            map.difficulty().serializedName(),
            map.characteristic().name(),
            (float) map.tempo().bpmAt(beat),
            (float) beat,
            (float) map.tempo().secondsAt(beat)));
  }

  @Test
  void seesTheSameTypesNullableAndWithoutNulls() throws Exception {
    Songs.write(folder, StoreSettings.defaults(), Songs.random(1), Songs.random(2));
    assertEquals(
        with(
            "x TINYINT",
            "y TINYINT",
            "color TINYINT",
            "cut_direction TINYINT",
            "angle_offset SMALLINT"),
        columns("notes"));
    assertEquals(with("x TINYINT", "y TINYINT"), columns("bombs"));
    assertEquals(
        with("duration_beats FLOAT", "x TINYINT", "y TINYINT", "width TINYINT", "height TINYINT"),
        columns("obstacles"));
    for (StoreSchema table : StoreSchema.values()) {
      String file = folder.resolve(table.fileName(0)).toString();
      assertEquals(
          List.of(List.of("OPTIONAL")),
          query(
              "SELECT DISTINCT repetition_type FROM parquet_schema('"
                  + file
                  + "') WHERE num_children IS NULL OR num_children = 0"));
      assertEquals(
          List.of(List.of(0L)),
          query(
              "SELECT DISTINCT stats_null_count FROM parquet_metadata('"
                  + file
                  + "') WHERE num_values > 0"));
    }
  }

  @Test
  void findsOneRowGroupASong() throws Exception {
    Songs.write(
        folder,
        StoreSettings.defaults(),
        IntStream.range(0, 9).mapToObj(Songs::random).toArray(StoredSong[]::new));
    List<List<Object>> groups =
        query(
            "SELECT row_group_id, stats_min_value, stats_max_value FROM parquet_metadata('"
                + folder.resolve("notes_0000.parquet")
                + "') WHERE path_in_schema = 'song_hash' ORDER BY row_group_id");
    assertEquals(9, groups.size());
    for (int i = 0; i < 9; i++) {
      assertEquals(List.of((long) i, Songs.hash(i), Songs.hash(i)), groups.get(i));
    }
  }

  @ParameterizedTest
  @CsvSource({"ZSTD, ZSTD", "SNAPPY, SNAPPY"})
  void findsTheCompressionAskedFor(Compression compression, String name) throws Exception {
    Songs.write(folder, StoreSettings.defaults().withCompression(compression), Songs.random(1));
    assertEquals(
        List.of(List.of(name)),
        query(
            "SELECT DISTINCT compression FROM parquet_metadata('"
                + folder.resolve("notes_0000.parquet")
                + "')"));
  }

  @Test
  void readsTablesWithoutRows() throws Exception {
    Songs.write(folder, StoreSettings.defaults());
    for (StoreSchema table : StoreSchema.values()) {
      assertEquals(List.of(List.of(0L)), query("SELECT count(*) FROM " + files(table.tableName())));
    }
    assertEquals(with("x TINYINT", "y TINYINT"), columns("bombs"));
  }

  @Test
  void readsASongOfSeveralPagesWithPlainAndDictionaryValues() throws Exception {
    Random random = new Random(3);
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < 100_003; i++) {
      int angle = random.nextInt(1 << 16) - (1 << 15);
      notes.add(new Note(random.nextFloat() * 1e4f, i % 4, i % 3, Hand.LEFT, i % 9, angle));
    }
    StoredSong song = Songs.ofNotes(1, notes);
    Songs.write(folder, StoreSettings.defaults(), song);
    Beatmap map = song.level().beatmaps().get(0);
    List<List<Object>> rows =
        query("SELECT beat, x, cut_direction, angle_offset FROM " + files("notes"));
    assertEquals(map.notes().size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Note note = map.notes().get(i);
      assertEquals(
          List.of(
              (float) note.beat(),
              (byte) note.x(),
              (byte) note.direction(),
              (short) note.angleOffset()),
          rows.get(i));
    }
    assertTrue(
        query(
                    "SELECT DISTINCT encodings FROM parquet_metadata('"
                        + folder.resolve("notes_0000.parquet")
                        + "')")
                .size()
            > 1);
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      assertTrue(List.of(map).equals(store.beatmaps(Songs.hash(1))), "the store reads the same");
    }
  }

  @Test
  void readsOneSongByItsHash() throws Exception {
    Beatmap map =
        Beatmap.of(
            Difficulty.EASY, TempoMap.constant(60), List.of(new Note(3, 1, 2, Hand.RIGHT, 4, 5)));
    Songs.write(
        folder,
        StoreSettings.defaults(),
        Songs.random(1),
        Songs.of(7, List.of(map)),
        Songs.random(3));
    assertEquals(
        List.of(List.of("Easy", 60f, 3f, 3f, (byte) 1, (byte) 2, (byte) 1, (byte) 4, (short) 5)),
        query(
            "SELECT difficulty, bpm, beat, time_seconds, x, y, color, cut_direction, angle_offset FROM "
                + files("notes")
                + " WHERE song_hash = '"
                + Songs.hash(7)
                + "'"));
  }
}
