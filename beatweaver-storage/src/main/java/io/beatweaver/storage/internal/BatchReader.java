package io.beatweaver.storage.internal;

import io.beatweaver.InputException;
import io.beatweaver.storage.RowGroupRef;
import io.beatweaver.storage.StoreSchema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.column.ColumnReader;

/** Reads a row group into an Arrow batch. */
public final class BatchReader {
  private BatchReader() {}

  /**
   * Reads all columns of a row group, nulls among them.
   *
   * @param files the store's files
   * @param table the table
   * @param ref the row group; none gives an empty batch
   * @param allocator where the memory comes from
   * @return a new batch, which the caller closes
   * @throws IOException if the rows can't be read
   */
  public static VectorSchemaRoot read(
      StoreFiles files, StoreSchema table, Optional<RowGroupRef> ref, BufferAllocator allocator)
      throws IOException {
    VectorSchemaRoot root = VectorSchemaRoot.create(table.schema(), allocator);
    try {
      if (ref.isPresent()) {
        List<String> names = table.schema().getFields().stream().map(Field::getName).toList();
        try (RowGroupReader rows = files.reader(table, ref.get(), names)) {
          fill(root, rows);
        }
      }
      return root;
    } catch (IOException | RuntimeException | Error e) {
      root.close();
      throw e;
    }
  }

  static void fill(VectorSchemaRoot root, RowGroupReader rows) throws InputException {
    for (FieldVector vector : root.getFieldVectors()) {
      vector.setInitialCapacity(rows.rows());
      vector.allocateNew();
      rows.read(vector.getName(), sink(vector));
    }
    root.setRowCount(rows.rows());
  }

  private static RowGroupReader.Sink sink(FieldVector vector) {
    return new RowGroupReader.Sink() {
      @Override
      public void value(int row, ColumnReader column) throws InputException {
        set(vector, row, column);
      }

      @Override
      public void none(int row) {
        // Rows that are never set are null.
      }
    };
  }

  private static void set(FieldVector vector, int row, ColumnReader column) throws InputException {
    if (vector instanceof Float4Vector floats) {
      floats.setSafe(row, column.getFloat());
    } else if (vector instanceof TinyIntVector bytes) {
      bytes.setSafe(row, Range.toByte(column.getInteger()));
    } else if (vector instanceof SmallIntVector shorts) {
      shorts.setSafe(row, Range.toShort(column.getInteger()));
    } else if (vector instanceof VarCharVector texts) {
      texts.setSafe(row, column.getBinary().getBytes());
    } else {
      throw new IllegalStateException("no column of a store: " + vector.getField());
    }
  }
}
