package io.beatweaver.storage;

import io.beatweaver.InputException;
import io.beatweaver.level.Beatmap;
import io.beatweaver.storage.internal.ArrowRows;
import io.beatweaver.storage.internal.BatchScan;
import io.beatweaver.storage.internal.ForeignContent;
import io.beatweaver.storage.internal.Manifest;
import io.beatweaver.storage.internal.NoteRows;
import io.beatweaver.storage.internal.OwnContent;
import io.beatweaver.storage.internal.SongRows;
import io.beatweaver.storage.internal.StoreContent;
import io.beatweaver.storage.internal.StoredObjects;
import io.beatweaver.storage.internal.parquet.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Reads a store that {@link StoreWriter} has written, or tables in the same columns that another
 * program has.
 *
 * <pre>{@code
 * try (BeatmapStore store = BeatmapStore.open(folder)) {
 *   for (SongEntry song : store.songs()) {
 *     List<Beatmap> maps = store.beatmaps(song);
 *   }
 * }
 * }</pre>
 *
 * <p>Opening reads the metadata, the tables of songs, beatmaps and tempo changes, and each file's
 * index, checks them against each other (sizes, checksums, rows, whose rows) and keeps them; a read
 * then goes straight to the song's row group, and each page's checksum is verified. Safe for
 * several threads: each read opens the file for itself. The caller closes; a closed store refuses
 * to read.
 *
 * <p><b>Other programs' files.</b> A folder without {@code metadata.json} of this library's is read
 * if it has {@code notes.parquet} or {@code notes_*.parquet} (and {@code bombs}, {@code obstacles},
 * {@code arcs}, {@code chains}, {@code songs} likewise), in any encoding and compression that
 * parquet-java and the JDK know, columns required or optional, whole and real numbers of any width
 * that fit. Opening then reads the key columns of every table. What such tables don't say is empty
 * or customary: the tempo map is worked out from the columns {@code bpm}, {@code beat} and {@code
 * time_seconds}, the note jump speed is that of the difficulty.
 *
 * <p>Beats and seconds of objects are stored as float32. Beats in steps of 1/16 are exact up to
 * beat 2^20 (about 145 hours at 120 BPM), others are off by at most 2^-24 of their value; seconds
 * are off by that too. Where more is needed, ask the beatmap's {@link BeatmapEntry#tempo() tempo
 * map}, which is exact, for the seconds of a beat.
 */
public final class BeatmapStore implements AutoCloseable {
  private final StoreContent content;
  private final Map<String, Integer> byHash = new HashMap<>();
  private volatile boolean closed;

  private BeatmapStore(StoreContent content) {
    this.content = content;
    List<SongEntry> songs = content.songs();
    for (int i = 0; i < songs.size(); i++) {
      byHash.put(songs.get(i).hash(), i);
    }
  }

