package io.beatweaver.audio.internal.vorbis;

import io.beatweaver.InputException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** The pages of an Ogg file (RFC 3533, section 6) with right checksums, one at a time. */
final class OggPages {
  private static final int HEADER = 27;
  private static final int MAX_PAGE = HEADER + 255 + 255 * 255;

  /** So many pages with wrong checksums are looked at in all while searching. */
  private static final int MAX_WRONG = 100;

  private static final int CAPTURE = 'O' | 'g' << 8 | 'g' << 16 | 'S' << 24;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final FileChannel channel;
  private final String name;
  private final OggChecksum checksum = new OggChecksum();

  /** A page and room to read ahead; what lies after the page is zero or more of the file. */
  private final byte[] buffer = new byte[2 * MAX_PAGE + 8];

  /** The file position of the buffer's first byte. */
  private long bufferStart;

  private int filled;
  private int next;
  private boolean cut;
  private int wrong;

  private int page;
  private long start;
  private int segments;
  private int flags;
  private long granule;
  private int serial;
  private int sequence;
  private int lastPacketEnd;

  OggPages(FileChannel channel, String name) {
    this.channel = channel;
    this.name = name;
  }

  /**
   * Goes to the next page.
   *
   * @param search whether to pass over bytes that are no page, which are an error otherwise
   * @return false at the end of the file, and where a search is given up
   */
  boolean next(boolean search) throws IOException {
    while (!search || wrong < MAX_WRONG) {
      if (search && have(4) && !captured()) {
        next++;
        continue;
      }
      if (!have(HEADER) || !have(HEADER + count()) || !have(size())) {
        cut = next < filled;
        if (!cut || !search && couldBeAPage()) {
          return false;
        }
      } else if (isPage()) {
        take();
        if (!search && buffer[page + 4] != 0) {
          throw new InputException(name, "byte " + start, "the Ogg page is of an unknown version");
        }
        return true;
      } else if (search) {
        wrong++;
      }
      if (!search) {
        throw stray();
      }
      next++;
    }
    return false;
  }

  /**
   * Whether a search was given up: so many seeming pages with wrong checksums are made to keep a
   * reader busy, since each may be thousands of times as long as its distance from the next.
   */
  boolean gaveUp() {
    return wrong >= MAX_WRONG;
  }

  private boolean captured() {
    return (int) INT.get(buffer, next) == CAPTURE;
  }

  private boolean couldBeAPage() {
    return filled - next < 4 || captured();
  }

  private boolean isPage() {
    return captured() && checksumFits();
  }

  private void take() {
    page = next;
    start = bufferStart + page;
    flags = buffer[page + 5];
    granule = (long) LONG.get(buffer, page + 6);
    serial = (int) INT.get(buffer, page + 14);
    sequence = (int) INT.get(buffer, page + 18);
    segments = buffer[page + 26] & 0xff;
    lastPacketEnd = segments - 1;
    while (lastPacketEnd >= 0 && lacing(lastPacketEnd) == 255) {
      lastPacketEnd--;
    }
    next += size();
  }

  private InputException stray() {
    return new InputException(
        name,
        "byte " + (bufferStart + next),
        "the Ogg stream is damaged: a page with a wrong checksum or none");
  }

  private int count() {
    return buffer[next + 26] & 0xff;
  }

  private int size() {
    int bytes = HEADER + count();
    for (int at = next + HEADER, end = at + count(); at < end; at++) {
      bytes += buffer[at] & 0xff;
    }
    return bytes;
  }

  /** Makes sure that the buffer has some bytes from {@code next} on; false if the file has not. */
  private boolean have(int bytes) throws IOException {
    if (filled - next >= bytes) {
      return true;
    }
    if (next + bytes > buffer.length - 8) {
      System.arraycopy(buffer, next, buffer, 0, filled - next);
      bufferStart += next;
      filled -= next;
      next = 0;
    }
    while (filled - next < bytes) {
      ByteBuffer room = ByteBuffer.wrap(buffer, filled, buffer.length - 8 - filled);
      int got = channel.read(room, bufferStart + filled);
      if (got <= 0) {
        return false;
      }
      filled += got;
    }
    return true;
  }

  private boolean checksumFits() {
    int stated = (int) INT.get(buffer, next + 22);
    INT.set(buffer, next + 22, 0);
    boolean fits = checksum.of(buffer, next, next + size()) == stated;
    INT.set(buffer, next + 22, stated);
    return fits;
  }

  /** Where in the file the page begins. */
  long start() {
    return start;
  }

  /** Whether the file ended in the middle of a page. */
  boolean cutInPage() {
    return cut;
  }

  boolean continued() {
    return (flags & 1) != 0;
  }

  boolean first() {
    return (flags & 2) != 0;
  }

  boolean last() {
    return (flags & 4) != 0;
  }

  long granule() {
    return granule;
  }

  int serial() {
    return serial;
  }

  int sequence() {
    return sequence;
  }

  int segments() {
    return segments;
  }

  /** Bytes of a segment; until the next page is asked for, as are the bytes. */
  int lacing(int segment) {
    return buffer[page + HEADER + segment] & 0xff;
  }

  /** The segment with which the last packet that ends on this page ends, -1 for none. */
  int lastPacketEnd() {
    return lastPacketEnd;
  }

  byte[] bytes() {
    return buffer;
  }

  /** Where in {@link #bytes} the page's body begins. */
  int body() {
    return page + HEADER + segments;
  }
}
