package io.beatweaver.benchmarks;

import io.beatweaver.level.Level;
import io.beatweaver.storage.BeatmapStore;
import io.beatweaver.storage.NoteColumns;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSettings;
import io.beatweaver.storage.StoreSummary;
import io.beatweaver.storage.StoreWriter;
import io.beatweaver.storage.StoredSong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Writing a store of sixteen songs with five difficulties each, and reading songs of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StoreBenchmark {
  private static final int SONGS = 16;

  private final List<Level> levels = new ArrayList<>();
  private final NoteColumns columns = new NoteColumns();
  private Path folder;
  private BeatmapStore store;
  private int next;

  /**
   * Writes the store that is read.
   *
   * @throws IOException if the disk fails
   */
  @Setup
  public void setUp() throws IOException {
    folder = Files.createTempDirectory("beatweaver-store");
    for (int i = 0; i < SONGS; i++) {
      levels.add(Songs.level(i));
    }
    write(folder.resolve("read"));
    store = BeatmapStore.open(folder.resolve("read"));
  }

  /**
   * Writes all songs.
   *
   * @return what was written
   * @throws IOException if the disk fails
   */
  @Benchmark
  public StoreSummary writeSixteenSongs() throws IOException {
    return write(folder.resolve("written"));
  }

  /**
   * Reads the notes of one song into arrays.
   *
   * @return the arrays
   * @throws IOException if the disk fails
   */
  @Benchmark
  public NoteColumns readOneSong() throws IOException {
    SongEntry song = store.songs().get(next++ % SONGS);
    store.readNotes(song, columns);
    return columns;
  }

  private StoreSummary write(Path target) throws IOException {
    try (StoreWriter writer =
        StoreWriter.create(target, StoreSettings.defaults().withReplace(true))) {
      for (Level level : levels) {
        writer.add(StoredSong.of(level, "demo", "", Songs.SECONDS));
      }
      return writer.commit();
    }
  }

  /**
   * Deletes the stores.
   *
   * @throws IOException if the disk fails
   */
  @TearDown
  public void tearDown() throws IOException {
    store.close();
    Temporary.delete(folder);
  }
}
