package io.beatweaver.unity.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Lays packets out as pages of one Ogg stream (RFC 3533). */
final class OggPageWriter {
  private static final int HEADER_BYTES = 27;
  private static final int MAX_SEGMENTS = 255;
  private static final int MAX_BODY = MAX_SEGMENTS * 255;

  /** A page is closed at the first packet's end beyond this, as libogg does. */
  private static final int PAGE_BODY = 4096;

  private static final int CONTINUED = 1;
  private static final int FIRST = 2;
  private static final int LAST = 4;

  private final OutputStream out;
  private final int serial;
  private final byte[] page = new byte[HEADER_BYTES + MAX_SEGMENTS + MAX_BODY];
  private final byte[] lengths = new byte[MAX_SEGMENTS];
  private int segments;
  private int body;
  private int number;
  private boolean continued;
  private long granule = -1;

  OggPageWriter(OutputStream out, int serial) {
    this.out = out;
    this.serial = serial;
  }

  /**
   * Adds a packet.
   *
   * @param bytes holds it
   * @param length its bytes, from index 0
   * @param position frames that are done after it
   */
  void packet(byte[] bytes, int length, long position) throws IOException {
    if (body >= PAGE_BODY) {
      flush(0);
    }
    int done = 0;
    int segment;
    do {
      if (segments == MAX_SEGMENTS) {
        flush(0);
        continued = done > 0;
      }
      segment = Math.min(255, length - done);
      System.arraycopy(bytes, done, page, HEADER_BYTES + MAX_SEGMENTS + body, segment);
      lengths[segments++] = (byte) segment;
      body += segment;
      done += segment;
    } while (segment == 255);
    granule = position;
  }

  /** Closes the page, if there is one. */
  void flush() throws IOException {
    if (segments > 0) {
      flush(0);
    }
  }

  /** Closes the last page, whose position tells decoders where the sound ends. */
  void finish(long position) throws IOException {
    granule = position;
    flush(LAST);
  }

  private void flush(int flags) throws IOException {
    // The header is put right before the body, whatever the number of segments.
    int start = MAX_SEGMENTS - segments;
    int length = HEADER_BYTES + segments + body;
    int type = flags | (continued ? CONTINUED : 0) | (number == 0 ? FIRST : 0);
    ByteBuffer header =
        ByteBuffer.wrap(page, start, HEADER_BYTES + segments).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 'O').put((byte) 'g').put((byte) 'g').put((byte) 'S').put((byte) 0);
    header.put((byte) type).putLong(granule).putInt(serial).putInt(number++).putInt(0);
    header.put((byte) segments).put(lengths, 0, segments);
    int crc = OggCrc.of(page, start, length);
    header.putInt(start + 22, crc);
    out.write(page, start, length);
    segments = 0;
    body = 0;
    continued = false;
    granule = -1;
  }
}
