package io.beatweaver.storage.internal;

import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.StoreSettings;
import io.beatweaver.storage.internal.parquet.EncodedGroup;
import io.beatweaver.storage.internal.parquet.GroupEncoder;
import io.beatweaver.storage.internal.parquet.GroupIndex.SongRows;
import io.beatweaver.storage.internal.parquet.Rows;
import io.beatweaver.storage.internal.parquet.TableFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends row groups to a table's files under temporary names, beginning a new file when one has
 * reached its size. Gathers songs where several share a row group. Not safe for several threads.
 */
final class ObjectTableWriter implements AutoCloseable {
  private final StoreFolder folder;
  private final StoreSchema table;
  private final StoreSettings settings;
  private final List<Piece> finished = new ArrayList<>();
  private final Rows gathered;
  private final List<SongRows> gatheredSongs = new ArrayList<>();
  private Path path;
  private TableFileWriter out;

  ObjectTableWriter(StoreFolder folder, StoreSchema table, StoreSettings settings) {
    this.folder = folder;
    this.table = table;
    this.settings = settings;
    this.gathered = new Rows(table);
  }

  /** Appends a song's rows, encoded by the caller where each song has its own row group. */
  void add(String hash, Rows rows, EncodedGroup encoded) throws IOException {
    if (encoded != null) {
      append(encoded, List.of(new SongRows(hash, encoded.rows())));
      return;
    }
    gathered.addAll(rows, 0, rows.size());
    gatheredSongs.add(new SongRows(hash, rows.size()));
    if (gatheredSongs.size() >= settings.songsPerRowGroup()) {
      flush();
    }
  }

  private void flush() throws IOException {
    if (!gatheredSongs.isEmpty()) {
      append(
          new GroupEncoder(settings.compression()).encode(gathered.toList()),
          List.copyOf(gatheredSongs));
      gathered.clear();
      gatheredSongs.clear();
    }
  }

  private void append(EncodedGroup group, List<SongRows> songs) throws IOException {
    if (out == null) {
      path = folder.temporary();
      out = TableFileWriter.create(path, table, settings.compression());
    }
    out.append(group, songs);
    if (out.position() >= settings.maxFileBytes()) {
      end();
    }
  }

  private void end() throws IOException {
    finished.add(new Piece(path, new Manifest.Part(out.finish(""), settings.compression())));
    out = null;
  }

  /** The files since the last call. */
  List<Piece> finish() throws IOException {
    flush();
    if (out != null) {
      end();
    }
    List<Piece> built = List.copyOf(finished);
    finished.clear();
    return built;
  }

  /** Lets go of an unfinished file; the folder deletes it. */
  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
