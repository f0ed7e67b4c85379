package io.beatweaver.storage.internal;

import io.beatweaver.InputException;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.internal.parquet.ForeignFile;
import io.beatweaver.storage.internal.parquet.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The files of one table of another program's. Safe for several threads. */
final class ForeignTable {
  /** Row groups that are kept: songs follow one another in them. */
  private static final int KEPT_GROUPS = 2;

  private final StoreSchema table;
  private final List<ForeignFile> files = new ArrayList<>();

  /** A row group with some of its columns. */
  private record Key(int file, int group, Set<String> columns) {}

  private final Map<Key, Rows> kept =
      new LinkedHashMap<>(4, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Rows> eldest) {
          return size() > KEPT_GROUPS;
        }
      };

  private ForeignTable(StoreSchema table) {
    this.table = table;
  }

  /** Numbered files in the order of their names, or else a single one. */
  static List<Path> find(Path folder, StoreSchema table) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      String prefix = table.tableName() + "_";
      List<Path> numbered =
          all.filter(
                  file -> {
                    String name = file.getFileName().toString();
                    return name.matches(prefix + "[0-9]+\\.parquet");
                  })
              .sorted()
              .toList();
      Path single = folder.resolve(table.tableName() + ".parquet");
      return !numbered.isEmpty() || !Files.isRegularFile(single) ? numbered : List.of(single);
    }
  }

  static ForeignTable open(Path folder, StoreSchema table) throws IOException {
    ForeignTable opened = new ForeignTable(table);
    for (Path file : find(folder, table)) {
      opened.files.add(ForeignFile.open(file, table));
    }
    return opened;
  }

  List<ForeignFile> files() {
    return files;
  }

  /** A row group's columns, out of those that were read last if they are there. */
  Rows read(int file, int group, Collection<String> columns) throws IOException {
    Key key = new Key(file, group, Set.copyOf(columns));
    synchronized (kept) {
      Rows rows = kept.get(key);
      if (rows != null) {
        return rows;
      }
    }
    Rows rows = files.get(file).read(group, key.columns());
    synchronized (kept) {
      kept.put(key, rows);
    }
    return rows;
  }

  InputException wrong(int file, int group, int row, String reason, Exception cause) {
    return new InputException(
        files.get(file).path().toString(),
        "row group " + group + ", row " + row,
        table.tableName() + ": " + reason,
        cause);
  }
}
