package io.beatweaver.storage.internal.cache;

import io.beatweaver.InputException;
import io.beatweaver.storage.internal.Half;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * An entry in mapped memory. Stays readable when its shard is deleted, as the mapping is kept. Safe
 * for several threads.
 */
public final class MappedEntry {
  private final ShardFolder folder;
  private final CacheEntry entry;
  private final ByteBuffer shard;
  private final ShortBuffer values;

  private MappedEntry(ShardFolder folder, CacheEntry entry, ByteBuffer shard) {
    this.folder = folder;
    this.entry = entry;
    this.shard = shard;
    int at = Math.toIntExact(entry.offset) + EntryHeader.BYTES;
    this.values =
        shard
            .slice(at, EntryHeader.valueBytes(entry.rows))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asShortBuffer();
  }

  /**
   * Maps an entry.
   *
   * @param folder where it is looked for
   * @param key its key
   * @return the entry; empty if it isn't there, or its shard is shorter than it should be, which is
   *     counted as damage
   * @throws IOException if the disk fails
   */
  public static Optional<MappedEntry> find(ShardFolder folder, String key) throws IOException {
    Optional<CacheEntry> found = folder.find(key);
    while (found.isPresent()) {
      CacheEntry entry = found.get();
      try {
        ByteBuffer bytes = entry.shard.map(entry.end());
        if (bytes.capacity() >= entry.end()) {
          return Optional.of(new MappedEntry(folder, entry, bytes));
        }
        folder.dropDamaged(entry, entry.damage("the file ends before its end"));
      } catch (NoSuchFileException e) {
        // Another process has moved the entry to another shard, or evicted it.
        folder.refresh(false);
      }
      found = folder.find(key);
    }
    return Optional.empty();
  }

  /**
   * Rows of the features.
   *
   * @return at least 0
   */
  public int rows() {
    return entry.rows;
  }

  /**
   * Where the entry lies.
   *
   * @return for the cache's own books
   */
  public CacheEntry entry() {
    return entry;
  }

  /**
   * Makes sure that the values are those that were written.
   *
   * @param again whether to look even if an earlier look found nothing
   * @throws InputException if they aren't; then the entry is forgotten, so that it can be added
   *     anew
   * @throws IOException if the disk fails
   */
  public void requireWhole(boolean again) throws IOException {
    if (entry.isWhole() && !again) {
      return;
    }
    int at = Math.toIntExact(entry.offset);
    String damage = "";
    if (isCutOff()) {
      damage = "the file ends before its end";
    } else if (!EntryHeader.decode(shard, at).equals(Optional.of(entry.header()))) {
      damage = "its header is damaged";
    } else if (EntryHeader.crc(valueBytes()) != entry.valuesCrc) {
      damage = "the values' checksum is wrong";
    }
    if (!damage.isEmpty()) {
      InputException reason = entry.damage(damage);
      folder.dropDamaged(entry, reason);
      throw reason;
    }
    entry.markWhole();
  }

  /** Mapped memory behind the end of a file must not be touched. */
  private boolean isCutOff() throws IOException {
    try {
      return Files.size(entry.shard.file) < entry.end();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** The values as they are on the disk. */
  ByteBuffer valueBytes() {
    int at = Math.toIntExact(entry.offset) + EntryHeader.BYTES;
    return shard.slice(at, EntryHeader.valueBytes(entry.rows));
  }

  /**
   * Copies values, unchecked; {@link #requireWhole} comes first.
   *
   * @param from the first value
   * @param count how many
   * @param target where to
   * @param targetOffset the first one's place there
   */
  public void copy(int from, int count, float[] target, int targetOffset) {
    Half.toFloats(values, from, count, target, targetOffset);
  }
}
