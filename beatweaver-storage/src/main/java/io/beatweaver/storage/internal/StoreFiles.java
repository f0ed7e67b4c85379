package io.beatweaver.storage.internal;

import io.beatweaver.InputException;
import io.beatweaver.storage.RowGroupRef;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All files of a store, held against its manifest. Immutable, safe for any thread. */
public final class StoreFiles {
  private final Path manifestPath;
  private final Map<StoreSchema, List<TableFile>> tables = new EnumMap<>(StoreSchema.class);

  private StoreFiles(Path manifestPath) {
    this.manifestPath = manifestPath;
  }

  /**
   * Reads the footers of all files.
   *
   * @param folder the store's folder
   * @param manifest what it should hold
   * @return the files
   * @throws InputException if a file is missing, damaged, or not what the manifest says
   */
  public static StoreFiles open(Path folder, Manifest manifest) throws IOException {
    StoreFiles files = new StoreFiles(folder.resolve(StoreFolder.MANIFEST));
    for (StoreSchema table : StoreSchema.values()) {
      List<TableFile> opened = new ArrayList<>();
      for (StoreFile file : manifest.files().get(table)) {
        opened.add(TableFile.open(folder, table, file));
      }
      files.tables.put(table, List.copyOf(opened));
      files.check(table, manifest.songs());
    }
    files.requireUnique(manifest.songs());
    return files;
  }

  /** Every song has its own row groups, with as many rows as its beatmaps have objects. */
  private void check(StoreSchema table, List<SongEntry> songs) throws InputException {
    Set<RowGroupRef> seen = new HashSet<>();
    for (SongEntry song : songs) {
      RowGroupRef ref = song.rows(table).orElse(null);
      if (ref != null) {
        if (ref.file() >= tables.get(table).size()
            || ref.rowGroup() >= file(table, ref).blocks().size()) {
          throw wrong(song, table, "refers to a row group that is not there: " + ref);
        }
        if (!seen.add(ref)) {
          throw wrong(song, table, "refers to another song's row group: " + ref);
        }
        if (!file(table, ref).holdsOnly(ref.rowGroup(), song.hash())) {
          throw wrong(song, table, "refers to rows of another song: " + ref);
        }
      }
      long actual = ref == null ? 0 : file(table, ref).blocks().get(ref.rowGroup()).getRowCount();
      if (song.rowCount(table) != actual) {
        throw wrong(
            song, table, "has " + actual + " rows, its beatmaps say " + song.rowCount(table));
      }
    }
  }

  private void requireUnique(List<SongEntry> songs) throws InputException {
    Set<String> hashes = new HashSet<>();
    for (SongEntry song : songs) {
      if (!hashes.add(song.hash())) {
        throw new InputException(manifestPath.toString(), "song " + song.hash(), "listed twice");
      }
    }
  }

  private InputException wrong(SongEntry song, StoreSchema table, String reason) {
    return new InputException(
        manifestPath.toString(), "song " + song.hash() + ", " + table.tableName(), reason);
  }

  private TableFile file(StoreSchema table, RowGroupRef ref) {
    return tables.get(table).get(ref.file());
  }

  /** Opens a row group that the manifest named. */
  RowGroupReader reader(StoreSchema table, RowGroupRef ref, List<String> columns)
      throws InputException {
    return RowGroupReader.open(file(table, ref), ref.rowGroup(), columns);
  }
}
