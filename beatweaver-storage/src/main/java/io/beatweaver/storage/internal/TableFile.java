package io.beatweaver.storage.internal;

import io.beatweaver.InputException;
import io.beatweaver.storage.StoreSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A Parquet file of a store with its footer, which is read and checked once. Each read opens the
 * file for itself, so that threads don't meet. Immutable.
 */
final class TableFile {
  private static final ParquetReadOptions OPTIONS =
      ParquetReadOptions.builder(new PlainParquetConfiguration())
          .withCodecFactory(new Codecs())
          .withPageChecksumVerification(true)
          .withUseHadoopVectoredIo(false)
          .build();

  private final Path path;
  private final ParquetMetadata footer;

  private TableFile(Path path, ParquetMetadata footer) {
    this.path = path;
    this.footer = footer;
  }

  /** Reads a file's footer and holds it against what the manifest says. */
  static TableFile open(Path folder, StoreSchema table, StoreFile known) throws IOException {
    Path path = folder.resolve(known.name());
    try {
      long bytes = Files.size(path);
      if (bytes != known.bytes()) {
        throw new InputException(
            path, "has " + bytes + " bytes, the store's metadata says " + known.bytes());
      }
      if (StoreFile.footerCrc(path) != known.footerCrc32c()) {
        throw new InputException(path, "the footer's checksum is not that of the store's metadata");
      }
    } catch (NoSuchFileException e) {
      throw new InputException(
          path.toString(), "", "missing, but the store's metadata names it", e);
    }
    TableFile file = new TableFile(path, readFooter(path));
    file.requireColumns(table);
    file.requireCounts();
    long rows = file.blocks().stream().mapToLong(BlockMetaData::getRowCount).sum();
    if (file.blocks().size() != known.rowGroups() || rows != known.rows()) {
      throw new InputException(
          path,
          String.format(
              "has %d rows in %d row groups, the store's metadata says %d in %d",
              rows, file.blocks().size(), known.rows(), known.rowGroups()));
    }
    return file;
  }

  private static ParquetMetadata readFooter(Path path) throws IOException {
    LocalInputFile input = new LocalInputFile(path);
    try (SeekableInputStream stream = input.newStream()) {
      return ParquetFileReader.readFooter(input, OPTIONS, stream);
    } catch (IOException | RuntimeException e) {
      throw damaged(path, "footer", e);
    }
  }

  private void requireColumns(StoreSchema table) throws InputException {
    MessageType schema = schema();
    for (ColumnDescriptor column : ParquetColumns.of(table).getColumns()) {
      String name = column.getPath()[0];
      boolean found =
          schema.containsField(name)
              && schema.getType(name).isPrimitive()
              && !schema.getType(name).isRepetition(Type.Repetition.REPEATED)
              && schema.getType(name).asPrimitiveType().getPrimitiveTypeName()
                  == column.getPrimitiveType().getPrimitiveTypeName();
      if (!found) {
        throw new InputException(
            path.toString(),
            "column " + name,
            "missing or not of type " + column.getPrimitiveType());
      }
    }
  }

  private void requireCounts() throws InputException {
    for (int i = 0; i < blocks().size(); i++) {
      for (ColumnChunkMetaData chunk : blocks().get(i).getColumns()) {
        if (chunk.getValueCount() != blocks().get(i).getRowCount()) {
          throw new InputException(
              path.toString(),
              "row group " + i + ", column " + chunk.getPath().toDotString(),
              "has " + chunk.getValueCount() + " values, not one a row");
        }
      }
    }
  }

  Path path() {
    return path;
  }

  MessageType schema() {
    return footer.getFileMetaData().getSchema();
  }

  String createdBy() {
    return footer.getFileMetaData().getCreatedBy();
  }

  List<BlockMetaData> blocks() {
    return footer.getBlocks();
  }

  /** Whether a row group's rows are all of one song, by the statistics of its column. */
  boolean holdsOnly(int rowGroup, String songHash) {
    for (ColumnChunkMetaData chunk : blocks().get(rowGroup).getColumns()) {
      if (chunk.getPath().toDotString().equals(StoreSchema.SONG_HASH)) {
        Statistics<?> statistics = chunk.getStatistics();
        return statistics != null
            && statistics.hasNonNullValue()
            && statistics.getNumNulls() == 0
            && statistics.minAsString().equals(songHash)
            && statistics.maxAsString().equals(songHash);
      }
    }
    return false;
  }

  /** A reader of one row group; the caller closes it. */
  ParquetFileReader reader(int rowGroup) throws IOException {
    LocalInputFile input = new LocalInputFile(path);
    ParquetMetadata one =
        new ParquetMetadata(footer.getFileMetaData(), List.of(blocks().get(rowGroup)));
    SeekableInputStream stream = input.newStream();
    try {
      return new ParquetFileReader(input, one, OPTIONS, stream);
    } catch (IOException | RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  static InputException damaged(Path path, String place, Exception e) {
    if (e instanceof InputException known) {
      return known;
    }
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new InputException(
        path.toString(), place, "can't be read, it may be damaged: " + reason, e);
  }
}
