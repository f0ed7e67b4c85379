package io.beatweaver.storage.internal;

import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.internal.parquet.Column;
import io.beatweaver.storage.internal.parquet.Kind;
import io.beatweaver.storage.internal.parquet.Rows;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Rows to Arrow batches and back, nulls among them. */
public final class ArrowRows {
  private ArrowRows() {}

  /**
   * Rows as a batch.
   *
   * @param rows the rows; columns that are left out are left out of the batch
   * @param from the first row
   * @param to behind the last row
   * @param allocator where the memory comes from
   * @return a new batch, which the caller closes
   */
  public static VectorSchemaRoot toBatch(Rows rows, int from, int to, BufferAllocator allocator) {
    List<Field> fields = rows.table().schema().getFields();
    Column[] columns = rows.columns();
    Schema schema =
        new Schema(fields.stream().filter(f -> columns[fields.indexOf(f)] != null).toList());
    VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
    try {
      int next = 0;
      for (Column column : columns) {
        if (column != null) {
          fill(root.getVector(next++), column, from, to);
        }
      }
      root.setRowCount(to - from);
      return root;
    } catch (RuntimeException | Error e) {
      root.close();
      throw e;
    }
  }

  private static void fill(FieldVector vector, Column column, int from, int to) {
    vector.setInitialCapacity(to - from);
    vector.allocateNew();
    byte[][] texts = null;
    if (column.kind() == Kind.TEXT) {
      texts = new byte[column.texts().size()][];
    }
    for (int row = from; row < to; row++) {
      if (column.isNull(row)) {
        // Rows that are never set are null.
        continue;
      }
      int at = row - from;
      if (vector instanceof Float4Vector floats) {
        floats.setSafe(at, (float) column.real(row));
      } else if (vector instanceof TinyIntVector bytes) {
        bytes.setSafe(at, (int) column.whole(row));
      } else if (vector instanceof SmallIntVector shorts) {
        shorts.setSafe(at, (int) column.whole(row));
      } else if (vector instanceof IntVector ints) {
        ints.setSafe(at, (int) column.whole(row));
      } else if (vector instanceof BigIntVector longs) {
        longs.setSafe(at, column.whole(row));
      } else if (vector instanceof Float8Vector doubles) {
        doubles.setSafe(at, column.real(row));
      } else {
        int code = column.bits()[row];
        if (texts[code] == null) {
          texts[code] = column.texts().get(code).getBytes(StandardCharsets.UTF_8);
        }
        ((VarCharVector) vector).setSafe(at, texts[code]);
      }
    }
  }

  /**
   * A batch as rows.
   *
   * @param table the table whose columns the batch has, in any order, others among them
   * @param batch the batch; it stays the caller's
   * @return new rows
   * @throws IllegalArgumentException if a column is missing or of another type
   */
  public static Rows fromBatch(StoreSchema table, VectorSchemaRoot batch) {
    Rows rows = new Rows(table);
    List<Field> fields = table.schema().getFields();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      FieldVector vector = batch.getVector(field.getName());
      if (vector == null || !vector.getField().getType().equals(field.getType())) {
        throw new IllegalArgumentException(
            table.tableName()
                + " needs a column "
                + field.getName()
                + " of type "
                + field.getType()
                + (vector == null ? "" : ", not " + vector.getField().getType()));
      }
      take(vector, rows.columns()[i], batch.getRowCount());
    }
    return rows;
  }

  private static void take(FieldVector vector, Column column, int count) {
    for (int row = 0; row < count; row++) {
      if (vector.isNull(row)) {
        column.addNull();
      } else if (vector instanceof Float4Vector floats) {
        column.addReal(floats.get(row));
      } else if (vector instanceof TinyIntVector bytes) {
        column.add(bytes.get(row));
      } else if (vector instanceof SmallIntVector shorts) {
        column.add(shorts.get(row));
      } else if (vector instanceof IntVector ints) {
        column.add(ints.get(row));
      } else if (vector instanceof BigIntVector longs) {
        column.add(longs.get(row));
      } else if (vector instanceof Float8Vector doubles) {
        column.addReal(doubles.get(row));
      } else {
        column.addText(new String(((VarCharVector) vector).get(row), StandardCharsets.UTF_8), 1);
      }
    }
  }
}
