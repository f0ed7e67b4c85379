package io.beatweaver.storage.internal.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Changes shards' files, under the folder's lock. */
final class ShardFile {
  /** Written in pieces, as the platform copies what it writes into memory that it keeps. */
  private static final int WRITE_BYTES = 1 << 20;

  private ShardFile() {}

  /**
   * Writes an entry, values first, header last: without its header it isn't there.
   *
   * @param file the shard, made if it isn't there
   * @param at where the header goes
   * @throws IOException if it can't be written; then the file ends where it did, if that can be
   */
  static void append(Path file, long at, EntryHeader header, ByteBuffer values) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      int filling = header.entryBytes() - EntryHeader.BYTES - values.remaining();
      long end = write(channel, values.duplicate(), at + EntryHeader.BYTES);
      write(channel, ByteBuffer.allocate(filling), end);
      write(channel, header.encode(), at);
    } catch (IOException e) {
      try {
        cutOff(file, at);
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private static long write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
    int limit = bytes.limit();
    long place = at;
    while (bytes.position() < limit) {
      bytes.limit(Math.min(limit, bytes.position() + WRITE_BYTES));
      place += channel.write(bytes, place);
    }
    return place;
  }

  /** Gives back the space of what was not written whole; an empty shard goes. */
  static void cutOff(Path file, long end) throws IOException {
    if (end == 0) {
      Files.deleteIfExists(file);
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (channel.size() > end) {
        channel.truncate(end);
      }
    }
  }
}
