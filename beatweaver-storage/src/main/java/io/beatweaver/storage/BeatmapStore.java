package io.beatweaver.storage;

import io.beatweaver.InputException;
import io.beatweaver.level.Beatmap;
import io.beatweaver.storage.internal.BatchReader;
import io.beatweaver.storage.internal.Manifest;
import io.beatweaver.storage.internal.ManifestReader;
import io.beatweaver.storage.internal.NoteReader;
import io.beatweaver.storage.internal.StoreFiles;
import io.beatweaver.storage.internal.StoreFolder;
import io.beatweaver.storage.internal.StoredObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Reads a store that {@link StoreWriter} has written.
 *
 * <pre>{@code
 * try (BeatmapStore store = BeatmapStore.open(folder)) {
 *   for (SongEntry song : store.songs()) {
 *     List<Beatmap> maps = store.beatmaps(song);
 *   }
 * }
 * }</pre>
 *
 * <p>Opening reads the metadata and every file's footer once, checks them against each other (size,
 * footer checksum, rows, whose rows) and keeps them; a read then goes straight to the song's row
 * group, and each page's checksum is verified. Safe for several threads: each read opens the file
 * for itself. The caller closes; a closed store refuses to read.
 *
 * <p>Beats and seconds are stored as float32. Beats in steps of 1/16 are exact up to beat 2^20
 * (about 145 hours at 120 BPM), others are off by at most 2^-24 of their value; seconds are off by
 * that too. Where more is needed, ask the beatmap's {@link BeatmapEntry#tempo() tempo map}, which
 * is exact, for the seconds of a beat.
 */
public final class BeatmapStore implements AutoCloseable {
  private final Manifest manifest;
  private final StoreFiles files;
  private final Map<String, SongEntry> byHash = new HashMap<>();
  private volatile boolean closed;

  private BeatmapStore(Manifest manifest, StoreFiles files) {
    this.manifest = manifest;
    this.files = files;
    for (SongEntry song : manifest.songs()) {
      byHash.put(song.hash(), song);
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
    Path manifestFile = folder.resolve(StoreFolder.MANIFEST);
    if (!Files.isRegularFile(manifestFile)) {
      throw new InputException(
          folder,
          Files.isDirectory(folder)
              ? "no store here: " + StoreFolder.MANIFEST + " is missing"
              : "no such folder");
    }
    Manifest manifest = ManifestReader.read(manifestFile);
    return new BeatmapStore(manifest, StoreFiles.open(folder, manifest));
  }

  /**
   * Every song, in the order in which they were stored.
   *
   * @return an immutable list
   */
  public List<SongEntry> songs() {
    return manifest.songs();
  }

  /**
   * The song of a level hash.
   *
   * @param hash 40 lower-case hex digits
   * @return the song, empty if the store hasn't got it
   */
  public Optional<SongEntry> song(String hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  /**
   * What the store holds, and what its writer left out or changed.
   *
   * @return the counts
   */
  public StoreSummary summary() {
    return manifest.summary();
  }

  /**
   * A song's beatmaps.
   *
   * @param song one of this store's songs
   * @return its beatmaps, in the order of {@link SongEntry#beatmaps()}; arcs and chains are not
   *     stored and their lists are empty
   * @throws InputException if the rows are damaged
   */
  public List<Beatmap> beatmaps(SongEntry song) throws IOException {
    requireOurs(song);
    return StoredObjects.read(files, song);
  }

  /**
   * The beatmaps of a level hash.
   *
   * @param hash 40 lower-case hex digits
   * @return as {@link #beatmaps(SongEntry)}; an empty list if the store hasn't got the song
   * @throws InputException if the rows are damaged
   */
  public List<Beatmap> beatmaps(String hash) throws IOException {
    SongEntry song = byHash.get(hash);
    return song == null ? List.of() : beatmaps(song);
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
    requireOurs(song);
    target.resize(song.rowCount(StoreSchema.NOTES));
    if (song.notes().isPresent()) {
      NoteReader.read(
          files,
          song.notes().get(),
          new float[][] {target.beats(), target.seconds()},
          new byte[][] {target.x(), target.y(), target.colors(), target.directions()},
          target.angles());
    }
  }

  /**
   * A song's rows of a table as an Arrow batch.
   *
   * @param table the table
   * @param song one of this store's songs
   * @param allocator where the memory comes from
   * @return a new batch, which the caller closes; without rows if the song has none in the table
   * @throws InputException if the rows are damaged
   */
  public VectorSchemaRoot batch(StoreSchema table, SongEntry song, BufferAllocator allocator)
      throws IOException {
    requireOurs(song);
    return BatchReader.read(files, table, song.rows(table), allocator);
  }

  private void requireOurs(SongEntry song) {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
    SongEntry own = byHash.get(song.hash());
    if (own != song && !song.equals(own)) {
      throw new IllegalArgumentException("no song of this store: " + song.hash());
    }
  }

  /** Ends reading; reads that are under way on other threads finish. */
  @Override
  public void close() {
    closed = true;
  }
}
