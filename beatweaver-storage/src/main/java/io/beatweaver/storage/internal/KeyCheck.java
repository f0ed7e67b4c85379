package io.beatweaver.storage.internal;

import io.beatweaver.storage.BeatmapEntry;
import io.beatweaver.storage.SongEntry;
import io.beatweaver.storage.StoreSchema;
import io.beatweaver.storage.internal.parquet.Column;
import io.beatweaver.storage.internal.parquet.Rows;

/**
 * Whether rows are of the song and beatmap that they are said to be of. Compares codes, so that a
 * row costs next to nothing.
 */
final class KeyCheck {
  private final Column hashes;
  private final Column difficulties;
  private final Column characteristics;

  KeyCheck(Rows rows) {
    hashes = rows.column(StoreSchema.SONG_HASH);
    difficulties = rows.column(StoreSchema.DIFFICULTY);
    characteristics = rows.column(StoreSchema.CHARACTERISTIC);
  }

  /** The first row that isn't, or -1. */
  int firstWrong(int from, int to, SongEntry song, BeatmapEntry map) {
    int wrong = firstOther(hashes, from, to, song.hash());
    wrong = earlier(wrong, firstOther(difficulties, from, to, map.difficulty().serializedName()));
    return earlier(wrong, firstOther(characteristics, from, to, map.characteristic().name()));
  }

  private static int earlier(int a, int b) {
    return a < 0 ? b : b < 0 ? a : Math.min(a, b);
  }

  private static int firstOther(Column column, int from, int to, String wanted) {
    int[] codes = column.bits();
    boolean nulls = column.hasNulls();
    int good = -1;
    for (int row = from; row < to; row++) {
      if (codes[row] == good && !nulls) {
        continue;
      }
      if (!wanted.equals(column.text(row))) {
        return row;
      }
      good = codes[row];
    }
    return -1;
  }
}
