package io.beatweaver.unity.internal;

import io.beatweaver.InputException;
import io.beatweaver.unity.BundleEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The list of blocks of a bundle, and what lies in them. Blocks follow each other without gaps, in
 * the file as well as in the data that they unpack to.
 *
 * @param kind how each block is packed
 * @param packedStart where each begins in the file, and where the last ends
 * @param dataStart where each begins in the unpacked data, and where the last ends
 * @param entries the files in the data
 */
record Blocks(Compression[] kind, long[] packedStart, long[] dataStart, List<BundleEntry> entries) {
  private static final int BLOCK_BYTES = 10;
  private static final int LEAST_ENTRY_BYTES = 21;
  private static final int MAX_ENTRIES = 10_000;
  private static final int HASH_BYTES = 16;
  private static final int MAX_NAME_BYTES = 1024;

  /** What LZMA may add to data that doesn't shrink, besides an eighth of it. */
  private static final int LZMA_OVERHEAD = 1 << 16;

  static Blocks read(FileChannel channel, ContainerHeader header, long mostBytes, String file)
      throws IOException {
    byte[] packed = Positional.read(channel, header.infoStart(), header.infoPacked(), file);
    byte[] info = unpack(packed, header, file);
    ByteReader in = new ByteReader(info, ByteOrder.BIG_ENDIAN, file, "list of blocks");
    in.skip(HASH_BYTES);
    int count = in.count(BLOCK_BYTES);
    Compression[] kind = new Compression[count];
    long[] packedStart = new long[count + 1];
    long[] dataStart = new long[count + 1];
    packedStart[0] = header.dataStart();
    for (int i = 0; i < count; i++) {
      long size = in.u32();
      long packedSize = in.u32();
      kind[i] = Compression.of(in.u16(), file);
      requirePlausible(kind[i], size, packedSize, in);
      packedStart[i + 1] = packedStart[i] + packedSize;
      dataStart[i + 1] = dataStart[i] + size;
      if (packedStart[i + 1] > header.dataEnd()) {
        throw new InputException(file, "", "cut short: block " + i + " ends outside the file");
      }
      if (dataStart[i + 1] > mostBytes) {
        throw in.bad("unpacks to more than " + mostBytes + " bytes");
      }
    }
    return new Blocks(kind, packedStart, dataStart, entries(in, dataStart[count]));
  }

  private static byte[] unpack(byte[] packed, ContainerHeader header, String file)
      throws IOException {
    byte[] info = new byte[plausibleInfo(packed, header, file)];
    switch (header.infoCompression()) {
      case STORED -> System.arraycopy(packed, 0, info, 0, info.length);
      case LZ4 -> {
        if (!Lz4.unpack(packed, packed.length, info, info.length)) {
          throw new InputException(file, "list of blocks", "damaged LZ4 data");
        }
      }
      case LZMA ->
          new LzmaBlock(new ByteArrayInputStream(packed), packed.length, info.length, file)
              .read(0, info, 0, info.length);
    }
    return info;
  }

  private static int plausibleInfo(byte[] packed, ContainerHeader header, String file)
      throws InputException {
    int size = header.infoSize();
    boolean plausible =
        switch (header.infoCompression()) {
          case STORED -> size == packed.length;
          case LZ4 -> size <= (long) packed.length * Lz4.MAX_RATIO;
          case LZMA -> true;
        };
    if (!plausible) {
      throw new InputException(file, "header", "a list of blocks of two sizes");
    }
    return size;
  }

  private static void requirePlausible(
      Compression kind, long size, long packedSize, ByteReader place) throws InputException {
    boolean plausible =
        switch (kind) {
          case STORED -> size == packedSize;
          case LZ4 ->
              size <= packedSize * Lz4.MAX_RATIO && packedSize <= size + size / Lz4.MAX_RATIO + 16;
          case LZMA -> packedSize <= size + size / 8 + LZMA_OVERHEAD;
        };
    if (!plausible || kind != Compression.STORED && size > Integer.MAX_VALUE - 16) {
      throw place.bad("a block of " + packedSize + " bytes that unpacks to " + size);
    }
  }

  private static List<BundleEntry> entries(ByteReader in, long total) throws InputException {
    int count = in.count(LEAST_ENTRY_BYTES);
    if (count > MAX_ENTRIES) {
      throw in.bad("more than " + MAX_ENTRIES + " files inside");
    }
    List<BundleEntry> entries = new ArrayList<>(count);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < count; i++) {
      long offset = in.i64();
      long size = in.i64();
      long flags = in.u32();
      String name = in.name(MAX_NAME_BYTES);
      if (offset < 0 || size < 0 || offset > total || size > total - offset) {
        throw in.bad("an entry that lies outside the data");
      }
      if (!names.add(name)) {
        throw in.bad("two entries of one name");
      }
      entries.add(new BundleEntry(name, offset, size, (flags & BundleEntry.SERIALIZED) != 0));
    }
    return List.copyOf(entries);
  }

  int count() {
    return kind.length;
  }

  long total() {
    return dataStart[kind.length];
  }

  int packedSize(int block) {
    return (int) (packedStart[block + 1] - packedStart[block]);
  }

  /** Bytes of a block; those of a stored block may be more than fit an array. */
  long size(int block) {
    return dataStart[block + 1] - dataStart[block];
  }
}
