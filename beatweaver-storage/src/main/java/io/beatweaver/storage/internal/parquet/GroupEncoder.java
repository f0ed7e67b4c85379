package io.beatweaver.storage.internal.parquet;

import io.beatweaver.storage.Compression;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns columns into a row group's pages: a dictionary where it pays (text always), plain values
 * otherwise. Assembling pages here instead of going through Parquet's row-wise writers is what
 * makes writing cheap. Belongs to one thread.
 */
public final class GroupEncoder {
  /** Rows a page: at 8 bytes a value pages stay near 256 KiB. */
  static final int PAGE_ROWS = 32_768;

  /** Below this many bytes a column's pages are left as they are. */
  private static final int WORTH_PACKING = 128;

  private final Compression compression;
  private final Bytes out = new Bytes(1 << 14);
  private final Bytes raw = new Bytes(1 << 14);
  private final Bytes packed = new Bytes(1 << 14);
  private final IntCodes dictionary = new IntCodes();
  private int[] codes = new int[1 << 11];

  /** Pages of the column at work: where each ends in {@link #raw}, and its rows. */
  private final List<int[]> pages = new ArrayList<>();

  /**
   * An encoder.
   *
   * @param compression how pages are compressed
   */
  public GroupEncoder(Compression compression) {
    this.compression = compression;
  }

  /**
   * Encodes all rows of some columns as one row group.
   *
   * @param columns of one length above 0
   * @return the row group
   */
  public EncodedGroup encode(List<Column> columns) {
    out.clear();
    List<EncodedGroup.Chunk> chunks = new ArrayList<>(columns.size());
    for (Column column : columns) {
      chunks.add(column(column));
    }
    byte[] bytes = java.util.Arrays.copyOf(out.array(), out.size());
    return new EncodedGroup(columns.get(0).size(), bytes, chunks);
  }

  private EncodedGroup.Chunk column(Column column) {
    raw.clear();
    pages.clear();
    int rows = column.size();
    int distinct = distinct(column);
    boolean hasDictionary = distinct >= 0;
    if (hasDictionary) {
      dictionaryValues(column, distinct);
      pages.add(new int[] {raw.size(), distinct});
    }
    int width = RunLengths.width(distinct);
    for (int from = 0; from < rows; from += PAGE_ROWS) {
      int to = Math.min(rows, from + PAGE_ROWS);
      levels(column, from, to);
      if (hasDictionary) {
        raw.put(width);
        RunLengths.encode(dense(column, from, to), denseFrom, denseTo, width, raw);
      } else {
        plain(column, from, to);
      }
      pages.add(new int[] {raw.size(), to - from});
    }
    return append(hasDictionary, Bounds.of(column, hasDictionary ? dictionary : null));
  }

  /** The codes of all rows go to {@link #codes}; -1 where a dictionary doesn't pay. */
  private int distinct(Column column) {
    int rows = column.size();
    if (column.kind() == Kind.TEXT) {
      return column.texts().size();
    }
    if (column.kind().width() == 8) {
      return -1;
    }
    if (codes.length < rows) {
      codes = new int[rows];
    }
    dictionary.clear();
    int[] bits = column.bits();
    // A dictionary of more than half the rows saves less than its codes cost.
    int most = Math.max(16, rows / 2);
    for (int row = 0; row < rows; row++) {
      if (column.hasNulls() && column.isNull(row)) {
        continue;
      }
      codes[row] = dictionary.code(bits[row]);
      if (dictionary.size() > most) {
        return -1;
      }
    }
    int width = RunLengths.width(dictionary.size());
    long coded = 4L * dictionary.size() + (long) rows * width / 8;
    return coded < 4L * rows ? dictionary.size() : -1;
  }

  private void dictionaryValues(Column column, int distinct) {
    if (column.kind() == Kind.TEXT) {
      for (String text : column.texts()) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        raw.putInt(utf8.length);
        raw.put(utf8);
      }
    } else {
      for (int code = 0; code < distinct; code++) {
        raw.putInt(dictionary.value(code));
      }
    }
  }

  /** 1 for a value, 0 for a null, behind their length in bytes. */
  private void levels(Column column, int from, int to) {
    int lengthAt = raw.size();
    raw.putInt(0);
    if (!column.hasNulls()) {
      RunLengths.putRun(1, to - from, 1, raw);
    } else {
      int[] levels = new int[to - from];
      for (int row = from; row < to; row++) {
        levels[row - from] = column.isNull(row) ? 0 : 1;
      }
      RunLengths.encode(levels, 0, levels.length, 1, raw);
    }
    raw.setInt(lengthAt, raw.size() - lengthAt - 4);
  }

  private int denseFrom;
  private int denseTo;

  /** The codes of a page's rows that have a value. */
  private int[] dense(Column column, int from, int to) {
    int[] all = column.kind() == Kind.TEXT ? column.bits() : codes;
    if (!column.hasNulls()) {
      denseFrom = from;
      denseTo = to;
      return all;
    }
    int[] kept = new int[to - from];
    int n = 0;
    for (int row = from; row < to; row++) {
      if (!column.isNull(row)) {
        kept[n++] = all[row];
      }
    }
    denseFrom = 0;
    denseTo = n;
    return kept;
  }

  private void plain(Column column, int from, int to) {
    boolean wide = column.kind().width() == 8;
    boolean nulls = column.hasNulls();
    raw.reserve((to - from) * column.kind().width());
    for (int row = from; row < to; row++) {
      if (nulls && column.isNull(row)) {
        continue;
      }
      if (wide) {
        raw.putLong(column.wideBits()[row]);
      } else {
        raw.putInt(column.bits()[row]);
      }
    }
  }

  private EncodedGroup.Chunk append(boolean hasDictionary, Bounds bounds) {
    int start = out.size();
    boolean pack = raw.size() >= WORTH_PACKING;
    int[] ends = new int[pages.size()];
    if (pack) {
      packed.clear();
      int from = 0;
      for (int i = 0; i < ends.length; i++) {
        int to = pages.get(i)[0];
        PageCodec.pack(compression, raw.array(), from, to - from, packed);
        ends[i] = packed.size();
        from = to;
      }
      pack = packed.size() < raw.size();
    }
    int dataStart = start;
    int rawSize = 0;
    int rawFrom = 0;
    int packedFrom = 0;
    for (int i = 0; i < ends.length; i++) {
      int rawTo = pages.get(i)[0];
      boolean isDictionary = hasDictionary && i == 0;
      if (i == (hasDictionary ? 1 : 0)) {
        dataStart = out.size();
      }
      int headerAt = out.size();
      byte[] from = pack ? packed.array() : raw.array();
      int offset = pack ? packedFrom : rawFrom;
      int size = pack ? ends[i] - packedFrom : rawTo - rawFrom;
      PageHeader.write(
          out,
          isDictionary ? PageHeader.DICTIONARY_PAGE : PageHeader.DATA_PAGE,
          rawTo - rawFrom,
          from,
          offset,
          size,
          pages.get(i)[1],
          hasDictionary && !isDictionary ? PageHeader.RLE_DICTIONARY : PageHeader.PLAIN);
      rawSize += out.size() - headerAt + rawTo - rawFrom;
      out.put(from, offset, size);
      rawFrom = rawTo;
      packedFrom = ends[i];
    }
    return new EncodedGroup.Chunk(
        start,
        dataStart,
        out.size() - start,
        rawSize,
        pack,
        hasDictionary,
        bounds.nulls(),
        bounds.min(),
        bounds.max());
  }
}
