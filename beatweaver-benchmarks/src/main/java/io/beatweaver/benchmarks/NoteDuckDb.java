package io.beatweaver.benchmarks;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Note;
import io.beatweaver.storage.StoredSong;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The peer from DuckDB, on one thread. */
final class NoteDuckDb {
  private NoteDuckDb() {}

  private static DuckDBConnection connect() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1");
    }
    return connection.unwrap(DuckDBConnection.class);
  }

  /** Appender, then COPY. */
  static void write(List<StoredSong> songs, Path file) throws SQLException {
    try (DuckDBConnection duckdb = connect();
        Statement statement = duckdb.createStatement()) {
      statement.execute(
          "CREATE TABLE notes (song_hash VARCHAR, source VARCHAR, difficulty VARCHAR,"
              + " characteristic VARCHAR, bpm FLOAT, beat FLOAT, time_seconds FLOAT, x TINYINT,"
              + " y TINYINT, color TINYINT, cut_direction TINYINT, angle_offset SMALLINT)");
      try (DuckDBAppender appender = duckdb.createAppender("main", "notes")) {
        for (StoredSong song : songs) {
          for (Beatmap map : song.level().beatmaps()) {
            for (Note note : map.notes()) {
              append(appender, song, map, note);
            }
          }
        }
      }
      statement.execute("COPY notes TO '" + file + "' (FORMAT parquet, COMPRESSION zstd)");
    }
  }

  private static void append(DuckDBAppender appender, StoredSong song, Beatmap map, Note note)
      throws SQLException {
    appender.beginRow();
    appender.append(song.level().hash());
    appender.append(song.source());
    appender.append(map.difficulty().serializedName());
    appender.append(map.characteristic().name());
    appender.append((float) map.tempo().bpmAt(note.beat()));
    appender.append((float) note.beat());
    appender.append((float) map.tempo().secondsAt(note.beat()));
    appender.append((byte) note.x());
    appender.append((byte) note.y());
    appender.append((byte) note.hand().color());
    appender.append((byte) note.direction());
    appender.append((short) note.angleOffset());
    appender.endRow();
  }

  /** As {@link NoteGroups#readGrouped}. */
  static Map<String, double[]> readGrouped(Path file) throws SQLException {
    Map<String, double[]> sums = new HashMap<>();
    try (DuckDBConnection duckdb = connect();
        Statement statement = duckdb.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT song_hash || difficulty || characteristic, count(*), sum(beat),"
                    + " sum(time_seconds), sum(x), sum(y), sum(color), sum(cut_direction),"
                    + " sum(angle_offset) FROM read_parquet('"
                    + file
                    + "') GROUP BY song_hash, difficulty, characteristic")) {
      while (rows.next()) {
        double[] sum = new double[8];
        for (int i = 0; i < sum.length; i++) {
          sum[i] = rows.getDouble(i + 2);
        }
        sums.put(rows.getString(1), sum);
      }
    }
    return sums;
  }
}
