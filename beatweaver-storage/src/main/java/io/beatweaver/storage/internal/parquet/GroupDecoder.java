package io.beatweaver.storage.internal.parquet;

import io.beatweaver.storage.Compression;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Decodes row groups of this library's own files: walks the pages, which lie one after another,
 * verifies the checksum of each that is wanted and fills columns. What it gives is what Parquet's
 * own reader gives ({@link ForeignFile} goes through that), only sooner. Belongs to one thread.
 */
public final class GroupDecoder {
  /** The largest page that is unpacked; this library's pages stay below 1 MiB but for texts. */
  static final int MAX_PAGE_BYTES = 256 << 20;

  /** Behind the values, so that packed ones can be read eight bytes at a time. */
  private static final int SLACK = 8;

  private final PageHeader header = new PageHeader();
  private final CRC32 crc = new CRC32();
  private byte[] unpacked = new byte[1 << 14];
  private int[] dictionary = new int[256];
  private int dictionarySize;
  private byte[] raw;
  private int at;
  private int end;

  private final boolean checked;

  /** An idle decoder. */
  public GroupDecoder() {
    this(true);
  }

  /** One that may leave checksums out, so that tests can show it what they would keep away. */
  GroupDecoder(boolean checked) {
    this.checked = checked;
  }

  /**
   * Appends the rows of a row group to columns.
   *
   * @param bytes the row group, with at least eight bytes more behind it
   * @param length its bytes
   * @param rows its rows
   * @param packedColumns which of its columns are compressed
   * @param compression how
   * @param columns one for each column of the table; null for one that isn't wanted
   * @throws BadPage if it is damaged
   */
  void decode(
      byte[] bytes,
      int length,
      int rows,
      long packedColumns,
      Compression compression,
      Column[] columns) {
    int position = 0;
    try {
      for (int i = 0; i < columns.length; i++) {
        boolean packed = (packedColumns >>> i & 1) != 0;
        position = column(bytes, position, length, rows, packed ? compression : null, columns[i]);
      }
    } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
      throw new BadPage("values that don't fit their page: " + e.getMessage());
    }
    if (position != length) {
      throw new BadPage(length - position + " bytes more than the columns take");
    }
  }

  private int column(
      byte[] bytes, int from, int limit, int rows, Compression compression, Column column) {
    int position = from;
    int done = 0;
    dictionarySize = -1;
    while (done < rows) {
      int data = header.read(bytes, position, limit);
      position = data + header.packedSize;
      boolean isDictionary = header.type == PageHeader.DICTIONARY_PAGE;
      if (isDictionary ? done > 0 || dictionarySize >= 0 : header.type != PageHeader.DATA_PAGE) {
        throw new BadPage("a page of type " + header.type + " out of place");
      }
      if (!isDictionary && (header.values == 0 || header.values > rows - done)) {
        throw new BadPage("a page of " + header.values + " rows");
      }
      done += isDictionary ? 0 : header.values;
      if (column == null) {
        dictionarySize = 0;
        continue;
      }
      unpack(bytes, data, compression);
      if (isDictionary) {
        dictionary(column);
      } else {
        values(column);
      }
    }
    return position;
  }

  private void unpack(byte[] bytes, int data, Compression compression) {
    crc.reset();
    crc.update(bytes, data, header.packedSize);
    if (checked && (int) crc.getValue() != header.crc) {
      throw new BadPage("a page whose checksum is wrong");
    }
    if (compression == null) {
      if (header.rawSize != header.packedSize) {
        throw new BadPage("a page of two sizes that isn't compressed");
      }
      raw = bytes;
      at = data;
      end = data + header.rawSize;
      return;
    }
    if (header.rawSize > MAX_PAGE_BYTES) {
      throw new BadPage("a page that says it unpacks to " + header.rawSize + " bytes");
    }
    if (unpacked.length < header.rawSize + SLACK) {
      unpacked = new byte[header.rawSize + SLACK];
    }
    PageCodec.unpack(compression, bytes, data, header.packedSize, unpacked, header.rawSize);
    raw = unpacked;
    at = 0;
    end = header.rawSize;
  }

  private void dictionary(Column column) {
    int n = header.values;
    if (column.kind() == Kind.TEXT) {
      texts(column, n);
    } else {
      if (column.kind().width() == 8 || (long) n * 4 != end - at) {
        throw new BadPage("a dictionary of " + n + " values in " + (end - at) + " bytes");
      }
      dictionary = dictionary.length < n ? new int[n] : dictionary;
      for (int i = 0; i < n; i++) {
        dictionary[i] = Bytes.getInt(raw, at + 4 * i);
      }
    }
    dictionarySize = n;
  }

  /** Where a column has texts already, codes are moved to those of the new dictionary. */
  private void texts(Column column, int n) {
    dictionary = dictionary.length < n ? new int[n] : dictionary;
    boolean first = column.texts().isEmpty();
    for (int i = 0; i < n; i++) {
      if (end - at < 4) {
        throw new BadPage("a dictionary that ends early");
      }
      int length = Bytes.getInt(raw, at);
      at += 4;
      if (length < 0 || length > end - at) {
        throw new BadPage("a dictionary that ends early");
      }
      String text = new String(raw, at, length, StandardCharsets.UTF_8);
      at += length;
      if (first) {
        column.addDictionaryText(text);
        dictionary[i] = i;
      } else {
        dictionary[i] = column.codeOf(text);
      }
    }
    if (at != end) {
      throw new BadPage("a dictionary with more than its values");
    }
  }

  private void values(Column column) {
    int rows = header.values;
    int first = column.size();
    column.ensure(rows);
    int present = levels(column, rows);
    boolean coded = header.encoding == PageHeader.RLE_DICTIONARY;
    if (!coded && header.encoding != PageHeader.PLAIN || !coded && column.kind() == Kind.TEXT) {
      throw new BadPage("values of encoding " + header.encoding);
    }
    if (coded) {
      codes(column, present);
    } else {
      plain(column, present);
    }
    if (present < rows) {
      spread(column, first, rows, present);
    }
    column.setSize(first + rows);
  }

  /** Marks the nulls; gives how many rows have a value. */
  private int levels(Column column, int rows) {
    int length = end - at < 4 ? -1 : Bytes.getInt(raw, at);
    if (length < 0 || length > end - at - 4) {
      throw new BadPage("definition levels that end early");
    }
    int from = at + 4;
    at = from + length;
    if (isOneRun(from, at, rows)) {
      return rows;
    }
    int[] levels = new int[rows];
    RunLengths.decode(raw, from, at, 1, levels, 0, rows);
    int present = 0;
    for (int i = 0; i < rows; i++) {
      if (levels[i] == 0) {
        column.setNull(column.size() + i);
      } else {
        present++;
      }
    }
    return present;
  }

  /** Whether the levels are one run of 1 that is long enough, as they are without nulls. */
  private boolean isOneRun(int from, int to, int rows) {
    int header = 0;
    int shift = 0;
    int i = from;
    while (i < to && shift < 28) {
      header |= (raw[i] & 0x7F) << shift;
      if (raw[i++] >= 0) {
        return (header & 1) == 0 && header >>> 1 >= rows && i < to && raw[i] == 1;
      }
      shift += 7;
    }
    return false;
  }

  private void codes(Column column, int present) {
    if (dictionarySize < 0) {
      throw new BadPage("codes without a dictionary");
    }
    int[] out = column.bits();
    int first = column.size();
    if (present == 0) {
      return;
    }
    int width = at < end ? raw[at++] : -1;
    if (width < 0 || width > 32) {
      throw new BadPage("codes of " + width + " bits");
    }
    RunLengths.decode(raw, at, end, width, out, first, present);
    int[] values = dictionary;
    for (int i = first; i < first + present; i++) {
      int code = out[i];
      if (Integer.compareUnsigned(code, dictionarySize) >= 0) {
        throw new BadPage("code " + code + " in a dictionary of " + dictionarySize);
      }
      out[i] = values[code];
    }
  }

  private void plain(Column column, int present) {
    int width = column.kind().width();
    if ((long) present * width != end - at) {
      throw new BadPage(present + " values in " + (end - at) + " bytes");
    }
    int first = column.size();
    if (width == 8) {
      long[] out = column.wideBits();
      for (int i = 0; i < present; i++) {
        out[first + i] = Bytes.getLong(raw, at + 8 * i);
      }
    } else {
      int[] out = column.bits();
      for (int i = 0; i < present; i++) {
        out[first + i] = Bytes.getInt(raw, at + 4 * i);
      }
    }
  }

  /** Moves values to their rows, from the last, so that nulls come between. */
  private static void spread(Column column, int first, int rows, int present) {
    boolean wide = column.kind().width() == 8;
    int from = first + present - 1;
    for (int row = first + rows - 1; row >= first; row--) {
      boolean none = column.isNull(row);
      if (wide) {
        column.wideBits()[row] = none ? 0 : column.wideBits()[from];
      } else {
        column.bits()[row] = none ? 0 : column.bits()[from];
      }
      from -= none ? 0 : 1;
    }
  }
}
