package io.beatweaver.storage.internal.cache;

import io.beatweaver.InputException;

/** Where a song's features lie. Immutable but for what has been found out about them. */
public final class CacheEntry {
  final String key;
  final Shard shard;

  /** Where the header begins. */
  final long offset;

  final int rows;
  final int valuesCrc;
  final long written;

  private volatile boolean whole;
  private volatile long used;

  CacheEntry(Shard shard, long offset, EntryHeader header) {
    this.key = header.key();
    this.shard = shard;
    this.offset = offset;
    this.rows = header.rows();
    this.valuesCrc = header.valuesCrc();
    this.written = header.written();
    this.used = header.written();
  }

  /** Whether the values' checksum has been found right in this process. */
  boolean isWhole() {
    return whole;
  }

  void markWhole() {
    whole = true;
  }

  /** The last use that is known, or the time of writing, in milliseconds since 1970. */
  long used() {
    return used;
  }

  /**
   * Notes a use. Of two threads at once either may win: their times are next to equal.
   *
   * @param millis milliseconds since 1970
   */
  public void use(long millis) {
    if (millis > used) {
      used = millis;
    }
  }

  /** What is wrong here. */
  InputException damage(String reason) {
    return new InputException(
        shard.file.toString(), "byte " + offset, "cached song " + key + ": " + reason);
  }

  /**
   * The key.
   *
   * @return 64 lower-case hex digits
   */
  public String key() {
    return key;
  }

  /**
   * Length in the shard.
   *
   * @return bytes of header, values and filling
   */
  public int bytes() {
    return EntryHeader.entryBytes(rows);
  }

  long end() {
    return offset + bytes();
  }

  EntryHeader header() {
    return new EntryHeader(key, rows, written, valuesCrc);
  }
}
