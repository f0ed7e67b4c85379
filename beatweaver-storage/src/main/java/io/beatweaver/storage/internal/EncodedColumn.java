package io.beatweaver.storage.internal;

import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;

/**
 * One column of a row group, encoded and compressed, ready to be appended to a file.
 *
 * @param column which column
 * @param dictionary its dictionary page, compressed; null if values are plain
 * @param pages its data pages
 */
record EncodedColumn(ColumnDescriptor column, DictionaryPage dictionary, List<Page> pages) {
  /**
   * A data page.
   *
   * @param rows rows, nulls among them
   * @param rawSize bytes before compression
   * @param bytes compressed: definition levels, then values
   * @param statistics least and greatest value, nulls
   * @param encoding of the values
   */
  record Page(int rows, int rawSize, byte[] bytes, Statistics<?> statistics, Encoding encoding) {}
}
