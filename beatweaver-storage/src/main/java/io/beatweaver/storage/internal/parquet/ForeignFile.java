package io.beatweaver.storage.internal.parquet;

import io.beatweaver.InputException;
import io.beatweaver.storage.StoreSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * A Parquet file of any writer's, read through Parquet's own readers: every encoding and page
 * version they know. Slower than {@link GroupDecoder}, and what that is held against. Immutable;
 * each read opens the file for itself.
 */
public final class ForeignFile {
  private static final ParquetReadOptions OPTIONS =
      ParquetReadOptions.builder(new PlainParquetConfiguration())
          .withCodecFactory(new Codecs())
          .withPageChecksumVerification(true)
          .withUseHadoopVectoredIo(false)
          .build();

  /** Room to begin with: how many rows there are is only what the file says. */
  private static final int FIRST_ROWS = 1 << 16;

  private final Path path;
  private final StoreSchema table;
  private final ParquetMetadata footer;

  private ForeignFile(Path path, StoreSchema table, ParquetMetadata footer) {
    this.path = path;
    this.table = table;
    this.footer = footer;
  }

  /**
   * Reads a file's footer.
   *
   * @param path the file
   * @param table whose columns it must have, others may be there too
   * @return the file
   * @throws InputException if it is no Parquet file of these columns
   */
  public static ForeignFile open(Path path, StoreSchema table) throws IOException {
    LocalInputFile input = new LocalInputFile(path);
    ParquetMetadata footer;
    try (SeekableInputStream stream = input.newStream()) {
      footer = ParquetFileReader.readFooter(input, OPTIONS, stream);
    } catch (IOException | RuntimeException e) {
      throw TableFile.damaged(path, "footer", e);
    }
    ForeignFile file = new ForeignFile(path, table, footer);
    file.requireColumns(input.getLength());
    return file;
  }

  private void requireColumns(long bytes) throws InputException {
    MessageType schema = footer.getFileMetaData().getSchema();
    for (Field field : table.schema().getFields()) {
      String name = field.getName();
      boolean fits =
          schema.containsField(name)
              && schema.getType(name).isPrimitive()
              && !schema.getType(name).isRepetition(Type.Repetition.REPEATED)
              && fits(
                  Kind.of(field), schema.getType(name).asPrimitiveType().getPrimitiveTypeName());
      if (!fits) {
        throw new InputException(
            path.toString(), "column " + name, "missing, or its values are not " + Kind.of(field));
      }
    }
    for (int i = 0; i < groups(); i++) {
      for (ColumnChunkMetaData chunk : blocks().get(i).getColumns()) {
        boolean flat = chunk.getPath().size() == 1;
        if (flat && chunk.getValueCount() != blocks().get(i).getRowCount()) {
          throw new InputException(
              path.toString(),
              "row group " + i + ", column " + chunk.getPath().toDotString(),
              "has " + chunk.getValueCount() + " values, not one a row");
        }
        // Its bytes are allocated before they are read.
        long end = chunk.getStartingPos() + chunk.getTotalSize();
        if (chunk.getStartingPos() < 4 || end < chunk.getStartingPos() || end > bytes) {
          throw new InputException(
              path.toString(),
              "row group " + i + ", column " + chunk.getPath().toDotString(),
              "lies outside the file");
        }
      }
      if (rows(i) < 0) {
        throw new InputException(path.toString(), "row group " + i, "too many rows");
      }
    }
  }

  private static boolean fits(Kind kind, PrimitiveTypeName type) {
    boolean whole = type == PrimitiveTypeName.INT32 || type == PrimitiveTypeName.INT64;
    return switch (kind) {
      case TEXT -> type == PrimitiveTypeName.BINARY;
      case INT8, INT16, INT32, INT64 -> whole;
      case FLOAT32, FLOAT64 ->
          whole || type == PrimitiveTypeName.FLOAT || type == PrimitiveTypeName.DOUBLE;
    };
  }

  private List<BlockMetaData> blocks() {
    return footer.getBlocks();
  }

  /**
   * Where the file is.
   *
   * @return its path
   */
  public Path path() {
    return path;
  }

  /**
   * Whose columns it has.
   *
   * @return the table
   */
  public StoreSchema table() {
    return table;
  }

  /**
   * Whether this library has written it.
   *
   * @return whether it is marked so
   */
  public boolean isOurs() {
    return footer.getFileMetaData().getKeyValueMetaData().containsKey(Footer.TABLE_KEY);
  }

