package io.beatweaver.audio.internal.vorbis;

import io.beatweaver.InputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * The packets of the first logical stream of an Ogg file (RFC 3533), in order and whole. Pages of
 * other streams are passed over; a bad checksum, bytes between pages and a missing page are errors.
 */
final class OggPackets {
  /** Cover pictures live in packets, but none of this size. */
  private static final int MAX_PACKET_BYTES = 1 << 26;

  private final OggPages pages;
  private final String name;
  private int serial;
  private int sequence;
  private int segment;
  private int bodyAt;
  private boolean begun;
  private boolean ended;
  private long endGranule = -1;
  private String cut;

  /** What has come of a packet that began on an earlier page. */
  private byte[] partial = new byte[0];

  private int partialBytes;
  private boolean continuing;

  /** The packet: {@code length} bytes of {@code data} from {@code offset} on, until the next. */
  byte[] data;

  int offset;
  int length;

  /** The page's position in frames if this is the last packet that ends on the page, else -1. */
  long granule;

  OggPackets(FileChannel channel, String name) {
    this.name = name;
    pages = new OggPages(channel, name);
  }

  /** Whether the page of the packet that came last is marked as the stream's end. */
  boolean onLastPage() {
    return ended;
  }

  /** The end page's position in frames once {@link #onLastPage}, else -1. */
  long endGranule() {
    return endGranule;
  }

  int serial() {
    return serial;
  }

  /** What is missing at the end, or null; known once there are no more packets. */
  String cut() {
    return cut;
  }

  /** Where the page of the packet that came last begins. */
  String place() {
    return "byte " + pages.start();
  }

  /** An error at the page that came last. */
  InputException damaged(String reason) {
    return new InputException(name, place(), reason);
  }

  /** Goes to the next packet; false at the end of the stream. */
  boolean next() throws IOException {
    while (true) {
      if (begun && segment < pages.segments()) {
        if (takeSegments()) {
          return true;
        }
      } else if (ended || cut != null) {
        return false;
      } else {
        nextPageOfStream();
      }
    }
  }

  /** Reads up to the packet's end or the page's; true if the packet is whole. */
  private boolean takeSegments() throws InputException {
    int from = bodyAt;
    boolean whole = false;
    while (segment < pages.segments() && !whole) {
      int bytes = pages.lacing(segment++);
      bodyAt += bytes;
      whole = bytes < 255;
    }
    int bytes = bodyAt - from;
    if (whole && !continuing) {
      data = pages.bytes();
      offset = from;
      length = bytes;
    } else {
      append(from, bytes);
      continuing = !whole;
      data = partial;
      offset = 0;
      length = partialBytes;
      if (whole) {
        partialBytes = 0;
      }
    }
    granule = whole && segment - 1 == pages.lastPacketEnd() ? pages.granule() : -1;
    return whole;
  }

  private void append(int from, int bytes) throws InputException {
    if (partialBytes + bytes > MAX_PACKET_BYTES) {
      throw damaged("an Ogg packet is longer than " + MAX_PACKET_BYTES + " bytes");
    }
    if (partialBytes + bytes > partial.length) {
      partial = Arrays.copyOf(partial, 2 * (partialBytes + bytes));
    }
    System.arraycopy(pages.bytes(), from, partial, partialBytes, bytes);
    partialBytes += bytes;
  }

  private void nextPageOfStream() throws IOException {
    do {
      if (!pages.next(false)) {
        atEndOfFile();
        return;
      }
      if (begun && pages.serial() != serial) {
        requireNoSecondSong();
      }
    } while (begun && pages.serial() != serial);
    if (!begun) {
      begun = true;
      serial = pages.serial();
      sequence = pages.sequence();
    } else if (pages.sequence() != ++sequence || pages.continued() != continuing) {
      throw damaged("the Ogg stream is damaged: a page is missing");
    }
    segment = 0;
    bodyAt = pages.body();
    if (pages.last()) {
      ended = true;
      endGranule = pages.granule();
    }
  }

  /** The file ended before the stream's end mark. */
  private void atEndOfFile() throws IOException {
    if (pages.cutInPage()) {
      if (pages.next(true)) {
        throw damaged("the Ogg stream is damaged: bytes before this page are none");
      }
      if (pages.gaveUp()) {
        throw damaged("the Ogg stream is damaged: many pages after this one have wrong checksums");
      }
      cut = "is cut off in the middle of an Ogg page";
    } else if (continuing) {
      cut = "is cut off in the middle of an Ogg packet";
    } else {
      cut = "ends without an end mark, it may have been cut between two Ogg pages";
    }
  }

  /**
   * After the end mark other streams' pages and stray bytes may follow, more Vorbis may not.
   *
   * @return false if what follows couldn't be looked through to its end
   */
  boolean requireNothingMore() throws IOException {
    while (ended && pages.next(true)) {
      requireNoSecondSong();
    }
    return !pages.gaveUp();
  }

  private void requireNoSecondSong() throws InputException {
    byte[] bytes = pages.bytes();
    int at = pages.body();
    if (pages.first() && bytes[at] == 1 && bytes[at + 1] == 'v' && bytes[at + 2] == 'o') {
      throw damaged("several Vorbis streams in one file can't be read");
    }
  }
}
