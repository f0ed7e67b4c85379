package io.beatweaver.unity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/** Writes UnityFS bundles in every variant of the container. */
public final class BundleWriter {
  /** How something is packed; the numbers are the format's. */
  public enum Packing {
    STORED(0),
    LZMA(1),
    LZ4(2),
    LZ4HC(3);

    final int flag;

    Packing(int flag) {
      this.flag = flag;
    }
  }

  private record Entry(String name, byte[] bytes, int flags) {}

  private final List<Entry> entries = new ArrayList<>();
  private int format = 8;
  private String engine = "2022.3.33f1";
  private Packing infoPacking = Packing.LZ4HC;
  private Packing dataPacking = Packing.LZ4HC;
  private boolean infoAtEnd;
  private boolean padded = true;
  private int moreFlags = 0x40;
  private int blockBytes = 0x20000;

  /** Padding is a flag from format 7; late bundles of format 6 pad their header without one. */
  public BundleWriter container(int containerFormat, String engineVersion, boolean padding) {
    format = containerFormat;
    engine = engineVersion;
    padded = padding;
    return this;
  }

  public BundleWriter packing(Packing info, Packing data) {
    infoPacking = info;
    dataPacking = data;
    return this;
  }

  public BundleWriter infoAtEnd(boolean atEnd) {
    infoAtEnd = atEnd;
    return this;
  }

  public BundleWriter blockBytes(int bytes) {
    blockBytes = bytes;
    return this;
  }

  /** Replaces the flags that are always set. */
  public BundleWriter flags(int flags) {
    moreFlags = flags;
    return this;
  }

  public BundleWriter objects(String name, byte[] bytes) {
    entries.add(new Entry(name, bytes, BundleEntry.SERIALIZED));
    return this;
  }

  public BundleWriter raw(String name, byte[] bytes) {
    entries.add(new Entry(name, bytes, 0));
    return this;
  }

  public byte[] build() {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    LittleEndian directory = new LittleEndian(true).i32(entries.size());
    for (Entry entry : entries) {
      directory.i64(data.size()).i64(entry.bytes().length).i32(entry.flags()).name(entry.name());
      data.writeBytes(entry.bytes());
    }
    byte[] all = data.toByteArray();
    int step =
        dataPacking == Packing.LZMA || dataPacking == Packing.STORED ? all.length : blockBytes;
    ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    LittleEndian list = new LittleEndian(true);
    int count = 0;
    for (int from = 0; from < all.length; from += step, count++) {
      byte[] block = Arrays.copyOfRange(all, from, Math.min(all.length, from + step));
      byte[] packed = pack(block, dataPacking);
      // As the engine does: a block that doesn't shrink is stored.
      boolean stored = packed.length >= block.length && dataPacking != Packing.LZMA;
      blocks.writeBytes(stored ? block : packed);
      list.i32(block.length).i32(stored ? block.length : packed.length);
      list.u16(stored ? 0 : dataPacking.flag | (dataPacking == Packing.LZMA ? 0x40 : 0));
    }
    byte[] info =
        new LittleEndian(true)
            .bytes(new byte[16])
            .i32(count)
            .bytes(list.done())
            .bytes(directory.done())
            .done();
    return assemble(blocks.toByteArray(), info);
  }

  private byte[] assemble(byte[] blocks, byte[] info) {
    byte[] packedInfo = pack(info, infoPacking);
    int flags =
        infoPacking.flag | moreFlags | (infoAtEnd ? 0x80 : 0) | (padded && format >= 7 ? 0x200 : 0);
    int head = header(0, packedInfo.length, info.length, flags).size();
    int start = format >= 7 || padded ? head + 15 & ~15 : head;
    int data = infoAtEnd ? start : start + packedInfo.length;
    data = padded && format >= 7 ? data + 15 & ~15 : data;
    int size = data + blocks.length + (infoAtEnd ? packedInfo.length : 0);
    byte[] file = Arrays.copyOf(header(size, packedInfo.length, info.length, flags).done(), size);
    int infoStart = infoAtEnd ? size - packedInfo.length : start;
    System.arraycopy(packedInfo, 0, file, infoStart, packedInfo.length);
    System.arraycopy(blocks, 0, file, data, blocks.length);
    return file;
  }

  private LittleEndian header(long size, int packedInfo, int info, int flags) {
    return new LittleEndian(true)
        .name("UnityFS")
        .i32(format)
        .name("5.x.x")
        .name(engine)
        .i64(size)
        .i32(packedInfo)
        .i32(info)
        .i32(flags);
  }

  private static byte[] pack(byte[] plain, Packing packing) {
    return switch (packing) {
      case STORED -> plain;
      case LZ4, LZ4HC -> Lz4Packer.pack(plain);
      case LZMA -> lzma(plain);
    };
  }

  private static byte[] lzma(byte[] plain) {
    try {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      LZMA2Options options = new LZMA2Options(1);
      options.setDictSize(1 << 16);
      LZMAOutputStream out = new LZMAOutputStream(packed, options, false);
      out.write(plain);
      out.finish();
      byte[] properties = new LittleEndian().u8(out.getProps()).i32(options.getDictSize()).done();
      return new LittleEndian().bytes(properties).bytes(packed.toByteArray()).done();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
