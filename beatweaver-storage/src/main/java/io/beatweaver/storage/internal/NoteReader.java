package io.beatweaver.storage.internal;

import io.beatweaver.storage.RowGroupRef;
import io.beatweaver.storage.StoreSchema;
import java.io.IOException;
import java.util.List;

/** Reads a song's notes into arrays of the caller. */
public final class NoteReader {
  private static final List<String> COLUMNS =
      List.of(
          StoreSchema.BEAT,
          StoreSchema.TIME_SECONDS,
          StoreSchema.X,
          StoreSchema.Y,
          StoreSchema.COLOR,
          StoreSchema.CUT_DIRECTION,
          StoreSchema.ANGLE_OFFSET);

  private NoteReader() {}

  /**
   * Fills arrays with the first rows' values; each must be long enough for all of the row group.
   *
   * @param files the store's files
   * @param ref the row group
   * @param times beats, seconds
   * @param places x, y, colours, cut directions
   * @param angles angle offsets
   * @throws IOException if the rows can't be read
   */
  public static void read(
      StoreFiles files, RowGroupRef ref, float[][] times, byte[][] places, short[] angles)
      throws IOException {
    try (RowGroupReader rows = files.reader(StoreSchema.NOTES, ref, COLUMNS)) {
      for (int i = 0; i < COLUMNS.size(); i++) {
        String name = COLUMNS.get(i);
        if (i < times.length) {
          float[] target = times[i];
          rows.read(name, (row, column) -> target[row] = column.getFloat());
        } else if (i < times.length + places.length) {
          byte[] target = places[i - times.length];
          rows.read(name, (row, column) -> target[row] = Range.toByte(column.getInteger()));
        } else {
          rows.read(name, (row, column) -> angles[row] = Range.toShort(column.getInteger()));
        }
      }
    }
  }
}
