package io.beatweaver.internal;

import io.beatweaver.InputException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Unpacks gzip in memory, within bounds. */
public final class Gzip {
  /** The least that a buffer is, which holds everything that is longer. */
  private static final int BUFFER = 512;

  /** The check sum and length that end gzip data. */
  private static final int TRAILER_BYTES = 8;

  private Gzip() {}

  /**
   * Whether bytes begin as gzip does.
   *
   * @param bytes a file's
   * @return whether they are to be unpacked
   */
  public static boolean isGzip(byte[] bytes) {
    return bytes.length > 1 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b;
  }

  /**
   * Unpacks; whatever follows the packed data is not looked at.
   *
   * @param packed gzip
   * @param most the most bytes that it may become
   * @return the bytes
   * @throws InputException if it is damaged or becomes more; without a file's name
   */
  public static byte[] unpack(byte[] packed, int most) throws InputException {
    return unpack(packed, most, false);
  }

  /**
   * Unpacks what is gzip and nothing else.
   *
   * @param packed gzip to its end
   * @param most the most bytes that it may become
   * @return the bytes
   * @throws InputException as {@link #unpack}, and if something follows the packed data
   */
  public static byte[] unpackAll(byte[] packed, int most) throws InputException {
    return unpack(packed, most, true);
  }

  private static byte[] unpack(byte[] packed, int most, boolean all) throws InputException {
    try (Unpacking in = new Unpacking(packed)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new InputException("", "", "unpacks to more than " + most + " bytes");
      }
      if (all && in.left() != TRAILER_BYTES) {
        throw new InputException("", "", "bytes after its gzip data");
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

  /** Knows how much it left unread, since its buffer holds everything. */
  private static final class Unpacking extends GZIPInputStream {
    Unpacking(byte[] packed) throws IOException {
      super(new ByteArrayInputStream(packed), Math.max(BUFFER, packed.length));
    }

    int left() {
      return inf.getRemaining();
    }
  }
}
