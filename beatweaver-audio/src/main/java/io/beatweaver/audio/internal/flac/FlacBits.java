package io.beatweaver.audio.internal.flac;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** The bits of a file, highest first, with the checksums of FLAC frames (RFC 9639, 9.1.8, 9.3). */
final class FlacBits {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int BYTES = 1 << 16;
  private static final int[] CRC16 = crcTable(16, 0x8005);
  private static final int[] CRC8 = crcTable(8, 0x07);

  /** A codeword of more zeros than this is damage. */
  private static final int MAX_ZEROS = 1 << 20;

  private final FileChannel channel;
  private final byte[] buffer = new byte[BYTES + 8];

  /** The file position of the buffer's first byte. */
  private long bufferStart;

  private int at;
  private int end;

  /** The next bits from the top on; below {@code left} of them come more that are not counted. */
  private long window;

  private int left;
  private int crc16;
  private int crc8;

  /** Up to where in the buffer the checksums have come. */
  private int summed;

  FlacBits(FileChannel channel, long position) {
    this.channel = channel;
    bufferStart = position;
  }

  private static int[] crcTable(int bits, int polynomial) {
    int[] table = new int[256];
    for (int i = 0; i < 256; i++) {
      int crc = i << (bits - 8);
      for (int bit = 0; bit < 8; bit++) {
        crc = crc << 1 ^ ((crc >> (bits - 1) & 1) != 0 ? polynomial : 0);
      }
      table[i] = crc & ((1 << bits) - 1);
    }
    return table;
  }

  /** The file position of the next byte; at a byte's border only. */
  long position() {
    return bufferStart + at - left / 8;
  }

  /** Starts the checksums anew; at a byte's border only. */
  void startSums() {
    summed = at - left / 8;
    crc16 = 0;
    crc8 = 0;
  }

  /** The 16-bit checksum of all bytes since {@link #startSums}; at a byte's border only. */
  int sum16() {
    sumTo(at - left / 8);
    return crc16;
  }

  /** The 8-bit checksum of all bytes since {@link #startSums}; at a byte's border only. */
  int sum8() {
    sumTo(at - left / 8);
    return crc8;
  }

  private void sumTo(int to) {
    for (; summed < to; summed++) {
      crc16 = (crc16 << 8 ^ CRC16[(crc16 >> 8 ^ buffer[summed]) & 0xff]) & 0xffff;
      crc8 = CRC8[crc8 ^ buffer[summed] & 0xff];
    }
  }

  /** Whether the file has this many bytes more; at a byte's border only. */
  boolean has(int bytes) throws IOException {
    return end - at + left / 8 >= bytes || bufferStart + at - left / 8 + bytes <= channel.size();
  }

  /**
   * @param count 0 to 32
   * @return unsigned, in the lower bits
   */
  int read(int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    need(count);
    int value = (int) (window >>> (64 - count));
    window <<= count;
    left -= count;
    return value;
  }

  /**
   * @param count 0 to 32
   * @return signed
   */
  int readSigned(int count) throws IOException {
    int value = read(count);
    return count == 0 ? 0 : value << (32 - count) >> (32 - count);
  }

  /** The number of zeros before the next one, which is taken too; -1 if there are too many. */
  int readZeros() throws IOException {
    int zeros = 0;
    while (true) {
      need(1);
      int run = Long.numberOfLeadingZeros(window);
      if (run < left) {
        window = window << run << 1;
        left -= run + 1;
        return zeros + run;
      }
      zeros += left;
      window = 0;
      left = 0;
      if (zeros > MAX_ZEROS) {
        return -1;
      }
    }
  }

  /**
   * Reads Rice codes (9.2.7.2).
   *
   * @return false if one is damaged
   */
  boolean readRice(int[] out, int from, int to, int parameter) throws IOException {
    for (int i = from; i < to; i++) {
      if (left < 32) {
        fill();
      }
      int run = Long.numberOfLeadingZeros(window);
      int value;
      if (run + 1 + parameter <= left) {
        // The lower bits stand behind the one; shifting in two steps allows for 0 of them.
        value = run << parameter | (int) (window << run << 1 >>> 1 >>> (63 - parameter));
        window = window << run << 1 << parameter;
        left -= run + 1 + parameter;
      } else {
        run = readZeros();
        if (run < 0) {
          return false;
        }
        value = run << parameter | read(parameter);
      }
      out[i] = value >>> 1 ^ -(value & 1);
    }
    return true;
  }

  /** Drops bits up to the next byte's border; false if they aren't zeros. */
  boolean align() throws IOException {
    return read(left % 8) == 0;
  }

  private void need(int count) throws IOException {
    if (left < count) {
      fill();
      if (left < count) {
        throw new EOFException();
      }
    }
  }

  private void fill() throws IOException {
    if (end - at < 8) {
      load();
    }
    if (end - at >= 8) {
      // Bits below those that count are the same ones that were there, so that OR is right.
      window |= (long) LONG.get(buffer, at) >>> left;
      int bytes = (63 - left) >> 3;
      at += bytes;
      left += 8 * bytes;
      return;
    }
    while (left <= 56 && at < end) {
      window |= (buffer[at++] & 0xffL) << (56 - left);
      left += 8;
    }
  }

  private void load() throws IOException {
    int keep = at - (left + 7) / 8;
    sumTo(keep);
    summed -= keep;
    System.arraycopy(buffer, keep, buffer, 0, end - keep);
    bufferStart += keep;
    end -= keep;
    at -= keep;
    ByteBuffer room = ByteBuffer.wrap(buffer, end, BYTES - end);
    while (end < BYTES && end - at < 8) {
      int got = channel.read(room, bufferStart + end);
      if (got <= 0) {
        return;
      }
      end += got;
    }
  }
}
