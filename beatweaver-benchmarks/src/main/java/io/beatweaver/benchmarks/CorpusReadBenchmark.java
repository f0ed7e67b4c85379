package io.beatweaver.benchmarks;

import io.beatweaver.storage.BeatmapFilter;
import io.beatweaver.storage.BeatmapStore;
import io.beatweaver.storage.NoteColumn;
import io.beatweaver.storage.NoteColumns;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSettings;
import io.beatweaver.storage.StoreWriter;
import io.beatweaver.storage.StoredSong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
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
 * Reading millions of notes in song-sized row groups of one file and summing seven columns up by
 * song, difficulty and characteristic: the store (opening included), DuckDB on one thread,
 * parquet-java's Group API.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CorpusReadBenchmark {
  /** How many thousand notes. */
  @Param("10000")
  public int thousandNotes;

  private Path folder;
  private int groups;

  /**
   * Writes the store.
   *
   * @throws IOException if the disk fails
   */
  @Setup
  public void setUp() throws IOException {
    folder = Files.createTempDirectory("beatweaver-read");
    long notes = 0;
    try (StoreWriter writer = StoreWriter.create(folder, StoreSettings.defaults())) {
      for (int i = 0; notes < thousandNotes * 1000L; i++) {
        StoredSong song = NoteCorpus.song(i);
        notes += song.level().beatmaps().stream().mapToLong(map -> map.notes().size()).sum();
        groups += song.level().beatmaps().size();
        writer.add(song);
      }
      writer.commit();
    }
  }

  /**
   * This library.
   *
   * @return sums by group
   * @throws IOException if the disk fails
   */
  @Benchmark
  public Map<String, double[]> store() throws IOException {
    Map<String, double[]> sums = new HashMap<>();
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      store.scanNotes(
          BeatmapFilter.ALL,
          EnumSet.allOf(NoteColumn.class),
          (song, map, notes, from, to) ->
              sums.put(
                  song.hash() + map.difficulty() + map.characteristic(), sums(notes, from, to)));
    }
    return checked(sums);
  }

  private static double[] sums(NoteColumns notes, int from, int to) {
    double beats = 0;
    double seconds = 0;
    long x = 0;
    long y = 0;
    long colors = 0;
    long directions = 0;
    long angles = 0;
    for (int i = from; i < to; i++) {
      beats += notes.beats()[i];
      seconds += notes.seconds()[i];
      x += notes.x()[i];
      y += notes.y()[i];
      colors += notes.colors()[i];
      directions += notes.directions()[i];
      angles += notes.angles()[i];
    }
    return new double[] {to - from, beats, seconds, x, y, colors, directions, angles};
  }

  /**
   * DuckDB on one thread.
   *
   * @return sums by group
   * @throws SQLException if DuckDB fails
   */
  @Benchmark
  public Map<String, double[]> duckDb() throws SQLException {
    return checked(NoteDuckDb.readGrouped(folder.resolve("notes_0000.parquet")));
  }

  /**
   * Parquet-java, row by row.
   *
   * @return sums by group
   * @throws IOException if the disk fails
   */
  @Benchmark
  public Map<String, double[]> groups() throws IOException {
    return checked(NoteGroups.readGrouped(folder.resolve("notes_0000.parquet")));
  }

  private Map<String, double[]> checked(Map<String, double[]> sums) {
    double notes = sums.values().stream().mapToDouble(sum -> sum[0]).sum();
    if (sums.size() != groups || notes < thousandNotes * 1000.0) {
      throw new IllegalStateException(sums.size() + " groups of " + notes + " notes");
    }
    return sums;
  }

  /** Songs at random out of an open store. */
  @State(Scope.Thread)
  public static class Opened {
    private BeatmapStore store;
    private final NoteColumns columns = new NoteColumns();
    private int next;

    /**
     * Opens the store.
     *
     * @param corpus where it is
     * @throws IOException if the disk fails
     */
    @Setup
    public void setUp(CorpusReadBenchmark corpus) throws IOException {
      store = BeatmapStore.open(corpus.folder);
    }
  }

  /**
   * The notes of a thousand songs at random, one by one by their hashes.
   *
   * @param opened the open store
   * @return notes read
   * @throws IOException if the disk fails
   */
  @Benchmark
  public long thousandSongsAtRandom(Opened opened) throws IOException {
    long notes = 0;
    int songs = opened.store.songs().size();
    for (int i = 0; i < 1000; i++) {
      opened.next = Math.floorMod(opened.next * 1_103_515_245 + 12_345, Integer.MAX_VALUE);
      String hash = opened.store.songs().get(opened.next % songs).hash();
      SongEntry song = opened.store.song(hash).orElseThrow();
      opened.store.readNotes(song, opened.columns);
      notes += opened.columns.size();
    }
    return notes;
  }

  /**
   * Opening alone.
   *
   * @return its songs
   * @throws IOException if the disk fails
   */
  @Benchmark
  public int open() throws IOException {
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      return store.songs().size();
    }
  }

  /**
   * Deletes the store.
   *
   * @throws IOException if the disk fails
   */
  @TearDown
  public void tearDown() throws IOException {
    Temporary.delete(folder);
  }
}
