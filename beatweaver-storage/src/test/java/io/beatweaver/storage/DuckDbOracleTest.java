package io.beatweaver.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Difficulty;
import io.beatweaver.level.Hand;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.tempo.TempoMap;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  private static final Comparator<List<?>> SORTED = Comparator.comparing(Object::toString);

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
        StoreSettings.defaults().withCompression(compression).withMaxFileBytes(maxFileBytes),
        songs.toArray(StoredSong[]::new));

    Map<String, List<List<Object>>> expected = new LinkedHashMap<>();
    for (StoredSong song : songs) {
      expect(expected, song);
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

  private static void expect(Map<String, List<List<Object>>> expected, StoredSong song) {
    List<Object> entry = new ArrayList<>(List.of(song.level().hash(), song.source()));
    LevelInfo info = song.level().info();
    entry.addAll(List.of(info.title(), info.subTitle(), info.artist(), info.mapper()));
    entry.addAll(List.of(info.bpm(), song.durationSeconds(), song.levelPath()));
    entry.addAll(List.of(info.songFile(), song.audioHash(), song.level().beatmaps().size(), 1));
    CommunityRating rating = song.rating();
    boolean rated = !rating.equals(CommunityRating.NONE);
    entry.add(rated ? rating.key() : null);
    entry.add(rated ? rating.score() : null);
    entry.add(rated ? rating.upVotes() : null);
    entry.add(rated ? rating.downVotes() : null);
    rows(expected, "songs").add(entry);
    for (Beatmap map : song.level().beatmaps()) {
      expectObjects(expected, song, map);
      double[] tempo = map.tempo().toArray();
      for (int i = 0; i < tempo.length; i += 3) {
        List<Object> row = keys(song, map);
        row.addAll(List.of(tempo[i + 2], tempo[i], tempo[i + 1]));
        rows(expected, "tempo_changes").add(row);
      }
      List<Object> row = keys(song, map);
      row.addAll(List.of(map.file(), map.version(), map.noteJumpSpeed(), map.noteJumpOffset()));
      row.addAll(List.of(map.notes().size(), map.bombs().size(), map.walls().size()));
      row.addAll(List.of(map.arcs().size(), map.chains().size(), tempo.length / 3, 0, 0));
      rows(expected, "beatmaps").add(row);
    }
  }

  private static void expectObjects(
      Map<String, List<List<Object>>> expected, StoredSong song, Beatmap map) {
    for (Note n : map.notes()) {
      List<Object> row = lead(song, map, n.beat());
      row.addAll(List.of((byte) n.x(), (byte) n.y(), (byte) n.hand().color()));
      row.addAll(List.of((byte) n.direction(), (short) n.angleOffset()));
      rows(expected, "notes").add(row);
    }
    for (Bomb b : map.bombs()) {
      List<Object> row = lead(song, map, b.beat());
      row.addAll(List.of((byte) b.x(), (byte) b.y()));
      rows(expected, "bombs").add(row);
    }
    for (Wall w : map.walls()) {
      List<Object> row = lead(song, map, w.beat());
      row.addAll(List.of((float) w.duration(), (byte) w.x(), (byte) w.y()));
      row.addAll(List.of((byte) w.width(), (byte) w.height()));
      rows(expected, "obstacles").add(row);
    }
    for (Arc a : map.arcs()) {
      List<Object> row = lead(song, map, a.beat());
      row.addAll(List.of((byte) a.x(), (byte) a.y(), (byte) a.hand().color()));
      row.addAll(List.of((byte) a.direction(), (float) a.headMultiplier(), (float) a.tailBeat()));
      row.add((float) map.tempo().secondsAt(a.tailBeat()));
      row.addAll(List.of((byte) a.tailX(), (byte) a.tailY(), (byte) a.tailDirection()));
      row.addAll(List.of((float) a.tailMultiplier(), (byte) a.midAnchor()));
      rows(expected, "arcs").add(row);
    }
    for (Chain c : map.chains()) {
      List<Object> row = lead(song, map, c.beat());
      row.addAll(List.of((byte) c.x(), (byte) c.y(), (byte) c.hand().color()));
      row.addAll(List.of((byte) c.direction(), (float) c.tailBeat()));
      row.add((float) map.tempo().secondsAt(c.tailBeat()));
      row.addAll(List.of((byte) c.tailX(), (byte) c.tailY(), (short) c.slices()));
      row.add((float) c.squish());
      rows(expected, "chains").add(row);
    }
  }

  private static List<List<Object>> rows(Map<String, List<List<Object>>> expected, String table) {
    return expected.computeIfAbsent(table, name -> new ArrayList<>());
  }

  private static List<Object> keys(StoredSong song, Beatmap map) {
    return new ArrayList<>(
        List.of(
            song.level().hash(),
            song.source(),
            map.difficulty().serializedName(),
            map.characteristic().name()));
  }

  private static List<Object> lead(StoredSong song, Beatmap map, double beat) {
    List<Object> row = keys(song, map);
    row.addAll(
        List.of(
            (float) map.tempo().bpmAt(beat), (float) beat, (float) map.tempo().secondsAt(beat)));
    return row;
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
    assertEquals(
        with(
            "x TINYINT",
            "y TINYINT",
            "color TINYINT",
            "cut_direction TINYINT",
            "head_multiplier FLOAT",
            "tail_beat FLOAT",
            "tail_time_seconds FLOAT",
            "tail_x TINYINT",
            "tail_y TINYINT",
            "tail_direction TINYINT",
            "tail_multiplier FLOAT",
            "mid_anchor TINYINT"),
        columns("arcs"));
    assertEquals(
        List.of(
            "level_path VARCHAR",
            "fingerprint BIGINT",
            "song_hash VARCHAR",
            "source VARCHAR",
            "failure VARCHAR"),
        columns("sources"));
    for (StoreSchema table : StoreSchema.values()) {
      String file = folder.resolve(table.fileName(0)).toString();
      assertEquals(
          List.of(List.of("OPTIONAL")),
          query(
              "SELECT DISTINCT repetition_type FROM parquet_schema('"
                  + file
                  + "') WHERE num_children IS NULL OR num_children = 0"));
      if (!table.holdsObjects()) {
        continue;
      }
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
        Stream.of(List.<Object>of("UNCOMPRESSED"), List.<Object>of(name)).sorted(SORTED).toList(),
        query(
            "SELECT DISTINCT compression FROM parquet_metadata('"
                + folder.resolve("notes_0000.parquet")
                + "') ORDER BY 1"));
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
