package io.beatweaver.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitTest {
  /** Digests by sha256sum: 2cf24dba5fb0a30e..., 486ea46224d1bb4f..., ba7816bf8f01cfea... */
  @Test
  void isDecidedByTheDigestForEver() {
    assertEquals(part("2cf24dba5fb0a30e"), Split.of("hello"));
    assertEquals(part("486ea46224d1bb4f"), Split.of("world"));
    assertEquals(part("ba7816bf8f01cfea"), Split.of("abc"));
  }

  private static Split part(String digest) {
    int last = new BigInteger(digest, 16).mod(BigInteger.TEN).intValue();
    return last < 8 ? Split.TRAIN : last == 8 ? Split.VALIDATION : Split.TEST;
  }

  @Test
  void isEightInTenOneAndOne() {
    Map<Split, Integer> counts = new EnumMap<>(Split.class);
    for (int i = 0; i < 10_000; i++) {
      counts.merge(Split.of("song " + i), 1, Integer::sum);
    }
    assertEquals(8000, counts.get(Split.TRAIN), 200);
    assertEquals(1000, counts.get(Split.VALIDATION), 150);
    assertEquals(1000, counts.get(Split.TEST), 150);
  }
}
