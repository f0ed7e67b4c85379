package io.beatweaver.storage;

import io.beatweaver.InputException;
import io.beatweaver.storage.internal.StoreBuild;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Builds a store: song after song, then one {@link #commit()} that puts it in place as a whole.
 *
 * <pre>{@code
 * try (StoreWriter writer = StoreWriter.create(folder, StoreSettings.defaults())) {
 *   for (Level level : levels) {
 *     writer.add(StoredSong.of(level, "community", audioHash(level), seconds(level)));
 *   }
 *   writer.commit();
 * }
 * }</pre>
 *
 * <p>All files are written under temporary names in the store's folder and moved at the commit, the
 * manifest {@code metadata.json} last: until then a store that was there before is untouched. A
 * writer that is closed without a commit, or whose process dies, leaves no store behind; temporary
 * files of a dead one are swept by the next writer. While a writer is open, a second one on the
 * same folder is refused.
 *
 * <p>A store is written in one go: songs can't be added to one that is there, only {@link
 * StoreSettings#replace() replaced}. A store that is open for reading while it is replaced fails to
 * read from then on, with an {@link InputException}.
 *
 * <p>Each song becomes one row group a table, in the order of the calls. Notes, bombs and walls are
 * stored; arcs and chains are only counted. Memory use is that of the song being added. Safe for
 * several threads: they encode at the same time and take turns to append, so that the order of
 * songs is then that of the appends. The caller closes, when no thread is adding any more.
 */
public final class StoreWriter implements AutoCloseable {
  private final StoreBuild build;
  private final Set<String> hashes = new HashSet<>();
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
   * @throws InputException if the folder is a file, holds a store that may not be replaced, or
   *     another writer is at work in it
   * @throws IOException if the folder can't be written
   */
  public static StoreWriter create(Path folder, StoreSettings settings) throws IOException {
    return new StoreWriter(StoreBuild.begin(folder, settings));
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
    String hash = song.level().hash();
    synchronized (this) {
      requireOpen();
      if (!hashes.add(hash)) {
        duplicates++;
        return false;
      }
    }
    boolean encoded = false;
    try {
      StoreBuild.EncodedSong rows = build.encode(song);
      encoded = true;
      append(rows);
      return true;
    } finally {
      if (!encoded) {
        forget(hash);
      }
    }
  }

  private synchronized void append(StoreBuild.EncodedSong rows) throws IOException {
    requireOpen();
    failed = true;
    build.append(rows);
    failed = false;
  }

  private synchronized void forget(String hash) {
    hashes.remove(hash);
  }

  /**
   * Puts the store in place. Nothing can be added afterwards.
   *
   * @return what the store holds, and what was left out or changed
   * @throws IOException if it can't be done; what was in the folder before is then untouched
   * @throws IllegalStateException after a commit, a close or a failed write
   */
  public synchronized StoreSummary commit() throws IOException {
    requireOpen();
    failed = true;
    StoreSummary summary = build.commit(duplicates);
    failed = false;
    done = true;
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

  /** Lets go of the folder. Without a commit everything that was written is removed. */
  @Override
  public synchronized void close() throws IOException {
    done = true;
    if (!closed) {
      closed = true;
      build.close();
    }
  }
}
