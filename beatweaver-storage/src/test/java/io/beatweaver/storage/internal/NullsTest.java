package io.beatweaver.storage.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.InputException;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.StoreSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files may hold nulls; other writers of these tables make them. */
class NullsTest {
  private static final int ROWS = 1000;

  @TempDir Path folder;

  /** Bombs of which every third has no beat, all but row 7 no x, and none a y or a source. */
  private StoreFile write() throws Exception {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot batch = VectorSchemaRoot.create(StoreSchema.BOMBS.schema(), allocator);
        StoreFolder store = StoreFolder.open(folder, false);
        TableWriter writer = new TableWriter(store, StoreSchema.BOMBS, StoreSettings.defaults())) {
      batch.getFieldVectors().forEach(FieldVector::allocateNew);
      for (int i = 0; i < ROWS; i++) {
        ((VarCharVector) batch.getVector(StoreSchema.SONG_HASH))
            .setSafe(i, "abc".getBytes(StandardCharsets.UTF_8));
        if (i % 3 != 0) {
          ((Float4Vector) batch.getVector(StoreSchema.BEAT)).setSafe(i, i * 0.7f);
        }
      }
      ((TinyIntVector) batch.getVector(StoreSchema.X)).setSafe(7, 3);
      batch.setRowCount(ROWS);
      writer.append(
          EncodedRowGroup.of(StoreSchema.BOMBS, batch, StoreSettings.defaults().compression()));
      StoreFile file = writer.finish().get(0);
      store.place(file.name(), file.name());
      // Stays in place, as after a commit.
      Files.copy(folder.resolve(file.name()), folder.resolve("kept.parquet"));
      return file.named("kept.parquet");
    }
  }

  @Test
  void duckDbSeesThem() throws Exception {
    write();
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT count(*), count(beat), count(x), max(x), count(y), count(source),"
                    + " sum(beat), count(song_hash) FROM '"
                    + folder.resolve("kept.parquet")
                    + "'")) {
      assertTrue(result.next());
      double sum = 0;
      for (int i = 0; i < ROWS; i++) {
        sum += i % 3 != 0 ? i * 0.7f : 0;
      }
      assertEquals(ROWS, result.getInt(1));
      assertEquals(666, result.getInt(2));
      assertEquals(1, result.getInt(3));
      assertEquals(3, result.getInt(4));
      assertEquals(0, result.getInt(5));
      assertEquals(0, result.getInt(6));
      assertEquals(sum, result.getDouble(7), 1e-6);
      assertEquals(ROWS, result.getInt(8));
    }
  }

  @Test
  void batchesKeepThemAndArraysRefuseThem() throws Exception {
    TableFile file = TableFile.open(folder, StoreSchema.BOMBS, write());
    assertTrue(file.holdsOnly(0, "abc"));
    try (RowGroupReader rows = RowGroupReader.open(file, 0, List.of(StoreSchema.BEAT))) {
      InputException e = assertThrows(InputException.class, () -> rows.floats(StoreSchema.BEAT));
      assertEquals("row group 0, column beat, row 0", e.place());
    }
    List<String> names =
        StoreSchema.BOMBS.schema().getFields().stream().map(Field::getName).toList();
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot batch = VectorSchemaRoot.create(StoreSchema.BOMBS.schema(), allocator);
        RowGroupReader rows = RowGroupReader.open(file, 0, names)) {
      BatchReader.fill(batch, rows);
      Float4Vector beats = (Float4Vector) batch.getVector(StoreSchema.BEAT);
      TinyIntVector x = (TinyIntVector) batch.getVector(StoreSchema.X);
      for (int i = 0; i < ROWS; i++) {
        assertEquals(i % 3 == 0, beats.isNull(i));
        assertEquals(i != 7, x.isNull(i));
        if (i % 3 != 0) {
          assertEquals(i * 0.7f, beats.get(i));
        }
      }
    }
  }
}
