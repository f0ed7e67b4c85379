package io.beatweaver.unity.internal;

import io.beatweaver.InputException;
import io.beatweaver.unity.BundleEntry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * A UnityFS file as one stretch of unpacked data. Only the blocks that are asked for are unpacked,
 * one at a time, so that a bundle of LZ4 blocks takes a few hundred kilobytes however large it is;
 * stored blocks are read from the file, a block of LZMA is held as far as it has been read.
 *
 * <p>For one thread.
 */
public final class Container implements Closeable {
  /** A file that makes its reader unpack the same blocks again and again is given up. */
  private static final int MAX_PASSES = 8;

  private static final long FREE_BYTES = 64 << 20;

  private final FileChannel channel;
  private final String file;
  private final ContainerHeader header;
  private final Blocks blocks;
  private long unpackedBytes;
  private int current = -1;
  private byte[] packed = new byte[0];
  private byte[] block = new byte[0];
  private LzmaBlock lzma;

  private Container(FileChannel channel, String file, long mostBytes) throws IOException {
    this.channel = channel;
    this.file = file;
    this.header = ContainerHeader.read(channel, file);
    this.blocks = Blocks.read(channel, header, mostBytes, file);
  }

  /**
   * Opens a bundle and reads its lists.
   *
   * @param path the file
   * @param mostBytes bundles that unpack to more are refused
   * @throws InputException if it's no bundle, or one that can't be read
   */
  public static Container open(Path path, long mostBytes) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new InputException(path, Files.exists(path) ? "is no file" : "no such file");
    }
    FileChannel channel;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
    } catch (AccessDeniedException e) {
      throw new InputException(path.toString(), "", "no permission to read it", e);
    }
    try {
      return new Container(channel, path.toString(), mostBytes);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The file's path, for messages. */
  public String file() {
    return file;
  }

  /** The container's format, 6 to 8. */
  public int format() {
    return header.format();
  }

  /** The version of the engine that wrote it. */
  public String engine() {
    return header.engine();
  }

  /** What is in it. */
  public List<BundleEntry> entries() {
    return blocks.entries();
  }

  /** The most bytes that unpacking holds at a time. */
  public long workingBytes() {
    long most = 0;
    for (int i = 0; i < blocks.count(); i++) {
      long bytes =
          switch (blocks.kind()[i]) {
            case STORED -> 0;
            case LZ4 -> blocks.size(i) + blocks.packedSize(i);
            // The dictionary, never larger than the block, is held beside it.
            case LZMA -> 2 * blocks.size(i);
          };
      most = Math.max(most, bytes);
    }
    return most;
  }

  /** An entry's bytes. */
  public Stretch stretch(BundleEntry entry) {
    return new Stretch(this, entry.offset(), entry.size(), entry.name());
  }

  /** Fills a part of an array with unpacked data, which the caller knows to be there. */
  void read(long from, byte[] target, int at, int length) throws IOException {
    int found = Arrays.binarySearch(blocks.dataStart(), from);
    int index = found >= 0 ? found : -found - 2;
    int done = 0;
    while (done < length) {
      // Of blocks of no size that begin at one place, the search may find any.
      while (blocks.dataStart()[index + 1] <= from + done) {
        index++;
      }
      long inBlock = from + done - blocks.dataStart()[index];
      int n = (int) Math.min(length - done, blocks.size(index) - inBlock);
      switch (blocks.kind()[index]) {
        case STORED ->
            Positional.read(
                channel, blocks.packedStart()[index] + inBlock, target, at + done, n, file);
        case LZ4 -> {
          unpackLz4(index);
          System.arraycopy(block, (int) inBlock, target, at + done, n);
        }
        case LZMA -> {
          openLzma(index);
          lzma.read((int) inBlock, target, at + done, n);
        }
      }
      done += n;
    }
  }

  private void unpackLz4(int index) throws IOException {
    if (index == current) {
      return;
    }
    current = -1;
    lzma = null;
    count(index);
    int size = (int) blocks.size(index);
    int packedSize = blocks.packedSize(index);
    if (block.length < size) {
      block = new byte[size];
    }
    if (packed.length < packedSize) {
      packed = new byte[packedSize];
    }
    Positional.read(channel, blocks.packedStart()[index], packed, 0, packedSize, file);
    if (!Lz4.unpack(packed, packedSize, block, size)) {
      throw new InputException(file, "block " + index, "damaged LZ4 data");
    }
    current = index;
  }

  private void openLzma(int index) throws IOException {
    if (index == current) {
      return;
    }
    current = -1;
    count(index);
    int packedSize = blocks.packedSize(index);
    lzma =
        new LzmaBlock(
            Positional.stream(channel, blocks.packedStart()[index], packedSize, file),
            packedSize,
            (int) blocks.size(index),
            file);
    current = index;
  }

  private void count(int index) throws InputException {
    unpackedBytes += blocks.size(index);
    if (unpackedBytes > MAX_PASSES * blocks.total() + FREE_BYTES) {
      throw new InputException(file, "", "its objects lie so that it would be unpacked for ever");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
