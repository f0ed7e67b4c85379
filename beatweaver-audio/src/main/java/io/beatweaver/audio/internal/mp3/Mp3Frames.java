package io.beatweaver.audio.internal.mp3;

import io.beatweaver.audio.internal.Id3;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * The frames of an MP3 file, one at a time. Tags between and behind them are passed over, and so
 * are bytes that are neither, which are counted.
 */
public final class Mp3Frames {
  /** How far the first frame is looked for: broken tags with a picture are of such sizes. */
  private static final int MAX_LEAD = 1 << 20;

  /** So many frames in a row are no chance. */
  private static final int FRAMES_IN_A_ROW = 3;

  private static final int MAX_FRAME = 2048;
  private static final int BUFFER = 1 << 16;

  private static final byte[] ID3 = ascii("ID3");
  private static final byte[] TAG = ascii("TAG");
  private static final byte[] LONG_TAG = ascii("TAG+");
  private static final byte[] APE = ascii("APETAGEX");
  private static final byte[] LYRICS = ascii("LYRICSBEGIN");

  /** The marks at the end of Lyrics3 tags, one as long as the other. */
  private static final byte[] LYRICS_END_1 = ascii("LYRICSEND");

  private static final byte[] LYRICS_END_2 = ascii("LYRICS200");

  /** Lyrics3 tags are of such sizes. */
  private static final int MAX_LYRICS = 1 << 14;

  /** What is kept before a place: looking ahead goes no further and comes back. */
  private static final int BEHIND = FRAMES_IN_A_ROW * MAX_FRAME;

  private final FileChannel channel;
  private final String name;
  private final byte[] buffer = new byte[BUFFER];
  private long bufferStart;
  private int filled;

  /** Where the next frame should begin. */
  private long at;

  private int common;
  private int header;
  private long start;
  private int strayRuns;
  private long strayBytes;
  private boolean cut;

  /**
   * From here to {@link #lyricsTo} no end mark of lyrics begins. Bytes full of beginnings are
   * looked through once, not once for each of them.
   */
  private long lyricsFrom;

  private long lyricsTo;

  /**
   * @param channel the file
   * @param name for messages
   */
  public Mp3Frames(FileChannel channel, String name) {
    this.channel = channel;
    this.name = name;
  }

  /**
   * Looks for the first frame.
   *
   * @return false if there is none
   */
  public boolean findFirst() throws IOException {
    long from = Id3.end(channel, 0, name);
    for (at = from; at < from + MAX_LEAD && have(at, Mp3Header.BYTES); at++) {
      int candidate = peek(at);
      if (Mp3Header.valid(candidate) && leadsOn(at, candidate)) {
        common = candidate;
        strayBytes = at - from;
        return true;
      }
    }
    return false;
  }

  /** Whether more frames follow this one, or the file's end or a tag does. */
  private boolean leadsOn(long position, int first) throws IOException {
    long next = position;
    for (int i = 0; i < FRAMES_IN_A_ROW; i++) {
      if (!have(next, Mp3Header.BYTES)) {
        return i > 0 && next == channel.size();
      }
      int candidate = peek(next);
      if (!Mp3Header.valid(candidate) || !Mp3Header.alike(first, candidate)) {
        return i > 0 && afterTag(next) > next;
      }
      next += Mp3Header.bytes(candidate);
    }
    return true;
  }

  /** Goes to the next frame; false at the end of the file. */
  boolean next() throws IOException {
    while (have(at, Mp3Header.BYTES)) {
      int candidate = peek(at);
      if (Mp3Header.valid(candidate) && Mp3Header.alike(common, candidate)) {
        int bytes = Mp3Header.bytes(candidate);
        if (!have(at, bytes)) {
          cut = true;
          return false;
        }
        header = candidate;
        start = at;
        at += bytes;
        return true;
      }
      long behind = afterTag(at);
      if (behind > at) {
        at = behind;
      } else if (!passStray()) {
        return false;
      }
    }
    return false;
  }

