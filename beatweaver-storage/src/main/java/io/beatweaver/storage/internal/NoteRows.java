package io.beatweaver.storage.internal;

import io.beatweaver.InputException;
import io.beatweaver.storage.NoteColumn;
import io.beatweaver.storage.NoteColumns;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.internal.parquet.Column;
import io.beatweaver.storage.internal.parquet.Rows;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Rows of notes into arrays of the caller. */
public final class NoteRows {
  private NoteRows() {}

  /**
   * The names of columns.
   *
   * @param columns the columns
   * @return their names in the table
   */
  public static List<String> names(Collection<NoteColumn> columns) {
    return columns.stream().map(NoteColumn::columnName).toList();
  }

  /**
   * Fills a song's columns.
   *
   * @param song the song
   * @param rows rows of notes
   * @param from the song's first row
   * @param to behind its last
   * @param columns which to fill
   * @param target is made large enough
   * @throws InputException if a value is missing
   */
  public static void fill(
      SongEntry song, Rows rows, int from, int to, Set<NoteColumn> columns, NoteColumns target)
      throws InputException {
    target.resize(to - from);
    for (NoteColumn wanted : columns) {
      StoredObjects.requireValues(song, rows, wanted.columnName(), from, to);
      Column column = rows.column(wanted.columnName());
      switch (wanted) {
        case BEAT -> floats(column, from, to, target.beats());
        case SECONDS -> floats(column, from, to, target.seconds());
        case X -> bytes(column, from, to, target.x());
        case Y -> bytes(column, from, to, target.y());
        case COLOR -> bytes(column, from, to, target.colors());
        case DIRECTION -> bytes(column, from, to, target.directions());
        case ANGLE -> {
          int[] bits = column.bits();
          short[] angles = target.angles();
          for (int row = from; row < to; row++) {
            angles[row - from] = (short) bits[row];
          }
        }
      }
    }
  }

  private static void floats(Column column, int from, int to, float[] target) {
    int[] bits = column.bits();
    for (int row = from; row < to; row++) {
      target[row - from] = Float.intBitsToFloat(bits[row]);
    }
  }

  private static void bytes(Column column, int from, int to, byte[] target) {
    int[] bits = column.bits();
    for (int row = from; row < to; row++) {
      target[row - from] = (byte) bits[row];
    }
  }
}
