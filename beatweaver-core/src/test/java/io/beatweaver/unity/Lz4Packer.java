package io.beatweaver.unity;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Packs raw LZ4 blocks, greedily: every kind of sequence, no great compression. */
public final class Lz4Packer {
  private static final int MIN_MATCH = 4;

  /** The format wants the last five bytes as literals and no match in the last twelve. */
  private static final int LAST_LITERALS = 5;

  private static final int MATCH_LIMIT = 12;

  private Lz4Packer() {}

  public static byte[] pack(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int[] last = new int[1 << 14];
    Arrays.fill(last, -1);
    int literals = 0;
    int at = 0;
    while (at < plain.length - MATCH_LIMIT) {
      int hash = (word(plain, at) * -1640531535) >>> 18;
      int match = last[hash];
      last[hash] = at;
      if (match < 0 || at - match > 0xffff || word(plain, match) != word(plain, at)) {
        at++;
        continue;
      }
      int length = MIN_MATCH;
      while (at + length < plain.length - LAST_LITERALS
          && plain[match + length] == plain[at + length]) {
        length++;
      }
      sequence(out, plain, literals, at - literals, at - match, length);
      at += length;
      literals = at;
    }
    sequence(out, plain, literals, plain.length - literals, 0, 0);
    return out.toByteArray();
  }

  private static int word(byte[] bytes, int at) {
    return bytes[at] & 0xff
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | bytes[at + 3] << 24;
  }

  private static void sequence(
      ByteArrayOutputStream out, byte[] plain, int from, int literals, int distance, int match) {
    int matchCode = match == 0 ? 0 : match - MIN_MATCH;
    out.write(Math.min(15, literals) << 4 | Math.min(15, matchCode));
    more(out, literals);
    out.write(plain, from, literals);
    if (match > 0) {
      out.write(distance);
      out.write(distance >> 8);
      more(out, matchCode);
    }
  }

  private static void more(ByteArrayOutputStream out, int length) {
    if (length >= 15) {
      int left = length - 15;
      for (; left >= 255; left -= 255) {
        out.write(255);
      }
      out.write(left);
    }
  }
}