  /** Goes on to the next place where frames or a tag begin; false if there is none. */
  private boolean passStray() throws IOException {
    long from = at;
    boolean zeros = true;
    while (at < from + MAX_LEAD && have(at, Mp3Header.BYTES)) {
      int candidate = peek(at);
      boolean frame =
          at > from
              && Mp3Header.valid(candidate)
              && Mp3Header.alike(common, candidate)
              && leadsOn(at, candidate);
      if (frame || at > from && afterTag(at) > at) {
        count(at - from, zeros);
        return true;
      }
      zeros &= candidate >>> 24 == 0;
      at++;
    }
    count(channel.size() - from, zeros);
    at = channel.size();
    return false;
  }

  private void count(long bytes, boolean zeros) {
    if (!zeros) {
      strayRuns++;
      strayBytes += bytes;
    }
  }

  /** The first byte behind a tag that begins here, or the same place if none does. */
  private long afterTag(long position) throws IOException {
    if (is(position, ID3)) {
      return Id3.end(channel, position, name);
    }
    if (is(position, TAG)) {
      return Math.min(channel.size(), position + (is(position, LONG_TAG) ? 227 : 128));
    }
    if (is(position, APE) && have(position, 32)) {
      // Its length leaves out a header but not a footer.
      int at = (int) (position - bufferStart);
      long length = Integer.reverseBytes(Mp3Header.at(buffer, at + 12)) & 0xffffffffL;
      boolean isHeader = (buffer[at + 23] & 0x20) != 0;
      return Math.min(channel.size(), position + 32 + (isHeader ? length : 0));
    }
    if (is(position, LYRICS)) {
      return afterLyrics(position);
    }
    return position;
  }

  private long afterLyrics(long position) throws IOException {
    int mark = LYRICS_END_1.length;
    long end = position;
    while (end < position + MAX_LYRICS && have(end, mark)) {
      if (end >= lyricsFrom && end < lyricsTo) {
        end = lyricsTo;
      } else if (is(end, LYRICS_END_1) || is(end, LYRICS_END_2)) {
        return end + mark;
      } else {
        end++;
      }
    }
    boolean joined = position <= lyricsTo && end >= lyricsFrom;
    lyricsFrom = joined ? Math.min(lyricsFrom, position) : position;
    lyricsTo = joined ? Math.max(lyricsTo, end) : end;
    return position;
  }

  private static byte[] ascii(String magic) {
    return magic.getBytes(StandardCharsets.US_ASCII);
  }

  private boolean is(long position, byte[] wanted) throws IOException {
    if (!have(position, wanted.length)) {
      return false;
    }
    int from = (int) (position - bufferStart);
    for (int i = 0; i < wanted.length; i++) {
      if (buffer[from + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private int peek(long position) {
    return Mp3Header.at(buffer, (int) (position - bufferStart));
  }

  /** Makes sure that the buffer has some bytes; false if the file has not. */
  private boolean have(long position, int bytes) throws IOException {
    if (position >= bufferStart && position + bytes <= bufferStart + filled) {
      return true;
    }
    bufferStart = Math.max(0, position - BEHIND);
    filled = 0;
    ByteBuffer room = ByteBuffer.wrap(buffer);
    while (bufferStart + filled < position + bytes) {
      int got = channel.read(room, bufferStart + filled);
      if (got <= 0) {
        return false;
      }
      filled += got;
    }
    return true;
  }

  /** The header of the frame that came last, or before any the first one's. */
  int header() {
    return header == 0 ? common : header;
  }

  /** Where the frame that came last begins. */
  long start() {
    return start;
  }

  /** Where to look for the next frame. */
  long position() {
    return at;
  }

  /** Copies the frame that came last. */
  void copyTo(byte[] frame) throws IOException {
    have(start, Mp3Header.bytes(header));
    System.arraycopy(buffer, (int) (start - bufferStart), frame, 0, Mp3Header.bytes(header));
  }

  /** The room that any frame needs. */
  static int room() {
    return MAX_FRAME;
  }

  /** How many times there were bytes that are neither frame nor tag. */
  int strayRuns() {
    return strayRuns;
  }

  /** How many bytes these were, those before the first frame among them. */
  long strayBytes() {
    return strayBytes;
  }

  /** Whether the last frame is cut off. */
  boolean cut() {
    return cut;
  }
}
