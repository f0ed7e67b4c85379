package io.beatweaver.audio.internal.vorbis;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits of a packet, lowest first (Vorbis I, 2.1). Behind the end there are zeros, and {@link
 * #over} says that they were read.
 */
final class VorbisBits {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] data;
  private int at;
  private int end;
  private long bits;

  /** Bits that are left in {@code bits}; negative once more was read than there is. */
  private int left;

  void start(byte[] bytes, int offset, int length) {
    data = bytes;
    at = offset;
    end = offset + length;
    bits = 0;
    left = 0;
  }

  /** Whether more was read than the packet has. */
  boolean over() {
    return left < 0;
  }

  /**
   * @param count 0 to 32
   * @return as unsigned in the lower bits
   */
  int read(int count) {
    if (left < count) {
      fill();
    }
    int value = (int) (bits & ((1L << count) - 1));
    skip(count);
    return value;
  }

  boolean flag() {
    return read(1) != 0;
  }

  /** The next bits without taking them, at least 32, zeros above. */
  long peek() {
    if (left < 32) {
      fill();
    }
    return bits;
  }

  /** Takes bits that {@link #peek} showed. */
  void skip(int count) {
    bits >>>= count;
    left -= count;
  }

  private void fill() {
    if (left < 0) {
      return;
    }
    if (end - at >= 8) {
      bits |= (long) LONG.get(data, at) << left;
      int bytes = (63 - left) >> 3;
      at += bytes;
      left += 8 * bytes;
      return;
    }
    while (left <= 56 && at < end) {
      bits |= (data[at++] & 0xffL) << left;
      left += 8;
    }
  }
}
