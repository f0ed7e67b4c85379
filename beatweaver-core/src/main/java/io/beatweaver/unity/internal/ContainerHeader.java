package io.beatweaver.unity.internal;

import io.beatweaver.InputException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The header of a UnityFS file.
 *
 * @param format of the container, 6 to 8
 * @param engine the engine's version as it says itself
 * @param infoStart where the packed list of blocks begins
 * @param infoPacked bytes of the packed list
 * @param infoSize bytes of the unpacked list
 * @param infoCompression how it is packed
 * @param dataStart where the first block begins
 * @param dataEnd where the room of the blocks ends
 */
record ContainerHeader(
    int format,
    String engine,
    long infoStart,
    int infoPacked,
    int infoSize,
    Compression infoCompression,
    long dataStart,
    long dataEnd) {
  /** The most bytes of a list of blocks, packed or not. */
  static final int MAX_INFO_BYTES = 16 << 20;

  private static final byte[] SIGNATURE = "UnityFS\0".getBytes(StandardCharsets.US_ASCII);

  /** Signature, format, two versions of at most 64 bytes, four numbers. */
  private static final int MAX_BYTES = 8 + 4 + 2 * 65 + 8 + 3 * 4;

  private static final int MAX_VERSION_BYTES = 64;
  private static final int DIRECTORY_IN_INFO = 0x40;
  private static final int INFO_AT_END = 0x80;
  private static final int PADDED = 0x200;
  private static final int ENCRYPTED = 0x1400;
  private static final String REFUSED_ENCRYPTION = "encrypted; such bundles can't be read";

  static ContainerHeader read(FileChannel channel, String file) throws IOException {
    long length = channel.size();
    byte[] head = Positional.read(channel, 0, (int) Math.min(MAX_BYTES, length), file);
    ByteReader in = new ByteReader(head, ByteOrder.BIG_ENDIAN, file, "header");
    if (head.length < SIGNATURE.length
        || !Arrays.equals(head, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
      throw new InputException(file, "", "no UnityFS bundle");
    }
    in.skip(SIGNATURE.length);
    int format = in.i32();
    if (format < 6 || format > 8) {
      throw new InputException(file, "header", "container format " + format + "; 6 to 8 are read");
    }
    in.name(MAX_VERSION_BYTES);
    String engine = in.name(MAX_VERSION_BYTES);
    long size = in.i64();
    long infoPacked = in.u32();
    long infoSize = in.u32();
    int flags = in.i32();
    if (size > length) {
      throw new InputException(
          file, "", "cut short: " + length + " bytes are there, " + size + " belong to it");
    }
    if (size < in.position()) {
      throw new InputException(file, "header", "a file size of " + size);
    }
    EngineVersion version = EngineVersion.of(engine);
    if ((flags & ENCRYPTED) != 0 || (flags & PADDED) != 0 && version.paddingBitMeansEncryption()) {
      throw new InputException(file, "", REFUSED_ENCRYPTION);
    }
    if ((flags & DIRECTORY_IN_INFO) == 0) {
      throw new InputException(file, "header", "its directory is not beside its list of blocks");
    }
    if (Math.max(infoSize, infoPacked) > MAX_INFO_BYTES) {
      throw new InputException(
          file,
          "header",
          "a list of blocks of " + Math.max(infoSize, infoPacked) + " bytes, too large");
    }
    long start = in.position();
    if (format >= 7 || version.padsOldHeader() && isPadding(head, in.position())) {
      start = align16(start);
    }
    boolean atEnd = (flags & INFO_AT_END) != 0;
    long infoStart = atEnd ? size - infoPacked : start;
    long dataStart = atEnd ? start : start + infoPacked;
    if ((flags & PADDED) != 0) {
      dataStart = align16(dataStart);
    }
    long dataEnd = atEnd ? infoStart : size;
    if (infoStart < start || infoStart + infoPacked > size || dataStart > dataEnd) {
      throw new InputException(file, "header", "a list of blocks that lies outside the file");
    }
    return new ContainerHeader(
        format,
        engine,
        infoStart,
        (int) infoPacked,
        (int) infoSize,
        Compression.of(flags, file),
        dataStart,
        dataEnd);
  }

  private static long align16(long position) {
    return position + 15 & ~15L;
  }

  private static boolean isPadding(byte[] head, int from) {
    for (int i = from; i < Math.min(align16(from), head.length); i++) {
      if (head[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
