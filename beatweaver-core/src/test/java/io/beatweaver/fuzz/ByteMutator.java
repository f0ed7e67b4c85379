package io.beatweaver.fuzz;

import java.util.Arrays;
import java.util.Random;

/** Damages bytes of any format the way disks, downloads and attackers do. Stateless. */
public final class ByteMutator {
  private static final int[] EDGES = {0, 1, 0x7f, 0x80, 0xff, 0x20, 0x22, 0x7b, 0x7d};

  private ByteMutator() {}

  /**
   * Damages a copy of some bytes, one to four times.
   *
   * @param bytes what to damage, unchanged
   * @param donor bytes of the same kind from which stretches are spliced in; may be the same
   * @param random the source of chance
   * @return the damaged bytes, at most twice as long as both together
   */
  public static byte[] mutate(byte[] bytes, byte[] donor, Random random) {
    byte[] result = bytes.clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      result = once(result, donor, random);
    }
    int most = 2 * (bytes.length + donor.length) + 16;
    return result.length > most ? Arrays.copyOf(result, most) : result;
  }

  private static byte[] once(byte[] bytes, byte[] donor, Random random) {
    int length = bytes.length;
    if (length == 0) {
      return Arrays.copyOf(donor, random.nextInt(donor.length + 1));
    }
    int at = random.nextInt(length);
    int run = 1 + random.nextInt(Math.min(length - at, 1 << random.nextInt(12)));
    return switch (random.nextInt(10)) {
      case 0 -> flipped(bytes, at, 1 << random.nextInt(8));
      case 1 -> set(bytes, at, EDGES[random.nextInt(EDGES.length)]);
      case 2 -> set(bytes, at, random.nextInt(256));
      case 3 -> Arrays.copyOf(bytes, at);
      case 4 -> spliced(bytes, at, at + run, new byte[0]);
      case 5 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + run));
      case 6 -> filled(bytes, at, at + run, EDGES[random.nextInt(EDGES.length)]);
      case 7 -> integer(bytes, at, random);
      case 8 -> spliced(bytes, at, random.nextBoolean() ? at + run : at, stretch(donor, random));
      default -> spliced(bytes, at, length, tail(donor, random));
    };
  }

  private static byte[] flipped(byte[] bytes, int at, int mask) {
    bytes[at] ^= (byte) mask;
    return bytes;
  }

  private static byte[] set(byte[] bytes, int at, int value) {
    bytes[at] = (byte) value;
    return bytes;
  }

  private static byte[] filled(byte[] bytes, int from, int to, int value) {
    Arrays.fill(bytes, from, to, (byte) value);
    return bytes;
  }

  /** Writes an integer that lengths, counts and offsets fear, of 2, 4 or 8 bytes, either way. */
  private static byte[] integer(byte[] bytes, int at, Random random) {
    long[] fearsome = {
      -1,
      Long.MAX_VALUE,
      Integer.MAX_VALUE,
      Integer.MIN_VALUE,
      0xffff,
      0x8000,
      bytes.length,
      1 << 24
    };
    long value = fearsome[random.nextInt(fearsome.length)] + random.nextInt(3) - 1;
    int size = 2 << random.nextInt(3);
    boolean bigEndian = random.nextBoolean();
    for (int i = 0; i < size && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >>> 8 * (bigEndian ? size - 1 - i : i));
    }
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] with) {
    byte[] result = new byte[bytes.length - (to - from) + with.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(with, 0, result, from, with.length);
    System.arraycopy(bytes, to, result, from + with.length, bytes.length - to);
    return result;
  }

  private static byte[] stretch(byte[] donor, Random random) {
    int from = random.nextInt(donor.length + 1);
    int to = from + random.nextInt(Math.min(donor.length - from, 4096) + 1);
    return Arrays.copyOfRange(donor, from, to);
  }

  private static byte[] tail(byte[] donor, Random random) {
    return Arrays.copyOfRange(donor, random.nextInt(donor.length + 1), donor.length);
  }
}
