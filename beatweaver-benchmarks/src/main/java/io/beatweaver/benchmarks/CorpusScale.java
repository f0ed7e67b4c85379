package io.beatweaver.benchmarks;

import io.beatweaver.file.AtomicFiles;
import io.beatweaver.storage.BeatmapFilter;
import io.beatweaver.storage.BeatmapStore;
import io.beatweaver.storage.Compression;
import io.beatweaver.storage.LevelSource;
import io.beatweaver.storage.NoteColumn;
import io.beatweaver.storage.NoteColumns;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSettings;
import io.beatweaver.storage.StoreSummary;
import io.beatweaver.storage.StoreWriter;
import io.beatweaver.storage.StoredSong;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A store of the size of the whole community: written song by song with a checkpoint every
 * thousand, opened, read as a whole and at random. Prints times, sizes and the most heap it took.
 *
 * <pre>
 * java -Xmx1g -cp beatweaver-benchmarks.jar io.beatweaver.benchmarks.CorpusScale DIR SONGS NOTES_A_SONG \
 *     SONGS_A_ROW_GROUP ZSTD|SNAPPY
 * </pre>
 */
public final class CorpusScale {
  private static final double USUAL_NOTES = 2_498;
  private static final int CHECKPOINT = 1_000;

  private CorpusScale() {}

  /**
   * Runs it all.
   *
   * @param args folder (its {@code scale-store} is replaced), songs, notes a song on average, songs
   *     a row group, compression
   * @throws Exception if anything fails
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]).resolve("scale-store");
    int songs = Integer.parseInt(args[1]);
    double density = Double.parseDouble(args[2]) / USUAL_NOTES;
    StoreSettings settings =
        StoreSettings.defaults()
            .withSongsPerRowGroup(Integer.parseInt(args[3]))
            .withCompression(Compression.valueOf(args[4]));
    AtomicFiles.deleteTree(folder);
    long start = System.nanoTime();
    StoreSummary summary = write(folder, songs, density, settings);
    say("%,d songs, %,d beatmaps, %,d notes", summary.songs(), summary.beatmaps(), summary.notes());
    say("written in %.1f s (making the levels included)", seconds(start));
    sizes(folder);
    open(folder);
    read(folder);
    duckDb(folder);
    say("most heap: %,d MB of %,d", peak() >> 20, Runtime.getRuntime().maxMemory() >> 20);
    AtomicFiles.deleteTree(folder);
  }

  private static StoreSummary write(Path folder, int songs, double density, StoreSettings settings)
      throws IOException {
    try (StoreWriter writer = StoreWriter.append(folder, settings)) {
      for (int i = 0; i < songs; i++) {
        StoredSong song = NoteCorpus.song(i, density);
        writer.add(song);
        String place = "/levels/" + i;
        writer.remember(new LevelSource(place, i, song.level().hash(), song.source(), ""));
        if (i % CHECKPOINT == CHECKPOINT - 1) {
          writer.checkpoint();
        }
      }
      return writer.commit();
    }
  }

  private static void sizes(Path folder) throws IOException {
    long all = 0;
    long notes = 0;
    int files = 0;
    try (Stream<Path> list = Files.list(folder)) {
      for (Path file : list.toList()) {
        all += Files.size(file);
        notes += file.getFileName().toString().startsWith("notes") ? Files.size(file) : 0;
        files++;
      }
    }
    say("%d files, %,.1f MB, notes %,.1f MB", files, all / 1e6, notes / 1e6);
  }

  private static void open(Path folder) throws IOException {
    for (String which : new String[] {"first", "second", "third"}) {
      long start = System.nanoTime();
      BeatmapStore.open(folder).close();
      say("opened the %s time in %.0f ms", which, seconds(start) * 1000);
    }
  }

  private static void read(Path folder) throws IOException {
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      long start = System.nanoTime();
      long[] notes = new long[2];
      store.scanNotes(
          BeatmapFilter.ALL,
          EnumSet.allOf(NoteColumn.class),
          (song, map, columns, from, to) -> {
            notes[0] += to - from;
            notes[1]++;
          });
      say("all %,d notes in %,d groups read in %.2f s", notes[0], notes[1], seconds(start));
      NoteColumns columns = new NoteColumns();
      Random random = new Random(1);
      int reads = 2_000;
      start = System.nanoTime();
      for (int i = 0; i < reads; i++) {
        SongEntry song = store.songs().get(random.nextInt(store.songs().size()));
        store.readNotes(song, columns);
      }
      say("one song at random: %.3f ms", seconds(start) * 1000 / reads);
    }
  }

  private static void duckDb(Path folder) throws SQLException {
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute("SET threads = 1");
      String hash = NoteCorpus.song(7, 1).level().hash();
      for (String what :
          new String[] {
            "count(*), sum(beat) FROM '" + folder + "/notes_*.parquet'",
            "count(*) FROM '" + folder + "/notes_*.parquet' WHERE song_hash = '" + hash + "'"
          }) {
        long start = System.nanoTime();
        statement.executeQuery("SELECT " + what).close();
        say(
            "DuckDB, one thread: %s: %.2f s",
            what.contains("WHERE") ? "one song" : "all beats", seconds(start));
      }
    }
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static void say(String format, Object... values) {
    System.out.printf(format + "%n", values);
  }
}
