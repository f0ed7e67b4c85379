package io.beatweaver.audio.internal.vorbis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OggChecksumTest {
  /** The checksum as RFC 3533 words it, bit by bit. */
  private static int bitByBit(byte[] bytes, int from, int to) {
    int crc = 0;
    for (int i = from; i < to; i++) {
      crc ^= bytes[i] << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc << 1 ^ (crc < 0 ? 0x04c11db7 : 0);
      }
    }
    return crc;
  }

  @Test
  void isWhatTheSpecificationSaysAtAnyLengthAndPlace() {
    Random random = new Random(1);
    byte[] bytes = new byte[70_000];
    random.nextBytes(bytes);
    OggChecksum checksum = new OggChecksum();
    for (int length = 0; length < 70; length++) {
      int from = random.nextInt(50);
      assertEquals(bitByBit(bytes, from, from + length), checksum.of(bytes, from, from + length));
    }
    for (int length : new int[] {997, 4_095, 4_096, 4_097, 65_307, 8_191}) {
      assertEquals(bitByBit(bytes, 3, 3 + length), checksum.of(bytes, 3, 3 + length));
    }
  }
}
