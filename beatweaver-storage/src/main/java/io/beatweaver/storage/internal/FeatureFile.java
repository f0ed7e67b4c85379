package io.beatweaver.storage.internal;

import io.beatweaver.InputException;
import io.beatweaver.grid.SongFeatures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * One song's features in a file, little-endian: a header of {@value #HEADER_BYTES} bytes, then the
 * values, frame-major, as float16.
 *
 * <pre>
 * 0   8   "BWFEAT01"
 * 8   4   format version, 1
 * 12  4   rows
 * 16  4   columns, 81
 * 20  4   bytes a value, 2
 * 24  32  the key
 * 56  4   CRC32C of the values
 * 60  4   CRC32C of the header up to here
 * </pre>
 */
public final class FeatureFile {
  static final int HEADER_BYTES = 64;
  static final int VERSION = 1;

  private static final long MAGIC = 0x3130544145465742L;
  private static final int VALUE_BYTES = 2;
  private static final int KEY_AT = 24;
  private static final int VALUES_CRC_AT = 56;
  private static final int HEADER_CRC_AT = 60;

  /** What each of the 65536 halfs means; a look-up is several times faster than the arithmetic. */
  private static final float[] FLOATS = new float[1 << 16];

  static {
    for (int half = 0; half < FLOATS.length; half++) {
      FLOATS[half] = Half.toFloat((short) half);
    }
  }

  private FeatureFile() {}

  /**
   * Writes features; the file is there as a whole or not at all.
   *
   * @param file where it goes
   * @param key the key, 64 hex digits
   * @param features what is written
   * @return what a reader of the file will get: the features rounded to float16
   * @throws IOException if it can't be written
   * @throws IllegalArgumentException if a value is no finite float16
   */
  public static SongFeatures write(Path file, String key, SongFeatures features)
      throws IOException {
    float[] values = features.toArray();
    ByteBuffer body = buffer(Math.multiplyExact(values.length, VALUE_BYTES));
    for (int i = 0; i < values.length; i++) {
      short half = Half.ofFloat(values[i]);
      float rounded = FLOATS[half & 0xFFFF];
      if (!Float.isFinite(rounded)) {
        throw new IllegalArgumentException(
            "row "
                + i / SongFeatures.COLUMNS
                + ", column "
                + i % SongFeatures.COLUMNS
                + ": no finite float16: "
                + values[i]);
      }
      values[i] = rounded;
      body.putShort(half);
    }
    DurableFiles.write(file, header(key, features.rows(), body), body.rewind());
    return SongFeatures.wrap(values);
  }

  private static ByteBuffer header(String key, int rows, ByteBuffer body) {
    ByteBuffer header = buffer(HEADER_BYTES);
    header.putLong(MAGIC).putInt(VERSION).putInt(rows).putInt(SongFeatures.COLUMNS);
    header.putInt(VALUE_BYTES).put(HexFormat.of().parseHex(key));
    header.putInt(crc(body.array(), 0, body.capacity()));
    header.putInt(crc(header.array(), 0, HEADER_CRC_AT));
    return header.rewind();
  }

  /**
   * Reads features back.
   *
   * @param file the file
   * @param key the key it must have been written under
   * @return the features
   * @throws InputException if the file is damaged, of another version or another key's
   * @throws java.nio.file.NoSuchFileException if it isn't there
   * @throws IOException if the disk fails
   */
  public static SongFeatures read(Path file, String key) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer header = read(channel, HEADER_BYTES, file);
      int rows = rows(header, key, channel.size(), file);
      ByteBuffer body = read(channel, rows * SongFeatures.COLUMNS * VALUE_BYTES, file);
      require(
          crc(body.array(), 0, body.capacity()) == header.getInt(VALUES_CRC_AT),
          file,
          "the values' checksum is wrong");
      float[] values = new float[rows * SongFeatures.COLUMNS];
      for (int i = 0; i < values.length; i++) {
        values[i] = FLOATS[body.getShort(i * VALUE_BYTES) & 0xFFFF];
      }
      return SongFeatures.wrap(values);
    }
  }

  /** Checks a header and returns how many rows follow it. */
  private static int rows(ByteBuffer header, String key, long fileBytes, Path file)
      throws InputException {
    require(header.getLong(0) == MAGIC, file, "no file of song features");
    require(
        crc(header.array(), 0, HEADER_CRC_AT) == header.getInt(HEADER_CRC_AT),
        file,
        "the header's checksum is wrong");
    require(
        header.getInt(8) == VERSION
            && header.getInt(16) == SongFeatures.COLUMNS
            && header.getInt(20) == VALUE_BYTES,
        file,
        "another version's file");
    String found = HexFormat.of().formatHex(header.array(), KEY_AT, VALUES_CRC_AT);
    require(found.equals(key), file, "holds another key's features");
    int rows = header.getInt(12);
    require(
        rows >= 0
            && fileBytes == HEADER_BYTES + (long) rows * SongFeatures.COLUMNS * VALUE_BYTES
            && fileBytes <= Integer.MAX_VALUE,
        file,
        "has " + fileBytes + " bytes, which is not what its header says");
    return rows;
  }

  private static ByteBuffer read(FileChannel channel, int bytes, Path file) throws IOException {
    ByteBuffer buffer = buffer(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new InputException(file, "the file ends early");
      }
    }
    return buffer.rewind();
  }

  private static void require(boolean right, Path file, String reason) throws InputException {
    if (!right) {
      throw new InputException(file, reason);
    }
  }

  private static int crc(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
