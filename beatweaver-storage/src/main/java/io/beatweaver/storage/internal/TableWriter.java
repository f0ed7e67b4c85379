package io.beatweaver.storage.internal;

import io.beatweaver.storage.RowGroupRef;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/**
 * Appends row groups to a table's files, beginning a new file when one has reached its size. Files
 * carry temporary names until the store is committed. Not safe for several threads.
 */
public final class TableWriter implements AutoCloseable {
  private static final int NO_PADDING = 0;

  private final StoreFolder folder;
  private final StoreSchema table;
  private final StoreSettings settings;
  private final CompressionCodecName codec;
  private final List<StoreFile> finished = new ArrayList<>();
  private ParquetFileWriter out;
  private int rowGroups;
  private long rows;

  TableWriter(StoreFolder folder, StoreSchema table, StoreSettings settings) {
    this.folder = folder;
    this.table = table;
    this.settings = settings;
    this.codec = Codecs.codecName(settings.compression());
  }

  RowGroupRef append(EncodedRowGroup group) throws IOException {
    if (out == null) {
      begin();
    }
    out.startBlock(group.rows());
    for (EncodedColumn column : group.columns()) {
      out.startColumn(column.column(), group.rows(), codec);
      if (column.dictionary() != null) {
        out.writeDictionaryPage(column.dictionary());
      }
      for (EncodedColumn.Page page : column.pages()) {
        out.writeDataPage(
            page.rows(),
            page.rawSize(),
            BytesInput.from(page.bytes()),
            page.statistics(),
            page.rows(),
            Encoding.RLE,
            Encoding.RLE,
            page.encoding());
      }
      out.endColumn();
    }
    out.endBlock();
    RowGroupRef ref = new RowGroupRef(finished.size(), rowGroups);
    rowGroups++;
    rows += group.rows();
    if (out.getPos() >= settings.maxFileBytes()) {
      end();
    }
    return ref;
  }

  /** Ends the last file; a table without rows gets one file without row groups. */
  List<StoreFile> finish() throws IOException {
    if (out == null && finished.isEmpty()) {
      begin();
    }
    if (out != null) {
      end();
    }
    return List.copyOf(finished);
  }

  private void begin() throws IOException {
    Path path = folder.temporary(table.fileName(finished.size()));
    ParquetProperties properties =
        ParquetProperties.builder().withPageWriteChecksumEnabled(true).build();
    out =
        new ParquetFileWriter(
            new LocalOutputFile(path),
            ParquetColumns.of(table),
            ParquetFileWriter.Mode.CREATE,
            settings.maxFileBytes(),
            NO_PADDING,
            null,
            properties);
    rowGroups = 0;
    rows = 0;
    out.start();
  }

  private void end() throws IOException {
    out.end(Map.of("beatweaver.table", table.tableName()));
    out.close();
    out = null;
    String name = table.fileName(finished.size());
    Path path = folder.temporary(name);
    DurableFiles.force(path);
    finished.add(StoreFile.of(name, path, rowGroups, rows));
  }

  /** Lets go of an unfinished file; the folder deletes it. */
  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }
}
