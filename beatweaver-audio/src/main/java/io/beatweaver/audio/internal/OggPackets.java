package io.beatweaver.audio.internal;

import com.jcraft.jogg.Packet;
import com.jcraft.jogg.Page;
import com.jcraft.jogg.StreamState;
import com.jcraft.jogg.SyncState;
import io.beatweaver.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packets of the first logical stream of an Ogg file, in order and whole. Pages of other
 * streams are skipped; a bad checksum, bytes between pages, a missing page and a cut end are
 * errors.
 */
final class OggPackets {
  private static final Logger LOG = LoggerFactory.getLogger(OggPackets.class);

  private static final int READ_BYTES = 1 << 16;

  /** Cover pictures live in packets, but none of this size. */
  private static final long MAX_PACKET_BYTES = 1 << 26;

  private final FileChannel channel;
  private final String name;
  private final SyncState sync = new SyncState();
  private final StreamState stream = new StreamState();
  private final Page page = new Page();
  private long fileAt;
  private long pageStart;
  private long pendingBytes;
  private int serial;
  private boolean begun;
  private boolean ended;
  private long endGranule = -1;

  OggPackets(FileChannel channel, String name) {
    this.channel = channel;
    this.name = name;
    sync.init();
  }

  /** Whether the page of the packet that came last is marked as the stream's end. */
  boolean onLastPage() {
    return ended;
  }

  /** The end page's position in frames, or -1 where there was none. */
  long endGranule() {
    return endGranule;
  }

  /** An error at the page that came last. */
  InputException damaged(String reason, Throwable cause) {
    return new InputException(name, "byte " + pageStart, reason, cause);
  }

  /**
   * @param packet receives the next packet, valid until the next call
   * @return false at the end of the stream
   */
  boolean next(Packet packet) throws IOException {
    while (true) {
      int got = begun ? stream.packetout(packet) : 0;
      if (got < 0) {
        throw damaged("the Ogg stream is damaged: a page is missing", null);
      }
      if (got > 0) {
        pendingBytes = 0;
        return true;
      }
      if (ended) {
        requireNothingMore();
        return false;
      }
      if (!nextPage()) {
        requireWholeEnd();
        return false;
      }
      takePage();
    }
  }

  private void takePage() throws InputException {
    if (!begun) {
      begun = true;
      serial = page.serialno();
      stream.init(serial);
    }
    if (page.serialno() != serial) {
      return;
    }
    pendingBytes += page.body_len;
    if (pendingBytes > MAX_PACKET_BYTES) {
      throw damaged("an Ogg packet is longer than " + MAX_PACKET_BYTES + " bytes", null);
    }
    if (stream.pagein(page) != 0) {
      throw damaged("the Ogg page is of an unknown version", null);
    }
    if (page.eos() != 0) {
      ended = true;
      endGranule = page.granulepos();
    }
  }

  /** Goes to the next whole page; false where the file ends. */
  private boolean nextPage() throws IOException {
    while (true) {
      int length = sync.pageseek(page);
      if (length > 0) {
        pageStart = fileAt - (sync.getBufferOffset() - sync.getDataOffset()) - length;
        return true;
      }
      if (length < 0 && !ended) {
        long at = fileAt - (sync.getBufferOffset() - sync.getDataOffset()) + length;
        throw new InputException(
            name, "byte " + at, "the Ogg stream is damaged: a page with a wrong checksum or none");
      }
      if (length == 0) {
        int offset = sync.buffer(READ_BYTES);
        int got = channel.read(ByteBuffer.wrap(sync.data, offset, READ_BYTES), fileAt);
        if (got <= 0) {
          return false;
        }
        fileAt += got;
        sync.wrote(got);
      }
    }
  }

  /** The file ended before the stream's end mark. */
  private void requireWholeEnd() throws InputException {
    int left = sync.getBufferOffset() - sync.getDataOffset();
    if (left > 0) {
      throw new InputException(
          name, "byte " + (fileAt - left), "the Ogg file is cut off in the middle of a page");
    }
    if (pendingBytes > 0 && stream.packetout(new Packet()) == 0 && midPacket()) {
      throw damaged("the Ogg file is cut off in the middle of a packet", null);
    }
    LOG.warn("{}: ends without an end mark, it may have been cut at a page's end", name);
  }

  /** Whether the last page leaves a packet open: its last segment is full. */
  private boolean midPacket() {
    int segments = page.header_base[page.header + 26] & 0xff;
    return segments > 0 && (page.header_base[page.header + 26 + segments] & 0xff) == 255;
  }

  /** After the end mark: other streams' pages and stray bytes may follow, more Vorbis may not. */
  private void requireNothingMore() throws IOException {
    while (nextPage()) {
      boolean vorbis =
          page.body_len > 6
              && page.body_base[page.body] == 1
              && page.body_base[page.body + 1] == 'v'
              && page.body_base[page.body + 2] == 'o';
      if (page.bos() != 0 && vorbis) {
        throw damaged("several Vorbis streams in one file can't be read", null);
      }
    }
  }
}
