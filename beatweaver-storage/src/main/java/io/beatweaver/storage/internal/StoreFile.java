package io.beatweaver.storage.internal;

import io.beatweaver.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * A Parquet file of a store, as the manifest knows it.
 *
 * @param name its name in the store's folder
 * @param bytes its size
 * @param rowGroups its row groups
 * @param rows its rows
 * @param footerCrc32c checksum of its footer; pages have their own
 */
public record StoreFile(String name, long bytes, int rowGroups, long rows, int footerCrc32c) {
  /** The footer's length and Parquet's magic. */
  private static final int TAIL = 8;

  private static final int MAGIC = 'P' | 'A' << 8 | 'R' << 16 | '1' << 24;

  static StoreFile of(String name, Path path, int rowGroups, long rows) throws IOException {
    return new StoreFile(name, Files.size(path), rowGroups, rows, footerCrc(path));
  }

  StoreFile named(String other) {
    return new StoreFile(other, bytes, rowGroups, rows, footerCrc32c);
  }

  /** The checksum of a file's footer with its length and magic. */
  static int footerCrc(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      long size = channel.size();
      if (size < TAIL + 4) {
        throw new InputException(path, "too short for a Parquet file: " + size + " bytes");
      }
      ByteBuffer tail = read(channel, size - TAIL, TAIL, path).order(ByteOrder.LITTLE_ENDIAN);
      int length = tail.getInt(0);
      if (tail.getInt(4) != MAGIC || length <= 0 || length > size - TAIL - 4) {
        throw new InputException(path, "the end of the file is not that of a Parquet file");
      }
      CRC32C crc = new CRC32C();
      crc.update(read(channel, size - TAIL - length, length, path));
      crc.update(tail);
      return (int) crc.getValue();
    }
  }

  private static ByteBuffer read(FileChannel channel, long position, int bytes, Path path)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new InputException(path, "the file ends early");
      }
    }
    return buffer.flip();
  }
}
