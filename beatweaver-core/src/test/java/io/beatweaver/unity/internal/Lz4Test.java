package io.beatweaver.unity.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.unity.Lz4Packer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Lz4Test {
  private static byte[] unpacked(byte[] packed, int length) {
    byte[] plain = new byte[length];
    assertTrue(Lz4.unpack(packed, packed.length, plain, length));
    return plain;
  }

  @Test
  void unpacksSequencesWorkedOutByHand() {
    // Five literals, then nine bytes from three back, which overlap; then five literals.
    byte[] packed = HexFormat.of().parseHex("55" + "6162636465" + "0300" + "50" + "7677787a7a");
    assertEquals(
        "abcdecdecdecdevwxzz", new String(unpacked(packed, 19), StandardCharsets.US_ASCII));
    // 15 + 255 + 2 literals.
    byte[] literals = new byte[272];
    Arrays.fill(literals, (byte) 7);
    byte[] longRun = new byte[3 + 272];
    longRun[0] = (byte) 0xf0;
    longRun[1] = (byte) 255;
    longRun[2] = 2;
    System.arraycopy(literals, 0, longRun, 3, 272);
    assertArrayEquals(literals, unpacked(longRun, 272));
  }

  @Test
  void givesBackWhatWasPacked() {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      byte[] plain = new byte[random.nextInt(3000)];
      int letters = 1 + random.nextInt(30);
      for (int k = 0; k < plain.length; k++) {
        plain[k] = (byte) random.nextInt(letters);
      }
      if (plain.length > 0) {
        assertArrayEquals(plain, unpacked(Lz4Packer.pack(plain), plain.length));
      }
    }
  }

  @Test
  void refusesEveryOtherLengthAndTouchesNothingBeyond() {
    byte[] plain = "abcabcabcabcabcabcabcabc and some more of it".getBytes(StandardCharsets.UTF_8);
    byte[] packed = Lz4Packer.pack(plain);
    for (int length = 0; length < plain.length + 20; length++) {
      byte[] target = new byte[plain.length + 40];
      Arrays.fill(target, (byte) 99);
      assertEquals(length == plain.length, Lz4.unpack(packed, packed.length, target, length));
      for (int i = length; i < target.length; i++) {
        assertEquals(99, target[i], "byte " + i + " of " + length);
      }
    }
    for (int cut = 0; cut < packed.length; cut++) {
      assertFalse(Lz4.unpack(packed, cut, new byte[plain.length], plain.length));
    }
  }
}
