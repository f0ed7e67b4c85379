package io.beatweaver.unity.internal;

import io.beatweaver.InputException;

/**
 * The modes of a Vorbis setup packet: whether a packet's block is short or long. They are the
 * packet's last part (Vorbis I, 4.2.4), so that they are read from its end and the code books
 * before them needn't be understood.
 */
final class VorbisModes {
  private static final int MODE_BITS = 1 + 16 + 16 + 8;
  private static final int COUNT_BITS = 6;
  private static final int MAX_MODES = 64;

  private final boolean[] isLong;
  private final int modeBits;

  private VorbisModes(boolean[] isLong) {
    this.isLong = isLong;
    this.modeBits = Integer.SIZE - Integer.numberOfLeadingZeros(isLong.length - 1);
  }

  static VorbisModes of(byte[] setup, String file) throws InputException {
    int framing = setup.length * 8 - 1;
    while (framing > 0 && bits(setup, framing, 1) == 0) {
      framing--;
    }
    // A single mode's record can look like the end of two: the most modes that fit are meant.
    int modes = 0;
    for (int n = 1; n <= MAX_MODES; n++) {
      int start = framing - n * MODE_BITS;
      if (start < COUNT_BITS
          || bits(setup, start + 1, 16) != 0
          || bits(setup, start + 17, 16) != 0) {
        break;
      }
      if (bits(setup, start - COUNT_BITS, COUNT_BITS) == n - 1) {
        modes = n;
      }
    }
    if (modes == 0) {
      throw new InputException(file, "setup header of Vorbis", "has no modes");
    }
    boolean[] isLong = new boolean[modes];
    for (int i = 0; i < modes; i++) {
      isLong[i] = bits(setup, framing - (modes - i) * MODE_BITS, 1) != 0;
    }
    return new VorbisModes(isLong);
  }

  int count() {
    return isLong.length;
  }

  /** Whether a mode's blocks are long. */
  boolean isLong(int mode) {
    return isLong[mode];
  }

  /** The mode of an audio packet by its first byte, -1 if it is none. */
  int modeOf(byte first) {
    if ((first & 1) != 0) {
      return -1;
    }
    int mode = first >> 1 & (1 << modeBits) - 1;
    return mode < isLong.length ? mode : -1;
  }

  /** Bits in Vorbis' order: a byte's lowest first. */
  private static int bits(byte[] bytes, int from, int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value |= (bytes[from + i >> 3] >> (from + i & 7) & 1) << i;
    }
    return value;
  }
}
