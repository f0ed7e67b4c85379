package io.beatweaver.audio.internal.vorbis;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * The checksum of RFC 3533, section 6 (polynomial 0x04c11db7, highest bit first, beginning and
 * ending with 0), by the JDK's CRC-32, which is the processor's own. That one has the same
 * polynomial, but takes the lowest bit of a byte first and begins and ends with all ones: so bytes
 * and result are turned round, and what the ones alone come to is taken out. Belongs to one thread.
 */
final class OggChecksum {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int BLOCK = 1 << 12;

  private final CRC32 crc = new CRC32();
  private byte[] turned = new byte[0];
  private byte[] zeros = new byte[0];

  /** The checksum of some bytes. */
  int of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (turned.length < length) {
      turned = new byte[(length + BLOCK) / BLOCK * BLOCK];
      zeros = new byte[turned.length];
    }
    int at = 0;
    for (; at + 8 <= length; at += 8) {
      LONG.set(turned, at, turn((long) LONG.get(bytes, from + at)));
    }
    for (; at < length; at++) {
      turned[at] = (byte) turn(bytes[from + at]);
    }
    return Integer.reverse(crc32(turned, length) ^ crc32(zeros, length));
  }

  private int crc32(byte[] bytes, int length) {
    crc.reset();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /** Turns the bits of each byte round. */
  private static long turn(long bytes) {
    long x = bytes >>> 1 & 0x5555555555555555L | (bytes & 0x5555555555555555L) << 1;
    x = x >>> 2 & 0x3333333333333333L | (x & 0x3333333333333333L) << 2;
    return x >>> 4 & 0x0F0F0F0F0F0F0F0FL | (x & 0x0F0F0F0F0F0F0F0FL) << 4;
  }
}
