package io.beatweaver.storage.internal.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds a shard's entries by their headers. Where a header is damaged, the entries behind it are
 * found again by their first bytes, as they begin at multiples of {@link EntryHeader#ALIGNMENT}.
 *
 * @param entries those found, by offset
 * @param end behind the last of them
 * @param damaged places where an entry was and is no longer
 */
record ShardScan(List<CacheEntry> entries, long end, int damaged) {
  private static final int SEARCH_BYTES = 1 << 20;

  /**
   * Scans a shard.
   *
   * @param shard the shard
   * @param from behind the last entry that is known
   * @param search whether to look beyond damage; without, the scan ends there and counts nothing,
   *     as what looks damaged may be an entry that another process is about to write
   */
  static ShardScan of(Shard shard, long from, boolean search) throws IOException {
    List<CacheEntry> entries = new ArrayList<>();
    int damaged = 0;
    long end = from;
    try (FileChannel channel = FileChannel.open(shard.file)) {
      long size = channel.size();
      ByteBuffer bytes = ByteBuffer.allocate(EntryHeader.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      long at = from;
      while (read(channel, bytes, at)) {
        Optional<EntryHeader> header = EntryHeader.decode(bytes, 0);
        if (header.isPresent() && at + header.get().entryBytes() > size) {
          // It may have been appended just now.
          size = channel.size();
        }
        if (header.isPresent() && at + header.get().entryBytes() <= size) {
          entries.add(new CacheEntry(shard, at, header.get()));
          at += header.get().entryBytes();
          end = at;
          continue;
        }
        if (!search) {
          break;
        }
        // A killed writer leaves values without a header: no damage, as no entry was lost.
        boolean started = bytes.getLong(0) != 0;
        at = search(channel, at + EntryHeader.ALIGNMENT, size);
        damaged += started || at < size ? 1 : 0;
      }
    }
    return new ShardScan(entries, end, damaged);
  }

  private static boolean read(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
    bytes.clear();
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The next place of a whole header, or the size if there is none. */
  private static long search(FileChannel channel, long from, long size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(SEARCH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long block = from; block < size; block += SEARCH_BYTES) {
      bytes.clear();
      while (bytes.hasRemaining() && channel.read(bytes, block + bytes.position()) >= 0) {}
      int last = bytes.position() - EntryHeader.BYTES;
      for (int at = 0; at <= last; at += EntryHeader.ALIGNMENT) {
        if (bytes.getLong(at) == EntryHeader.MAGIC && EntryHeader.decode(bytes, at).isPresent()) {
          return block + at;
        }
      }
    }
    return size;
  }
}
