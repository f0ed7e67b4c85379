package io.beatweaver.storage.internal;

import io.beatweaver.storage.Compression;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.StoreSettings;
import io.beatweaver.storage.internal.parquet.Column;
import io.beatweaver.storage.internal.parquet.GroupEncoder;
import io.beatweaver.storage.internal.parquet.GroupIndex;
import io.beatweaver.storage.internal.parquet.GroupIndex.SongRows;
import io.beatweaver.storage.internal.parquet.Rows;
import io.beatweaver.storage.internal.parquet.TableFile;
import io.beatweaver.storage.internal.parquet.TableFileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes few files of many, and leaves out songs that have gone. */
final class TableMerge {
  /** Rows of a row group in tables that aren't split by song. */
  static final int GROUP_ROWS = 65_536;

  /** A file is rewritten only with others of at least a quarter of its size. */
  private static final int WORTH = 4;

  private final StoreFolder folder;
  private final StoreSettings settings;

  TableMerge(StoreFolder folder, StoreSettings settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /**
   * Neighbouring files that should be one, so that over many small additions a row is copied a
   * logarithmic number of times and the number of files stays small.
   *
   * @return the files in runs, each of one file or more
   */
  List<List<Piece>> runs(List<Piece> parts) {
    List<List<Piece>> runs = new ArrayList<>();
    int end = parts.size();
    boolean settled = false;
    while (end > 0) {
      int begin = end - 1;
      long bytes = parts.get(begin).bytes();
      while (!settled && begin > 0) {
        Piece before = parts.get(begin - 1);
        long size = before.bytes();
        if (before.part().compression() != parts.get(begin).part().compression()
            || bytes + size > settings.maxFileBytes()) {
          break;
        }
        if (size > WORTH * bytes) {
          settled = true;
          break;
        }
        bytes += size;
        begin--;
      }
      runs.add(0, parts.subList(begin, end));
      end = begin;
    }
    return runs;
  }

  /** Whether any of a file's rows are of these songs. */
  static boolean holdsAny(TableFile file, Set<String> hashes) {
    for (GroupIndex.Group group : file.groups()) {
      for (SongRows song : group.songs()) {
        if (hashes.contains(song.hash())) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Several files of one compression as one, without the rows of some songs. Those that wait for
   * their names are deleted.
   */
  Piece rewrite(StoreSchema table, List<Piece> pieces, Set<String> gone) throws IOException {
    Path path = folder.temporary();
    Compression compression = pieces.get(0).part().compression();
    Manifest.Part part;
    try (TableFileWriter out = TableFileWriter.create(path, table, compression)) {
      for (Piece piece : pieces) {
        copy(table, piece.open(table), gone, out, new GroupEncoder(compression));
      }
      part = new Manifest.Part(out.finish(""), compression);
    }
    for (Piece piece : pieces) {
      if (piece.waits()) {
        Files.delete(piece.path());
      }
    }
    return new Piece(path, part);
  }

  /** Whole row groups go as they are; one that holds both kinds of songs is taken apart. */
  private static void copy(
      StoreSchema table,
      TableFile file,
      Set<String> gone,
      TableFileWriter out,
      GroupEncoder encoder)
      throws IOException {
    List<Boolean> kept = new ArrayList<>();
    List<Integer> mixed = new ArrayList<>();
    for (int i = 0; i < file.groups().size(); i++) {
      List<SongRows> songs = file.groups().get(i).songs();
      long staying = songs.stream().filter(song -> !gone.contains(song.hash())).count();
      kept.add(staying == songs.size());
      if (staying > 0 && staying < songs.size()) {
        mixed.add(i);
      }
    }
    if (mixed.isEmpty()) {
      out.copy(file, kept);
      return;
    }
    // The order of songs is the same in every table, so groups are gone through one by one.
    try (TableFile.Reader reader = file.reader()) {
      for (int i = 0; i < kept.size(); i++) {
        if (!kept.get(i) && !mixed.contains(i)) {
          continue;
        }
        Rows all = new Rows(table);
        reader.read(i, all.columns());
        Rows rows = new Rows(table);
        List<SongRows> songs = new ArrayList<>();
        int from = 0;
        for (SongRows song : file.groups().get(i).songs()) {
          if (!gone.contains(song.hash())) {
            rows.addAll(all, from, from + song.rows());
            songs.add(song);
          }
          from += song.rows();
        }
        out.append(encoder.encode(rows.toList()), songs);
      }
    }
  }

  /** All rows of a table's files. */
  static Rows readAll(StoreSchema table, List<TableFile> files) throws IOException {
    Rows rows = new Rows(table);
    for (TableFile file : files) {
      try (TableFile.Reader reader = file.reader()) {
        for (int i = 0; i < file.groups().size(); i++) {
          reader.read(i, rows.columns());
        }
      }
    }
    return rows;
  }

  /** Rows that are not of these songs. */
  static Rows without(Set<String> hashes, Rows rows) {
    if (hashes.isEmpty()) {
      return rows;
    }
    Rows kept = new Rows(rows.table());
    Column hash = rows.column(StoreSchema.SONG_HASH);
    for (int row = 0; row < rows.size(); row++) {
      if (!hashes.contains(hash.text(row))) {
        kept.addAll(rows, row, row + 1);
      }
    }
    return kept;
  }

  /** Rows of a table that isn't split by song, as one file; one without row groups if none. */
  Piece write(Rows rows) throws IOException {
    Path path = folder.temporary();
    GroupEncoder encoder = new GroupEncoder(settings.compression());
    try (TableFileWriter out = TableFileWriter.create(path, rows.table(), settings.compression())) {
      for (int from = 0; from < rows.size(); from += GROUP_ROWS) {
        Rows group = new Rows(rows.table());
        group.addAll(rows, from, Math.min(rows.size(), from + GROUP_ROWS));
        out.append(encoder.encode(group.toList()), List.of());
      }
      return new Piece(path, new Manifest.Part(out.finish(""), settings.compression()));
    }
  }
}
