package io.beatweaver.storage;

import io.beatweaver.InputException;
import io.beatweaver.storage.internal.ArrowRows;
import io.beatweaver.storage.internal.SongRows;
import io.beatweaver.storage.internal.StoreBuild;
import io.beatweaver.storage.internal.StoreFolder;
import io.beatweaver.storage.internal.parquet.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Writes a store: song after song, with a {@link #checkpoint()} now and then and one {@link
 * #commit()} at the end.
 *
 * <pre>{@code
 * try (StoreWriter writer = StoreWriter.append(folder, StoreSettings.defaults())) {
 *   for (Level level : levels) {
 *     writer.add(StoredSong.of(level, "local", audioHash(level), seconds(level)));
 *   }
 *   writer.commit();
 * }
 * }</pre>
 *
 * <p>Everything is written under temporary names in the store's folder. A checkpoint forces it to
 * the disk, moves it in place and then replaces the manifest {@code metadata.json} in one step: a
 * process that dies at any moment leaves the store of the last checkpoint, and the next writer
 * sweeps what else it left. A commit is a checkpoint that also makes few large files of the small
 * ones that checkpoints leave. While a writer is open, a second one on the same folder is refused.
 *
 * <p>A store that is open for reading while it is written goes on to give what it gave when it was
 * opened, until files are replaced; from then on it fails to read, with an {@link InputException}.
 *
 * <p>Each song becomes one row group a table, or shares one with others ({@link
 * StoreSettings#songsPerRowGroup()}), in the order of the calls. Memory use is that of the songs
 * being added, two kilobytes a row group since the last checkpoint, and a few hundred bytes for
 * each song and source of the store. Safe for several threads: they encode at the same time and
 * take turns to append, so that the order of songs is then that of the appends. The caller closes,
 * when no thread is adding any more.
 */
public final class StoreWriter implements AutoCloseable {
  private final StoreBuild build;
  private long duplicates;
  private boolean done;
  private boolean failed;
  private boolean closed;

  private StoreWriter(StoreBuild build) {
    this.build = build;
  }

  /**
   * Begins a store.
   *
   * @param folder where it goes; made if it isn't there
   * @param settings how it is written
   * @return the writer
   * @throws InputException if the folder is a file or can't be written to, holds a store that may
   *     not be replaced, or another writer is at work in it
   * @throws IOException if the disk fails
   */
  public static StoreWriter create(Path folder, StoreSettings settings) throws IOException {
    return new StoreWriter(
        StoreBuild.begin(
            folder, settings, settings.replace() ? StoreFolder.Use.REPLACE : StoreFolder.Use.NEW));
  }

  /**
   * Goes on with a store, or begins one where there is none.
   *
   * @param folder where it is or goes; made if it isn't there
   * @param settings how what is added is written; whether to replace plays no part
   * @return the writer
   * @throws InputException if the folder is a file or can't be written to, holds something else or
   *     a damaged store, or another writer is at work in it
   * @throws IOException if the disk fails
   */
  public static StoreWriter append(Path folder, StoreSettings settings) throws IOException {
    return new StoreWriter(StoreBuild.begin(folder, settings, StoreFolder.Use.APPEND));
  }

  /**
   * Adds a song.
   *
   * @param song the song
   * @return false if a song of the same level hash is stored already; it is counted as a duplicate
   *     and left out
   * @throws IOException if it can't be written; the writer is then good for nothing but closing
   * @throws IllegalStateException after a commit, a close or a failed write
   */
  public boolean add(StoredSong song) throws IOException {
    return !isDuplicate(song.level().hash()) && append(build.encode(SongRows.of(song)));
  }

  /** A song that is ready to be added to the writer that prepared it. */
  public static final class PreparedSong {
    private final StoreBuild.EncodedSong encoded;

    private PreparedSong(StoreBuild.EncodedSong encoded) {
      this.encoded = encoded;
    }

    /**
     * What the store will say of the song.
     *
     * @return its entry
     */
    public SongEntry entry() {
      return encoded.entry();
    }
  }

  /**
   * Does the part of adding a song that takes the time, for those who want it done by several
   * threads and songs added in an order of their own.
   *
   * @param song the song
   * @return what {@link #add(PreparedSong)} takes
   */
  public PreparedSong prepare(StoredSong song) {
    return new PreparedSong(build.encode(SongRows.of(song)));
  }

  /**
   * Adds a song.
   *
   * @param song prepared by this writer
   * @return as {@link #add(StoredSong)}
   * @throws IOException if it can't be written; the writer is then good for nothing but closing
   */
  public boolean add(PreparedSong song) throws IOException {
    return append(song.encoded);
  }

  /**
   * Adds a song that is there as Arrow batches, as {@link ArrowBatches#of(StoredSong,
   * org.apache.arrow.memory.BufferAllocator)} and {@link BeatmapStore#batches} give them.
   *
   * @param song by table; columns in any order, a table that is left out has no rows; songs (one
   *     row), beatmaps and tempo changes are needed. The batches stay the caller's
   * @return false if a song of the same level hash is stored already
   * @throws IllegalArgumentException if a column is missing, or the rows are not those of one song
   *     in the order of its beatmaps
   * @throws IOException if it can't be written; the writer is then good for nothing but closing
   */
  public boolean addBatches(Map<StoreSchema, VectorSchemaRoot> song) throws IOException {
    Map<StoreSchema, Rows> rows = new EnumMap<>(StoreSchema.class);
    song.forEach((table, batch) -> rows.put(table, ArrowRows.fromBatch(table, batch)));
    SongRows checked = SongRows.of(rows);
    return !isDuplicate(checked.entry().hash()) && append(build.encode(checked));
  }

  private synchronized boolean isDuplicate(String hash) {
    requireOpen();
    boolean known = build.contains(hash);
    duplicates += known ? 1 : 0;
    return known;
  }

  /** Looks again whether it is a duplicate: another thread may have stored it meanwhile. */
  private synchronized boolean append(StoreBuild.EncodedSong song) throws IOException {
    if (isDuplicate(song.entry().hash())) {
      return false;
    }
    failed = true;
    build.append(song);
    failed = false;
    return true;
  }

  /**
   * Whether a song is stored.
   *
   * @param hash the level's hash
   * @return whether {@link #add} would count a duplicate
   */
  public synchronized boolean contains(String hash) {
    requireOpen();
    return build.contains(hash);
  }

  /**
   * Takes out a song with all its rows; the files that hold it are rewritten at the next
   * checkpoint. A song that was added since the last checkpoint is first put in place by one.
   *
   * @param hash the level's hash
   * @return false if there is no such song
   * @throws IOException if it can't be done; the writer is then good for nothing but closing
   */
  public synchronized boolean remove(String hash) throws IOException {
    requireOpen();
    if (!build.contains(hash)) {
      return false;
    }
    if (build.isFresh(hash)) {
      checkpoint();
    }
    build.remove(hash);
    return true;
  }

  /**
   * Remembers where a level was found, in place of what was known of its path.
   *
   * @param source the place
   */
  public synchronized void remember(LevelSource source) {
    requireOpen();
    build.remember(source);
  }

  /**
   * What is known of a place.
   *
   * @param path the level's folder or zip
   * @return what was last {@linkplain #remember remembered}
   */
  public synchronized Optional<LevelSource> source(String path) {
    return Optional.ofNullable(build.sources().get(path));
  }

  /**
   * All places where levels were found.
   *
   * @return a copy, by path
   */
  public synchronized Map<String, LevelSource> sources() {
    return Map.copyOf(build.sources());
  }

  /**
   * Puts in place what was added so far. The writer goes on.
   *
   * @return what the store holds
   * @throws IOException if it can't be done; the store is then that of the checkpoint before
   * @throws IllegalStateException after a commit, a close or a failed write
   */
  public synchronized StoreSummary checkpoint() throws IOException {
    return put(false);
  }

  /**
   * Puts everything in place. Nothing can be added afterwards.
   *
   * @return what the store holds, and what was left out or changed
   * @throws IOException if it can't be done; the store is then that of the checkpoint before
   * @throws IllegalStateException after a commit, a close or a failed write
   */
  public synchronized StoreSummary commit() throws IOException {
    StoreSummary summary = put(true);
    done = true;
    return summary;
  }

  /**
   * Gives up. A store that this writer has begun goes with all its files; of one that was there
   * before, what was put in place stays.
   *
   * @throws IOException if files can't be removed
   */
  public synchronized void discard() throws IOException {
    requireOpen();
    done = true;
    build.discard();
  }

  private StoreSummary put(boolean last) throws IOException {
    requireOpen();
    failed = true;
    StoreSummary summary = build.checkpoint(duplicates, last);
    duplicates = 0;
    failed = false;
    return summary;
  }

  private void requireOpen() {
    if (done) {
      throw new IllegalStateException("the store is committed or closed");
    }
    if (failed) {
      throw new IllegalStateException("an earlier write failed; the store can't be completed");
    }
  }

  /** Lets go of the folder. What was added since the last checkpoint or commit is removed. */
  @Override
  public synchronized void close() throws IOException {
    done = true;
    if (!closed) {
      closed = true;
      build.close();
    }
  }
}
