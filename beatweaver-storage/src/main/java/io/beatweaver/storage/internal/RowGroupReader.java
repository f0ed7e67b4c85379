package io.beatweaver.storage.internal;

import io.beatweaver.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;

/** Reads columns of one row group. Belongs to one thread. */
final class RowGroupReader implements AutoCloseable {
  /** Takes the values of a column in the order of its rows. */
  interface Sink {
    /**
     * Takes a row's value.
     *
     * @param row the row, from 0
     * @param column stands at the row's value
     * @throws InputException if the value can't be used
     */
    void value(int row, ColumnReader column) throws InputException;

    /**
     * Takes a null.
     *
     * @param row the row, from 0
     * @throws InputException unless nulls are welcome
     */
    default void none(int row) throws InputException {
      throw new InputException("", "row " + row, "no value");
    }
  }

  private final TableFile file;
  private final int rowGroup;
  private final ParquetFileReader reader;
  private final MessageType schema;
  private final ColumnReadStoreImpl columns;
  private final int rows;

  private RowGroupReader(
      TableFile file,
      int rowGroup,
      ParquetFileReader reader,
      MessageType schema,
      ColumnReadStoreImpl columns,
      int rows) {
    this.file = file;
    this.rowGroup = rowGroup;
    this.reader = reader;
    this.schema = schema;
    this.columns = columns;
    this.rows = rows;
  }

  /** Reads and unpacks nothing but the named columns. */
  static RowGroupReader open(TableFile file, int rowGroup, List<String> names)
      throws InputException {
    try {
      ParquetFileReader reader = file.reader(rowGroup);
      try {
        List<ColumnDescriptor> wanted = new ArrayList<>();
        for (String name : names) {
          wanted.add(file.schema().getColumnDescription(new String[] {name}));
        }
        reader.setRequestedSchema(wanted);
        ColumnReadStoreImpl columns =
            new ColumnReadStoreImpl(
                reader.readRowGroup(0), new NoConverters(), file.schema(), file.createdBy());
        int rows = Math.toIntExact(file.blocks().get(rowGroup).getRowCount());
        return new RowGroupReader(file, rowGroup, reader, file.schema(), columns, rows);
      } catch (IOException | RuntimeException e) {
        reader.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      throw TableFile.damaged(file.path(), "row group " + rowGroup, e);
    }
  }

  int rows() {
    return rows;
  }

  float[] floats(String name) throws InputException {
    float[] values = new float[rows];
    read(name, (row, column) -> values[row] = column.getFloat());
    return values;
  }

  int[] ints(String name) throws InputException {
    int[] values = new int[rows];
    read(name, (row, column) -> values[row] = column.getInteger());
    return values;
  }

  void read(String name, Sink sink) throws InputException {
    ColumnDescriptor descriptor = schema.getColumnDescription(new String[] {name});
    int row = 0;
    try {
      ColumnReader column = columns.getColumnReader(descriptor);
      for (; row < rows; row++) {
        if (column.getCurrentDefinitionLevel() == descriptor.getMaxDefinitionLevel()) {
          sink.value(row, column);
        } else {
          sink.none(row);
        }
        column.consume();
      }
    } catch (InputException e) {
      throw new InputException(file.path().toString(), place(name) + ", row " + row, e.reason(), e);
    } catch (RuntimeException e) {
      throw TableFile.damaged(file.path(), place(name), e);
    }
  }

  /** What to say of a row whose values make no object. */
  InputException wrong(int row, IllegalArgumentException e) {
    return new InputException(
        file.path().toString(), "row group " + rowGroup + ", row " + row, e.getMessage(), e);
  }

  private String place(String name) {
    return "row group " + rowGroup + ", column " + name;
  }

  @Override
  public void close() throws IOException {
    reader.close();
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
