package io.beatweaver.unity.internal;

import io.beatweaver.InputException;

/** How a block of a bundle is packed. */
enum Compression {
  STORED,
  LZMA,
  LZ4;

  private static final int MASK = 0x3f;

  /**
   * @param flags flags of a bundle or of a block, whose low six bits say it
   * @param file named in exceptions
   * @throws InputException for a kind that isn't known
   */
  static Compression of(int flags, String file) throws InputException {
    return switch (flags & MASK) {
      case 0 -> STORED;
      case 1 -> LZMA;
      case 2, 3 -> LZ4;
      default ->
          throw new InputException(
              file, "", "unknown compression " + (flags & MASK) + "; LZ4, LZMA and none are read");
    };
  }
}
