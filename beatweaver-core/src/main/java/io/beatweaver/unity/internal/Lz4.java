package io.beatweaver.unity.internal;

/**
 * Unpacks raw LZ4 blocks. Sixty lines of our own, for a bundle's unpacking is a small part of its
 * extraction, and the libraries for it write through unchecked memory.
 */
final class Lz4 {
  /** A byte of packed data makes at most this many. */
  static final int MAX_RATIO = 255;

  private static final int MIN_MATCH = 4;

  private Lz4() {}

  /**
   * Unpacks a block into exactly the room given.
   *
   * @param from packed bytes
   * @param fromLength how many of them, from index 0; all are consumed
   * @param to filled from index 0; nothing beyond is touched
   * @param toLength bytes of the unpacked block
   * @return whether that was a block of that length; if not, {@code to} holds rubbish
   */
  static boolean unpack(byte[] from, int fromLength, byte[] to, int toLength) {
    int in = 0;
    int out = 0;
    while (in < fromLength) {
      int token = from[in++] & 0xff;
      int literals = token >>> 4;
      if (literals == 15) {
        int more;
        do {
          if (in >= fromLength) {
            return false;
          }
          more = from[in++] & 0xff;
          literals += more;
          if (literals > toLength) {
            return false;
          }
        } while (more == 255);
      }
      if (literals > fromLength - in || literals > toLength - out) {
        return false;
      }
      System.arraycopy(from, in, to, out, literals);
      in += literals;
      out += literals;
      if (in == fromLength) {
        return out == toLength;
      }
      if (fromLength - in < 2) {
        return false;
      }
      int distance = from[in] & 0xff | (from[in + 1] & 0xff) << 8;
      in += 2;
      if (distance == 0 || distance > out) {
        return false;
      }
      int match = (token & 15) + MIN_MATCH;
      if ((token & 15) == 15) {
        int more;
        do {
          if (in >= fromLength) {
            return false;
          }
          more = from[in++] & 0xff;
          match += more;
          if (match > toLength) {
            return false;
          }
        } while (more == 255);
      }
      if (match > toLength - out) {
        return false;
      }
      if (distance >= match) {
        System.arraycopy(to, out - distance, to, out, match);
        out += match;
      } else {
        // The match overlaps itself: what it repeats is made as it is copied.
        for (int end = out + match; out < end; out++) {
          to[out] = to[out - distance];
        }
      }
    }
    return false;
  }
}
