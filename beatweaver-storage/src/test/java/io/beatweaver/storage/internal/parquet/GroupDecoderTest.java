package io.beatweaver.storage.internal.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.beatweaver.InputException;
import io.beatweaver.storage.Compression;
import io.beatweaver.storage.StoreSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parquet's own reader says what is right; ours must say the same of our files. */
class GroupDecoderTest {
  /** Around groups of eight, around pages, and prime. */
  private static final int[] SIZES = {1, 7, 8, 9, 63, 997, 32_767, 32_768, 32_769, 70_001};

  @TempDir Path folder;

  private static TableFile write(Path path, Compression compression, List<Rows> groups)
      throws Exception {
    StoreSchema table = groups.get(0).table();
    try (TableFileWriter out = TableFileWriter.create(path, table, compression)) {
      GroupEncoder encoder = new GroupEncoder(compression);
      for (Rows rows : groups) {
        out.append(encoder.encode(rows.toList()), List.of());
      }
      StoreFile known = out.finish(path.getFileName().toString());
      return TableFile.open(path, table, known, compression);
    }
  }

  private static List<String> names(StoreSchema table) {
    return table.schema().getFields().stream().map(Field::getName).toList();
  }

  static void assertSame(Rows expected, Rows actual) {
    assertEquals(expected.size(), actual.size());
    for (int c = 0; c < expected.columns().length; c++) {
      Column want = expected.columns()[c];
      Column got = actual.columns()[c];
      for (int row = 0; row < want.size(); row++) {
        if (!same(want, got, row)) {
          fail(expected.table() + " column " + c + " row " + row);
        }
      }
    }
  }

  private static boolean same(Column want, Column got, int row) {
    if (want.isNull(row) || got.isNull(row)) {
      return want.isNull(row) && got.isNull(row);
    }
    if (want.kind() == Kind.TEXT) {
      return want.text(row).equals(got.text(row));
    }
    return want.kind().width() == 8
        ? want.wideBits()[row] == got.wideBits()[row]
        : want.bits()[row] == got.bits()[row];
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void readsWhatParquetsOwnReaderReads(Compression compression) throws Exception {
    long seed = 0;
    for (StoreSchema table : StoreSchema.values()) {
      List<Rows> groups = new ArrayList<>();
      for (int size : table == StoreSchema.NOTES ? SIZES : new int[] {8, 9, 997}) {
        groups.add(RandomRows.of(table, seed++, size));
      }
      Path path = folder.resolve(table.fileName(0));
      TableFile ours = write(path, compression, groups);
      ForeignFile theirs = ForeignFile.open(path, table);
      assertTrue(theirs.isOurs());
      Rows all = new Rows(table);
      try (TableFile.Reader reader = ours.reader()) {
        for (int g = 0; g < groups.size(); g++) {
          Rows read = new Rows(table);
          reader.read(g, read.columns());
          assertSame(groups.get(g), read);
          assertSame(groups.get(g), theirs.read(g, names(table)));
          reader.read(g, all.columns());
        }
      }
      Rows expected = new Rows(table);
      groups.forEach(rows -> expected.addAll(rows, 0, rows.size()));
      assertSame(expected, all);
    }
  }

  @Test
  void leavesOutColumnsThatAreNotWanted() throws Exception {
    Rows rows = RandomRows.of(StoreSchema.NOTES, 99, 5000);
    TableFile file = write(folder.resolve("a"), Compression.ZSTD, List.of(rows));
    Rows some = Rows.of(StoreSchema.NOTES, List.of(StoreSchema.BEAT, StoreSchema.SOURCE));
    try (TableFile.Reader reader = file.reader()) {
      reader.read(0, some.columns());
    }
    Column beats = rows.column(StoreSchema.BEAT);
    for (int row = 0; row < 5000; row++) {
      assertEquals(beats.isNull(row), some.column(StoreSchema.BEAT).isNull(row));
      assertEquals(beats.bits()[row], some.column(StoreSchema.BEAT).bits()[row]);
    }
  }

  @Test
  void duckDbSeesTheSameNullsAndBounds() throws Exception {
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      for (StoreSchema table : StoreSchema.values()) {
        Rows rows = RandomRows.of(table, table.ordinal() + 1000, 10_000);
        Path path = folder.resolve(table.fileName(0));
        write(path, Compression.ZSTD, List.of(rows));
        for (Field field : table.schema().getFields()) {
          Column column = rows.column(field.getName());
          int present = 0;
          double sum = 0;
          for (int row = 0; row < rows.size(); row++) {
            present += column.isNull(row) ? 0 : 1;
            if (column.kind() != Kind.TEXT && column.kind() != Kind.INT64) {
              boolean real = column.kind() == Kind.FLOAT32 || column.kind() == Kind.FLOAT64;
              double value = real ? column.real(row) : column.whole(row);
              sum += column.isNull(row) || Double.isNaN(value) ? 0 : value;
            }
          }
          String name = field.getName();
          String value = column.kind() == Kind.TEXT ? "length(" + name + ")" : name;
          boolean summed = column.kind() != Kind.TEXT && column.kind() != Kind.INT64;
          try (ResultSet result =
              statement.executeQuery(
                  "SELECT count(*), count("
                      + name
                      + "), "
                      + (summed
                          ? "coalesce(sum(CAST("
                              + value
                              + " AS DOUBLE)) FILTER (NOT isnan(CAST("
                              + value
                              + " AS DOUBLE))), 0)"
                          : "0")
                      + " FROM '"
                      + path
                      + "'")) {
            assertTrue(result.next());
            assertEquals(rows.size(), result.getInt(1));
            assertEquals(present, result.getInt(2), table + " " + name);
            assertEquals(
                summed ? sum : 0, result.getDouble(3), 1e-6 * Math.max(1, Math.abs(sum)), name);
          }
        }
      }
    }
  }

