package io.beatweaver.storage.internal;

import io.beatweaver.storage.Compression;
import io.beatweaver.storage.StoreSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.parquet.column.ColumnDescriptor;

/**
 * A batch as a Parquet row group, encoded and compressed but not yet in a file: the part of the
 * work that several threads can do at once.
 *
 * @param rows rows, above 0
 * @param columns its columns, in the table's order
 */
record EncodedRowGroup(int rows, List<EncodedColumn> columns) {
  static EncodedRowGroup of(StoreSchema table, VectorSchemaRoot batch, Compression compression)
      throws IOException {
    List<EncodedColumn> columns = new ArrayList<>();
    for (ColumnDescriptor column : ParquetColumns.of(table).getColumns()) {
      String name = column.getPath()[0];
      columns.add(ColumnEncoder.encode(batch.getVector(name), column, compression));
    }
    return new EncodedRowGroup(batch.getRowCount(), columns);
  }
}
