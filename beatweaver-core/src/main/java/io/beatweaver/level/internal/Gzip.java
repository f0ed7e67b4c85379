package io.beatweaver.level.internal;

import io.beatweaver.InputException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Unpacks gzip in memory, within bounds. */
final class Gzip {
  /** The most bytes that a file may unpack to. */
  static final int MAX_UNPACKED_BYTES = 256 << 20;

  private Gzip() {}

  static boolean isGzip(byte[] bytes) {
    return bytes.length > 1 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b;
  }

  static byte[] unpack(byte[] packed) throws InputException {
    return unpack(packed, (int) Expansion.most(packed.length, MAX_UNPACKED_BYTES));
  }

  static byte[] unpack(byte[] packed, int most) throws InputException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 16)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new InputException("", "", "unpacks to more than " + most + " bytes");
      }
      return bytes;
    } catch (EOFException | ZipException e) {
      throw new InputException("", "", "damaged gzip: " + e.getMessage(), e);
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      throw new InputException("", "", "damaged gzip: " + e, e);
    }
  }
}