  /** Page checksums are left out of it here, so that the decoder itself meets the damage. */
  @Test
  void damagedPagesAreRefusedWithoutHarm() throws Exception {
    int most = Integer.getInteger("beatweaver.fuzz", 1_000);
    Random random = new Random(17);
    int refused = 0;
    for (int i = 0; i < most; i++) {
      StoreSchema table = StoreSchema.values()[i % StoreSchema.values().length];
      Rows rows = RandomRows.of(table, i % 50, 200);
      Compression compression = Compression.values()[i % 2];
      EncodedGroup group = new GroupEncoder(compression).encode(rows.toList());
      byte[] bytes = Arrays.copyOf(group.bytes(), group.bytes().length + 8);
      for (int n = random.nextInt(4); n >= 0; n--) {
        bytes[random.nextInt(group.bytes().length)] = (byte) random.nextInt(256);
      }
      int length = i % 5 == 0 ? random.nextInt(group.bytes().length) : group.bytes().length;
      try {
        new GroupDecoder(false)
            .decode(
                bytes,
                length,
                rows.size(),
                group.packedColumns(),
                compression,
                new Rows(table).columns());
      } catch (BadPage e) {
        refused++;
      }
    }
    assertTrue(refused > most / 2, "refused: " + refused);
  }

  @Test
  void aTruncatedFileOfAnotherProgramIsRefusedByName() throws Exception {
    Rows rows = RandomRows.of(StoreSchema.BOMBS, 5, 3000);
    Path path = folder.resolve("bombs.parquet");
    write(path, Compression.SNAPPY, List.of(rows));
    byte[] whole = Files.readAllBytes(path);
    Random random = new Random(4);
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      byte[] damaged = whole.clone();
      if (i % 2 == 0) {
        damaged = Arrays.copyOf(whole, random.nextInt(whole.length));
      } else {
        // The footer is at the end.
        int at = whole.length - 1 - random.nextInt(Math.min(whole.length, 2000));
        damaged[at] = (byte) random.nextInt(256);
      }
      Files.write(path, damaged);
      try {
        ForeignFile file = ForeignFile.open(path, StoreSchema.BOMBS);
        for (int g = 0; g < file.groups(); g++) {
          file.read(g, names(StoreSchema.BOMBS));
        }
      } catch (InputException e) {
        assertTrue(e.getMessage().contains("bombs.parquet"), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 200, "refused: " + refused);
  }
}
