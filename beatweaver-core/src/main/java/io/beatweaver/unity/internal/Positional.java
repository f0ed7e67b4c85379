package io.beatweaver.unity.internal;

import io.beatweaver.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads stretches of a file without a position that moves. */
final class Positional {
  private Positional() {}

  static byte[] read(FileChannel channel, long position, int length, String file)
      throws IOException {
    byte[] bytes = new byte[length];
    read(channel, position, bytes, 0, length, file);
    return bytes;
  }

  static void read(
      FileChannel channel, long position, byte[] target, int at, int length, String file)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(target, at, length);
    while (buffer.hasRemaining()) {
      int n = channel.read(buffer, position + buffer.position() - at);
      if (n < 0) {
        throw new InputException(file, "", "became shorter while it was read");
      }
    }
  }

  /** A stretch as a stream. */
  static InputStream stream(FileChannel channel, long position, long length, String file) {
    return new InputStream() {
      private long at = position;
      private final long end = position + length;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int wanted) throws IOException {
        if (at == end) {
          return -1;
        }
        int n = (int) Math.min(wanted, end - at);
        Positional.read(channel, at, target, offset, n, file);
        at += n;
        return n;
      }
    };
  }
}
