package io.beatweaver.unity.internal;

import io.beatweaver.InputException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.tukaani.xz.CorruptedInputException;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.UnsupportedOptionsException;

/**
 * One LZMA block, unpacked from its start as far as it's asked for. What is unpacked stays, so that
 * nothing is unpacked twice; the room for it grows with what has really come out.
 */
final class LzmaBlock {
  private static final int PROPERTY_BYTES = 5;
  private static final int MAX_DICTIONARY = 128 << 20;
  private static final int STEP = 1 << 20;
  private static final int IN_BUFFER = 1 << 16;

  private final LZMAInputStream in;
  private final int size;
  private final String file;
  private byte[] data;
  private int unpacked;

  /**
   * @param packed five bytes of properties, then raw LZMA without size and end mark
   * @param packedSize how many bytes that are
   * @param size of the unpacked block
   * @param file named in exceptions
   */
  LzmaBlock(InputStream packed, int packedSize, int size, String file) throws IOException {
    this.size = size;
    this.file = file;
    InputStream buffered = new BufferedInputStream(packed, IN_BUFFER);
    byte[] properties = buffered.readNBytes(PROPERTY_BYTES);
    if (properties.length < PROPERTY_BYTES) {
      throw damaged(null);
    }
    int dictionary = 0;
    for (int i = PROPERTY_BYTES - 1; i > 0; i--) {
      dictionary = dictionary << 8 | properties[i] & 0xff;
    }
    if (dictionary < 0 || dictionary > MAX_DICTIONARY) {
      throw new InputException(
          file, "", "an LZMA dictionary of more than " + MAX_DICTIONARY + " bytes");
    }
    try {
      in = new LZMAInputStream(buffered, size, properties[0], dictionary);
      // The engine's encoder leaves the range coder in a state that the strict check refuses.
      in.enableRelaxedEndCondition();
    } catch (CorruptedInputException | UnsupportedOptionsException | EOFException e) {
      throw damaged(e);
    }
    this.data = new byte[(int) Math.min(size, 2L * packedSize + STEP)];
  }

  void read(int from, byte[] target, int at, int length) throws IOException {
    unpackTo(from + length);
    System.arraycopy(data, from, target, at, length);
  }

  private void unpackTo(int end) throws IOException {
    while (unpacked < end) {
      if (unpacked == data.length) {
        data = Arrays.copyOf(data, (int) Math.min(size, 2L * data.length));
      }
      // Somewhat more than asked for: objects are read one after the other.
      int wanted = Math.min(Math.max(end - unpacked, IN_BUFFER), data.length - unpacked);
      int n;
      try {
        n = in.read(data, unpacked, wanted);
      } catch (CorruptedInputException
          | UnsupportedOptionsException
          | MemoryLimitException
          | EOFException e) {
        throw damaged(e);
      }
      if (n <= 0) {
        throw damaged(null);
      }
      unpacked += n;
    }
  }

  private InputException damaged(Exception cause) {
    return new InputException(file, "", "damaged LZMA data", cause);
  }
}
