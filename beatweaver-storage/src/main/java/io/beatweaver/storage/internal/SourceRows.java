package io.beatweaver.storage.internal;

import io.beatweaver.InputException;
import io.beatweaver.storage.LevelSource;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.internal.parquet.Column;
import io.beatweaver.storage.internal.parquet.Rows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Where levels were found, as rows and back. */
final class SourceRows {
  private SourceRows() {}

  static Rows of(Collection<LevelSource> sources) {
    Rows rows = new Rows(StoreSchema.SOURCES);
    for (LevelSource source : sources) {
      rows.column(StoreSchema.LEVEL_PATH).addText(source.path(), 1);
      rows.column(StoreSchema.FINGERPRINT).add(source.fingerprint());
      text(rows.column(StoreSchema.SONG_HASH), source.hash());
      text(rows.column(StoreSchema.SOURCE), source.source());
      text(rows.column(StoreSchema.FAILURE), source.failure());
    }
    return rows;
  }

  private static void text(Column column, String text) {
    if (text.isEmpty()) {
      column.addNull();
    } else {
      column.addText(text, 1);
    }
  }

  static List<LevelSource> read(Rows rows) throws InputException {
    Column[] columns = rows.columns();
    List<LevelSource> sources = new ArrayList<>(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      try {
        sources.add(
            new LevelSource(
                orEmpty(columns[0].text(row)),
                columns[1].whole(row),
                orEmpty(columns[2].text(row)),
                orEmpty(columns[3].text(row)),
                orEmpty(columns[4].text(row))));
      } catch (IllegalArgumentException e) {
        throw new InputException(
            rows.table().tableName(), "row " + row, "no source: " + e.getMessage(), e);
      }
    }
    return sources;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
