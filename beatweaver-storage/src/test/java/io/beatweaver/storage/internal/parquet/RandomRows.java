package io.beatweaver.storage.internal.parquet;

import io.beatweaver.storage.StoreSchema;
import java.util.Random;

/** Rows of every kind of value, of few and of many different ones, with and without nulls. */
final class RandomRows {
  private RandomRows() {}

  static Rows of(StoreSchema table, long seed, int rows) {
    Random random = new Random(seed);
    Rows made = new Rows(table);
    for (Column column : made.columns()) {
      double nulls = new double[] {0, 0, 0, 0.01, 0.5, 1}[random.nextInt(6)];
      int distinct = new int[] {1, 2, 7, 300, Integer.MAX_VALUE}[random.nextInt(5)];
      int run = random.nextBoolean() ? 1 : 1 + random.nextInt(40);
      long last = 0;
      for (int row = 0; row < rows; row++) {
        if (row % run == 0) {
          last = random.nextInt(distinct);
        }
        if (random.nextDouble() < nulls) {
          column.addNull();
        } else {
          add(column, last, random);
        }
      }
    }
    return made;
  }

  private static void add(Column column, long value, Random random) {
    switch (column.kind()) {
      case TEXT -> column.addText(value % 5000 == 0 ? "" : "Ünï 歌 🎵 " + value % 5000, 1);
      case INT8 -> column.add((byte) value);
      case INT16 -> column.add((short) value);
      case INT32 -> column.add((int) value - (1 << 30));
      case INT64 -> column.add(value * 0x9E3779B97F4A7C15L);
      case FLOAT32 ->
          column.addReal(value == 3 ? -0.0 : value == 5 ? Float.NaN : (float) (value / 16.0 - 8));
      case FLOAT64 -> column.addReal(value / 3.0 + (value == 4 ? random.nextDouble() : 0));
    }
  }
}