  /**
   * Opens a store.
   *
   * @param folder its folder
   * @return the store
   * @throws InputException if there is no store, it is damaged, its metadata doesn't match its
   *     files, or its version is not known
   * @throws IOException if the disk fails
   */
  public static BeatmapStore open(Path folder) throws IOException {
    Path manifest = folder.resolve(Manifest.NAME);
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          folder, Files.exists(folder) ? "is a file, not a folder" : "no such folder");
    }
    boolean named = Files.isRegularFile(manifest);
    if (!named || !Manifest.isOurs(manifest)) {
      if (ForeignContent.isIn(folder) && !(named && ForeignContent.isOurs(folder))) {
        return new BeatmapStore(ForeignContent.open(folder));
      }
      if (!named) {
        throw new InputException(
            folder, "no store here: neither " + Manifest.NAME + " nor Parquet files of notes");
      }
    }
    return new BeatmapStore(OwnContent.open(folder));
  }

  /**
   * Every song, in the order in which they were stored.
   *
   * @return an immutable list
   */
  public List<SongEntry> songs() {
    return content.songs();
  }

  /**
   * The song of a level hash.
   *
   * @param hash 40 lower-case hex digits
   * @return the song, empty if the store hasn't got it
   */
  public Optional<SongEntry> song(String hash) {
    return Optional.ofNullable(byHash.get(hash)).map(content.songs()::get);
  }

  /**
   * What the store holds, and what its writer left out or changed.
   *
   * @return the counts
   */
  public StoreSummary summary() {
    return content.summary();
  }

  /**
   * Where levels were found: those stored, those stored already under the same hash, and those that
   * could not be used.
   *
   * @return in no particular order
   * @throws InputException if the table is damaged
   */
  public List<LevelSource> sources() throws IOException {
    requireOpen();
    return content.sources();
  }

  /**
   * A song's beatmaps.
   *
   * @param song one of this store's songs
   * @return its beatmaps, in the order of {@link SongEntry#beatmaps()}
   * @throws InputException if the rows are damaged
   */
  public List<Beatmap> beatmaps(SongEntry song) throws IOException {
    return StoredObjects.read(content, number(song));
  }

  /**
   * The beatmaps of a level hash.
   *
   * @param hash 40 lower-case hex digits
   * @return as {@link #beatmaps(SongEntry)}; an empty list if the store hasn't got the song
   * @throws InputException if the rows are damaged
   */
  public List<Beatmap> beatmaps(String hash) throws IOException {
    Optional<SongEntry> song = song(hash);
    return song.isEmpty() ? List.of() : beatmaps(song.get());
  }

  /**
   * A song's notes as new primitive columns.
   *
   * @param song one of this store's songs
   * @return the notes of all its beatmaps
   * @throws InputException if the rows are damaged
   */
  public NoteColumns notes(SongEntry song) throws IOException {
    NoteColumns notes = new NoteColumns();
    readNotes(song, notes);
    return notes;
  }

  /**
   * Fills primitive columns with a song's notes.
   *
   * @param song one of this store's songs
   * @param target what was in it is lost
   * @throws InputException if the rows are damaged; the target's content is then undefined
   */
  public void readNotes(SongEntry song, NoteColumns target) throws IOException {
    Set<NoteColumn> all = EnumSet.allOf(NoteColumn.class);
    Rows rows = content.read(StoreSchema.NOTES, number(song), NoteRows.names(all));
    NoteRows.fill(song, rows, 0, rows.size(), all, target);
  }

  /** Takes the notes of one beatmap. */
  @FunctionalInterface
  public interface NoteVisitor {
    /**
     * Takes a beatmap's notes.
     *
     * @param song its song
     * @param beatmap the beatmap
     * @param notes the song's notes, those of the beatmap at {@code from} to {@code to}; good until
     *     the call returns
     * @param from the beatmap's first note
     * @param to behind its last
     * @throws IOException ends the pass
     */
    void notes(SongEntry song, BeatmapEntry beatmap, NoteColumns notes, int from, int to)
        throws IOException;
  }

  /**
   * Goes through the notes of the whole store, grouped by song, difficulty and characteristic, in
   * one pass over the files. Every row is held against the beatmap that it is to be of. Memory use
   * is that of a row group.
   *
   * @param filter which beatmaps
   * @param columns which columns; the others' values are undefined
   * @param visitor told of each beatmap that the filter accepts and that has notes, in the store's
   *     order
   * @throws InputException if rows are damaged
   */
  public void scanNotes(BeatmapFilter filter, Set<NoteColumn> columns, NoteVisitor visitor)
      throws IOException {
    requireOpen();
    List<SongEntry> songs = content.songs();
    NoteColumns target = new NoteColumns();
    content.scan(
        StoreSchema.NOTES,
        song -> filter.accepts(songs.get(song)),
        NoteRows.names(columns),
        (number, rows, from, to) -> {
          SongEntry song = songs.get(number);
          NoteRows.fill(song, rows, from, to, columns, target);
          int first = 0;
          for (BeatmapEntry beatmap : song.beatmaps()) {
            int behind = first + beatmap.notes();
            if (behind > first && filter.accepts(song, beatmap)) {
              visitor.notes(song, beatmap, target, first, behind);
            }
            first = behind;
          }
        });
  }

  /** Takes a batch. */
  @FunctionalInterface
  public interface BatchVisitor {
    /**
     * Takes a batch.
     *
     * @param batch good until the call returns; closed by the caller of this method
     * @throws IOException ends the pass
     */
    void batch(VectorSchemaRoot batch) throws IOException;
  }

  /**
   * Goes through a table as Arrow batches of whole beatmaps, nulls among their values.
   *
   * @param table a table that {@link StoreSchema#holdsObjects()}
   * @param filter which beatmaps
   * @param columns the names of those that are wanted, in any order; empty for all
   * @param allocator where the memory comes from
   * @param visitor told of each batch of up to about 65,536 rows
   * @throws IllegalArgumentException if the table has no such column, or holds no objects
   * @throws InputException if rows are damaged
   */
  public void scan(
      StoreSchema table,
      BeatmapFilter filter,
      Collection<String> columns,
      BufferAllocator allocator,
      BatchVisitor visitor)
      throws IOException {
    requireOpen();
    BatchScan.run(content, table, filter, columns, allocator, visitor);
  }

  /**
   * A song's rows of a table as an Arrow batch.
   *
   * @param table any table but that of sources
   * @param song one of this store's songs
   * @param allocator where the memory comes from
   * @return a new batch, which the caller closes; without rows if the song has none in the table
   * @throws InputException if the rows are damaged
   */
  public VectorSchemaRoot batch(StoreSchema table, SongEntry song, BufferAllocator allocator)
      throws IOException {
    int number = number(song);
    Rows rows =
        table.holdsObjects()
            ? content.read(table, number, names(table))
            : SongRows.ofEntry(song).get(table);
    if (rows == null) {
      throw new IllegalArgumentException("a song has no rows of its own in " + table.tableName());
    }
    return ArrowRows.toBatch(rows, 0, rows.size(), allocator);
  }

  /**
   * All of a song as Arrow batches, as {@link StoreWriter#addBatches} takes them.
   *
   * @param song one of this store's songs
   * @param allocator where the memory comes from
   * @return a new batch for every table but that of sources, which the caller closes
   * @throws InputException if the rows are damaged
   */
  public Map<StoreSchema, VectorSchemaRoot> batches(SongEntry song, BufferAllocator allocator)
      throws IOException {
    Map<StoreSchema, VectorSchemaRoot> batches = new EnumMap<>(StoreSchema.class);
    try {
      for (StoreSchema table : StoreSchema.values()) {
        if (table != StoreSchema.SOURCES) {
          batches.put(table, batch(table, song, allocator));
        }
      }
      return batches;
    } catch (IOException | RuntimeException | Error e) {
      batches.values().forEach(VectorSchemaRoot::close);
      throw e;
    }
  }

  /**
   * Reads the whole store and holds every checksum, count and key against it.
   *
   * @throws InputException if anything is damaged
   */
  public void verify() throws IOException {
    requireOpen();
    content.verify();
  }

  private static List<String> names(StoreSchema table) {
    return table.schema().getFields().stream().map(Field::getName).toList();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
  }

  private int number(SongEntry song) {
    requireOpen();
    Integer number = byHash.get(song.hash());
    if (number == null
        || content.songs().get(number) != song && !content.songs().get(number).equals(song)) {
      throw new IllegalArgumentException("no song of this store: " + song.hash());
    }
    return number;
  }

  /** Ends reading; reads that are under way on other threads finish. */
  @Override
  public void close() {
    closed = true;
  }
}
