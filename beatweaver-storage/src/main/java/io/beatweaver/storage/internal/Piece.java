package io.beatweaver.storage.internal;

import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.internal.parquet.TableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A finished file: one of the store's, or one that waits for its name.
 *
 * @param path where it is
 * @param part what the manifest says of it; without a name while it waits
 */
record Piece(Path path, Manifest.Part part) {
  boolean waits() {
    return part.file().name().isEmpty();
  }

  long bytes() {
    return part.file().bytes();
  }

  TableFile open(StoreSchema table) throws IOException {
    return TableFile.open(path, table, part.file(), part.compression());
  }

  static List<TableFile> openAll(StoreSchema table, List<Piece> pieces) throws IOException {
    List<TableFile> files = new ArrayList<>();
    for (Piece piece : pieces) {
      files.add(piece.open(table));
    }
    return files;
  }
}
