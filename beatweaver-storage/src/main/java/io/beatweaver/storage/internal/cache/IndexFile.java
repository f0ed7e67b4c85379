package io.beatweaver.storage.internal.cache;

import io.beatweaver.file.AtomicFiles;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of a folder of shards, in the file {@value #NAME}, little-endian: "BWINDX02", CRC32C of
 * what follows, number of shards, and for each shard its name behind its length (one byte), the
 * place behind its last entry (8), the number of its entries (4), and for each entry its offset
 * (8), rows (4), CRC32C of the values (4), times of writing and of the last use (8, 8) and key
 * (32).
 *
 * <p>It says nothing about headers that the shards don't say, but for the last use; without it
 * every entry is looked at once. Entries behind the place it knows are found by scanning.
 *
 * @param parts what it says, a part a shard
 */
record IndexFile(List<Part> parts) {
  private static final Logger LOG = LoggerFactory.getLogger(IndexFile.class);

  /** A shard and its entries. */
  record Part(Shard shard, List<CacheEntry> entries) {}

  static final String NAME = "index";

  private static final long MAGIC = 0x32305844494e5742L;
  private static final int BODY_AT = Long.BYTES + Integer.BYTES;
  private static final int KEY_BYTES = 32;
  private static final int ENTRY_BYTES =
      4 * Long.BYTES - Long.BYTES + 2 * Integer.BYTES + KEY_BYTES;
  private static final int MAX_NAME = 0xFF;

  /** Reads the index; an empty one if it isn't there or can't be used, which costs time alone. */
  static IndexFile read(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      if (bytes.getLong() != MAGIC
          || bytes.getInt() != EntryHeader.crc(bytes.slice(BODY_AT, bytes.limit() - BODY_AT))) {
        throw new IllegalArgumentException("its checksum is wrong");
      }
      return new IndexFile(parts(folder, bytes));
    } catch (NoSuchFileException e) {
      return new IndexFile(List.of());
    } catch (IOException | IllegalArgumentException | BufferUnderflowException e) {
      LOG.warn("{} is not used, the shards are looked through instead: {}", file, e.toString());
      return new IndexFile(List.of());
    }
  }

  private static List<Part> parts(Path folder, ByteBuffer bytes) {
    List<Part> parts = new ArrayList<>();
    for (int left = bytes.getInt(); left > 0; left--) {
      byte[] name = new byte[bytes.get() & MAX_NAME];
      bytes.get(name);
      Shard shard = Shard.of(folder.resolve(new String(name, StandardCharsets.US_ASCII)));
      shard.end = bytes.getLong();
      List<CacheEntry> entries = new ArrayList<>();
      for (int more = bytes.getInt(); more > 0; more--) {
        entries.add(entry(shard, bytes));
      }
      parts.add(new Part(shard, entries));
    }
    return parts;
  }

  private static CacheEntry entry(Shard shard, ByteBuffer bytes) {
    long offset = bytes.getLong();
    int rows = bytes.getInt();
    int crc = bytes.getInt();
    long written = bytes.getLong();
    long used = bytes.getLong();
    byte[] key = new byte[KEY_BYTES];
    bytes.get(key);
    EntryHeader header = new EntryHeader(HexFormat.of().formatHex(key), rows, written, crc);
    if (rows < 0
        || rows > EntryHeader.MAX_ROWS
        || offset < 0
        || shard.end - offset < header.entryBytes()) {
      throw new IllegalArgumentException("an entry lies outside " + shard.name());
    }
    CacheEntry entry = new CacheEntry(shard, offset, header);
    entry.use(used);
    return entry;
  }

  static void write(Path folder, Collection<Shard> shards, Collection<CacheEntry> entries)
      throws IOException {
    Map<Shard, List<CacheEntry>> parts = new LinkedHashMap<>();
    shards.forEach(shard -> parts.put(shard, new ArrayList<>()));
    int count = 0;
    for (CacheEntry entry : entries) {
      parts.get(entry.shard).add(entry);
      count++;
    }
    int partBytes = 1 + MAX_NAME + Long.BYTES + Integer.BYTES;
    ByteBuffer bytes =
        ByteBuffer.allocate(
                BODY_AT
                    + Integer.BYTES
                    + Math.multiplyExact(parts.size(), partBytes)
                    + Math.multiplyExact(count, ENTRY_BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(MAGIC).putInt(0).putInt(parts.size());
    parts.forEach((shard, own) -> write(shard, own, bytes));
    bytes.flip();
    bytes.putInt(Long.BYTES, EntryHeader.crc(bytes.slice(BODY_AT, bytes.limit() - BODY_AT)));
    AtomicFiles.write(folder.resolve(NAME), bytes);
  }

  private static void write(Shard shard, List<CacheEntry> entries, ByteBuffer bytes) {
    byte[] name = shard.name().getBytes(StandardCharsets.US_ASCII);
    bytes.put((byte) name.length).put(name).putLong(shard.end).putInt(entries.size());
    for (CacheEntry entry : entries) {
      bytes.putLong(entry.offset).putInt(entry.rows).putInt(entry.valuesCrc);
      bytes.putLong(entry.written).putLong(entry.used()).put(HexFormat.of().parseHex(entry.key));
    }
  }
}
