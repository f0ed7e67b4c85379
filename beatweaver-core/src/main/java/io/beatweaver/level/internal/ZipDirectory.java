package io.beatweaver.level.internal;

import io.beatweaver.InputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at a zip's end before the JDK reads its whole directory into memory. */
final class ZipDirectory {
  /** A level has a few dozen files. */
  static final int MAX_ENTRIES = 10_000;

  /** The most bytes of a directory: long names for all entries. */
  private static final int MAX_BYTES = 16 << 20;

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int MAX_COMMENT = 0xffff;

  private ZipDirectory() {}

  /**
   * Refuses a zip whose directory says that it is too much, or that only its 64-bit form says. What
   * looks like an end may be part of the comment of the real one, so all of them are asked.
   */
  static void requireSmall(Path file) throws IOException {
    ByteBuffer tail = tail(file);
    long from = Files.size(file) - tail.limit();
    for (int at = tail.limit() - END_BYTES; at >= 0; at--) {
      if (tail.getInt(at) == END_SIGNATURE) {
        int entries = tail.getShort(at + 10) & 0xffff;
        long bytes = tail.getInt(at + 12) & 0xffffffffL;
        boolean wide = entries == 0xffff || bytes == 0xffffffffL || tail.getInt(at + 16) == -1;
        if (!wide && bytes > from + at) {
          // Where no such directory has room before it, it is part of a song: no end to anyone.
          continue;
        }
        if (wide || bytes > MAX_BYTES) {
          throw new InputException(file, "the zip's directory is too large");
        }
        if (entries > MAX_ENTRIES) {
          throw new InputException(file, "more than " + MAX_ENTRIES + " files in the zip");
        }
      }
    }
  }

  private static ByteBuffer tail(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(in.length(), END_BYTES + MAX_COMMENT)];
      in.seek(in.length() - tail.length);
      in.readFully(tail);
      return ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