  /**
   * How many row groups it has.
   *
   * @return at least 0
   */
  public int groups() {
    return blocks().size();
  }

  /**
   * A row group's rows.
   *
   * @param group its number
   * @return how many, -1 if that is no int
   */
  public int rows(int group) {
    long rows = blocks().get(group).getRowCount();
    return rows < 0 || rows > Integer.MAX_VALUE - 8 ? -1 : (int) rows;
  }

  /**
   * Reads some columns of a row group.
   *
   * @param group its number
   * @param wanted names of columns
   * @return new rows
   * @throws InputException if it is damaged, or a value doesn't fit its column
   */
  public Rows read(int group, Collection<String> wanted) throws IOException {
    Rows rows = Rows.of(table, wanted);
    MessageType schema = footer.getFileMetaData().getSchema();
    LocalInputFile input = new LocalInputFile(path);
    ParquetMetadata one =
        new ParquetMetadata(footer.getFileMetaData(), List.of(blocks().get(group)));
    try (SeekableInputStream stream = input.newStream();
        ParquetFileReader reader = new ParquetFileReader(input, one, OPTIONS, stream)) {
      List<ColumnDescriptor> descriptors = new ArrayList<>();
      for (String name : wanted) {
        descriptors.add(schema.getColumnDescription(new String[] {name}));
      }
      reader.setRequestedSchema(descriptors);
      ColumnReadStoreImpl columns =
          new ColumnReadStoreImpl(
              reader.readRowGroup(0),
              new NoConverters(),
              schema,
              footer.getFileMetaData().getCreatedBy());
      for (ColumnDescriptor descriptor : descriptors) {
        String name = descriptor.getPath()[0];
        try {
          fill(rows.column(name), columns.getColumnReader(descriptor), descriptor, rows(group));
        } catch (BadValue e) {
          throw new InputException(
              path.toString(), "row group " + group + ", column " + name, e.getMessage(), e);
        }
      }
      return rows;
    } catch (IOException | RuntimeException e) {
      throw TableFile.damaged(path, "row group " + group, e);
    }
  }

  /** A value that its column can't take. */
  private static final class BadValue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadValue(int row, String message) {
      super("row " + row + ": " + message);
    }
  }

  private static void fill(
      Column column, ColumnReader reader, ColumnDescriptor descriptor, int rows) {
    PrimitiveTypeName type = descriptor.getPrimitiveType().getPrimitiveTypeName();
    column.ensure(Math.min(rows, FIRST_ROWS));
    Binary last = null;
    String text = "";
    for (int row = 0; row < rows; row++, reader.consume()) {
      if (reader.getCurrentDefinitionLevel() < descriptor.getMaxDefinitionLevel()) {
        column.addNull();
        continue;
      }
      switch (type) {
        case BINARY -> {
          Binary value = reader.getBinary();
          if (!value.equals(last)) {
            last = value.copy();
            text = value.toStringUsingUTF8();
          }
          column.addText(text, 1);
        }
        case INT32 -> whole(column, row, reader.getInteger());
        case INT64 -> whole(column, row, reader.getLong());
        case FLOAT -> column.addReal(reader.getFloat());
        case DOUBLE -> real(column, row, reader.getDouble());
        default -> throw new BadValue(row, "of type " + type);
      }
    }
  }

  private static void whole(Column column, int row, long value) {
    boolean fits =
        switch (column.kind()) {
          case INT8 -> value == (byte) value;
          case INT16 -> value == (short) value;
          case INT32 -> value == (int) value;
          case INT64, FLOAT32, FLOAT64, TEXT -> true;
        };
    if (!fits) {
      throw new BadValue(row, "no " + column.kind() + ": " + value);
    }
    if (column.kind() == Kind.FLOAT32 || column.kind() == Kind.FLOAT64) {
      column.addReal(value);
    } else {
      column.add(value);
    }
  }

  private static void real(Column column, int row, double value) {
    if (column.kind() == Kind.FLOAT32 && Double.isFinite(value) && !Float.isFinite((float) value)) {
      throw new BadValue(row, "no FLOAT32: " + value);
    }
    column.addReal(value);
  }

  /** Values are asked for, never pushed; Parquet wants converters all the same. */
  private static final class NoConverters extends GroupConverter {
    @Override
    public Converter getConverter(int fieldIndex) {
      return new PrimitiveConverter() {};
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
