package io.beatweaver.storage.internal.parquet;

import io.beatweaver.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Where the row groups of one of this library's files lie, and whose rows are in them. It is kept
 * in the file itself between the last row group and the footer, where Parquet's readers pass it by,
 * so that opening a store needn't parse a footer of megabytes.
 *
 * <p>Little endian: the number of row groups; for each its offset (8 bytes), size, rows, compressed
 * columns as a bit mask (8 bytes) and number of songs; for each song its hash (20 bytes) and rows.
 */
public final class GroupIndex {
  /** Bytes of a level's hash. */
  public static final int HASH_BYTES = 20;

  private static final int GROUP_BYTES = 28;

  /**
   * A row group.
   *
   * @param offset of its first byte in the file
   * @param bytes its size
   * @param rows its rows
   * @param packedColumns which of its columns are compressed, the first in the lowest bit
   * @param songs whose rows they are, in their order; none in tables that are not split by song
   */
  public record Group(long offset, int bytes, int rows, long packedColumns, List<SongRows> songs) {
    Group moved(long by) {
      return new Group(offset + by, bytes, rows, packedColumns, songs);
    }
  }

  /**
   * A song's rows in a row group.
   *
   * @param hash the level's hash, 40 lower-case hex digits
   * @param rows how many
   */
  public record SongRows(String hash, int rows) {}

  private GroupIndex() {}

  static ByteBuffer encode(List<Group> groups) {
    long size = 4;
    for (Group group : groups) {
      size += GROUP_BYTES + (long) group.songs().size() * (HASH_BYTES + 4);
    }
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(groups.size());
    for (Group group : groups) {
      out.putLong(group.offset());
      out.putInt(group.bytes());
      out.putInt(group.rows());
      out.putLong(group.packedColumns());
      out.putInt(group.songs().size());
      for (SongRows song : group.songs()) {
        out.put(HexFormat.of().parseHex(song.hash()));
        out.putInt(song.rows());
      }
    }
    return out.flip();
  }

  /**
   * Reads the index of a file.
   *
   * @param path the file
   * @param offset where the index begins
   * @param bytes its size
   * @param crc32c its checksum
   * @return the row groups
   * @throws InputException if it is damaged
   */
  static List<Group> read(Path path, long offset, int bytes, int crc32c) throws IOException {
    ByteBuffer in;
    try (FileChannel channel = FileChannel.open(path)) {
      in = Reads.fully(channel, offset, bytes, path).order(ByteOrder.LITTLE_ENDIAN);
    }
    CRC32C crc = new CRC32C();
    crc.update(in.duplicate());
    if ((int) crc.getValue() != crc32c) {
      throw new InputException(path, "the index's checksum is not that of the store's metadata");
    }
    try {
      return parse(in, offset);
    } catch (IndexOutOfBoundsException
        | IllegalArgumentException
        | java.nio.BufferUnderflowException e) {
      throw new InputException(path.toString(), "index", "damaged: " + e.getMessage(), e);
    }
  }

  private static List<Group> parse(ByteBuffer in, long dataEnd) {
    int count = in.getInt();
    require(count >= 0 && (long) count * GROUP_BYTES <= in.remaining(), "row groups");
    List<Group> groups = new ArrayList<>(count);
    byte[] hash = new byte[HASH_BYTES];
    long next = 4;
    for (int i = 0; i < count; i++) {
      long offset = in.getLong();
      int bytes = in.getInt();
      int rows = in.getInt();
      long packed = in.getLong();
      int songs = in.getInt();
      require(offset == next && bytes > 0 && offset + bytes <= dataEnd, "a row group's place");
      require(rows > 0, "a row group's rows");
      require(songs >= 0 && songs <= in.remaining() / (HASH_BYTES + 4), "songs");
      List<SongRows> list = new ArrayList<>(songs);
      long left = rows;
      for (int s = 0; s < songs; s++) {
        in.get(hash);
        int own = in.getInt();
        left -= own;
        require(own > 0, "a song's rows");
        list.add(new SongRows(HexFormat.of().formatHex(hash), own));
      }
      require(songs == 0 || left == 0, "a row group's rows");
      groups.add(new Group(offset, bytes, rows, packed, List.copyOf(list)));
      next = offset + bytes;
    }
    require(next == dataEnd && !in.hasRemaining(), "row groups");
    return groups;
  }

  private static void require(boolean right, String what) {
    if (!right) {
      throw new IllegalArgumentException("wrong " + what);
    }
  }
}
