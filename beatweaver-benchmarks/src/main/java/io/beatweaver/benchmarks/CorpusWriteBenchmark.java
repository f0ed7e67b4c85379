package io.beatweaver.benchmarks;

import io.beatweaver.storage.StoreSettings;
import io.beatweaver.storage.StoreSummary;
import io.beatweaver.storage.StoreWriter;
import io.beatweaver.storage.StoredSong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Writing millions of notes out of levels in memory, zstd all: the store (every table, one row
 * group a song, forced to the disk), DuckDB's appender and COPY, parquet-java's Group API.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CorpusWriteBenchmark {
  /** How many thousand notes. */
  @Param("3000")
  public int thousandNotes;

  private List<StoredSong> songs;
  private Path folder;

  /**
   * Makes the songs.
   *
   * @throws IOException if the disk fails
   */
  @Setup
  public void setUp() throws IOException {
    songs = NoteCorpus.ofNotes(thousandNotes * 1000L);
    folder = Files.createTempDirectory("beatweaver-write");
  }

  /**
   * This library.
   *
   * @return what was written
   * @throws IOException if the disk fails
   */
  @Benchmark
  public StoreSummary store() throws IOException {
    try (StoreWriter writer =
        StoreWriter.create(folder.resolve("store"), StoreSettings.defaults().withReplace(true))) {
      for (StoredSong song : songs) {
        writer.add(song);
      }
      return writer.commit();
    }
  }

  /**
   * DuckDB on one thread.
   *
   * @return the file
   * @throws SQLException if DuckDB fails
   */
  @Benchmark
  public Path duckDb() throws SQLException {
    Path file = folder.resolve("duckdb.parquet");
    NoteDuckDb.write(songs, file);
    return file;
  }

  /**
   * Parquet-java, row by row.
   *
   * @return the file
   * @throws IOException if the disk fails
   */
  @Benchmark
  public Path groups() throws IOException {
    Path file = folder.resolve("groups.parquet");
    Files.deleteIfExists(file);
    NoteGroups.write(songs, file);
    return file;
  }

  /**
   * Deletes what was written.
   *
   * @throws IOException if the disk fails
   */
  @TearDown
  public void tearDown() throws IOException {
    Temporary.delete(folder);
  }
}
