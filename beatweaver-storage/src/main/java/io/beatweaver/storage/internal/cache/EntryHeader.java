package io.beatweaver.storage.internal.cache;

import io.beatweaver.grid.SongFeatures;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What stands before a song's values in a shard, {@value #BYTES} bytes, little-endian:
 *
 * <pre>
 * 0   8   "BWFEAT02"
 * 8   4   rows
 * 12  2   columns, 81
 * 14  2   bytes a value, 2
 * 16  8   when it was written, milliseconds since 1970
 * 24  32  the key
 * 56  4   CRC32C of the values
 * 60  4   CRC32C of the header up to here
 * </pre>
 *
 * The values follow, frame-major, as float16, filled up with zeros to a multiple of {@value
 * #ALIGNMENT} bytes, where the next entry begins.
 *
 * @param key 64 lower-case hex digits
 * @param rows rows of the features, at least 0
 * @param written milliseconds since 1970
 * @param valuesCrc CRC32C of the values, without the filling
 */
record EntryHeader(String key, int rows, long written, int valuesCrc) {
  static final int BYTES = 64;
  static final int ALIGNMENT = 64;
  static final int VALUE_BYTES = 2;

  private static final int ROW_BYTES = SongFeatures.COLUMNS * VALUE_BYTES;

  /** An entry must fit into one mapped buffer. */
  static final int MAX_ROWS = (Integer.MAX_VALUE - BYTES - ALIGNMENT) / ROW_BYTES;

  static final long MAGIC = 0x3230544145465742L;

  private static final int KEY_AT = 24;
  private static final int VALUES_CRC_AT = 56;
  private static final int HEADER_CRC_AT = 60;

  /** Bytes of the values. */
  static int valueBytes(int rows) {
    return rows * ROW_BYTES;
  }

  /** Bytes of header, values and filling. */
  static int entryBytes(int rows) {
    return BYTES + (valueBytes(rows) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  int entryBytes() {
    return entryBytes(rows);
  }

  ByteBuffer encode() {
    ByteBuffer header = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(MAGIC).putInt(rows).putShort((short) SongFeatures.COLUMNS);
    header.putShort((short) VALUE_BYTES).putLong(written).put(HexFormat.of().parseHex(key));
    header.putInt(valuesCrc).putInt(crc(header.slice(0, HEADER_CRC_AT)));
    return header.flip();
  }

  /**
   * Reads a header.
   *
   * @param buffer holds it
   * @param at where it begins
   * @return the header; empty if there is none, or a damaged one
   */
  static Optional<EntryHeader> decode(ByteBuffer buffer, int at) {
    ByteBuffer header = buffer.slice(at, BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int rows = header.getInt(8);
    if (header.getLong(0) != MAGIC
        || crc(header.slice(0, HEADER_CRC_AT)) != header.getInt(HEADER_CRC_AT)
        || rows < 0
        || rows > MAX_ROWS
        || header.getShort(12) != SongFeatures.COLUMNS
        || header.getShort(14) != VALUE_BYTES) {
      return Optional.empty();
    }
    byte[] key = new byte[VALUES_CRC_AT - KEY_AT];
    header.get(KEY_AT, key);
    return Optional.of(
        new EntryHeader(
            HexFormat.of().formatHex(key), rows, header.getLong(16), header.getInt(VALUES_CRC_AT)));
  }

  /** Over the bytes from position to limit. */
  static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }
}
