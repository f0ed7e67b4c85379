package io.beatweaver.audio.internal;

import io.beatweaver.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** ID3v2 tags, which may stand before MP3 and FLAC. */
public final class Id3 {
  private static final int HEADER = 10;

  /** More than any tool writes, in a row. */
  private static final int MAX_TAGS = 1000;

  private Id3() {}

  /**
   * Passes over tags.
   *
   * @param channel the file
   * @param from where to begin
   * @param name of the file, for messages
   * @return the first byte behind them; {@code from} if there is none, at most the file's size
   * @throws InputException if there are more than {@value #MAX_TAGS} in a row
   */
  public static long end(FileChannel channel, long from, String name) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEADER);
    long at = from;
    for (int tags = 0; tags <= MAX_TAGS; tags++) {
      head.clear();
      while (head.hasRemaining() && channel.read(head, at + head.position()) >= 0) {}
      long bytes = bytes(head.array());
      if (head.hasRemaining() || bytes == 0) {
        return at;
      }
      at = Math.min(channel.size(), at + bytes);
    }
    throw new InputException(
        name, "byte " + from, "there are more than " + MAX_TAGS + " ID3 tags in a row");
  }

  /** The length of a tag with its header, and its footer if it has one; 0 if it is none. */
  private static long bytes(byte[] head) {
    boolean tag = head[0] == 'I' && head[1] == 'D' && head[2] == '3' && head[3] != -1;
    int size = 0;
    for (int i = 6; i < HEADER; i++) {
      tag &= head[i] >= 0;
      size = size << 7 | head[i];
    }
    boolean footer = (head[5] & 0x10) != 0;
    return tag ? size + (footer ? 2 * HEADER : HEADER) : 0;
  }
}
