package io.beatweaver.unity.internal;

import io.beatweaver.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;

/** Reads stretches of a file without a position that moves. */
final class Positional {
  private static final int CHUNK = 1 << 20;

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
    int done = 0;
    while (done < length) {
      // The JDK keeps memory outside the heap for the largest read that a thread ever made.
      ByteBuffer buffer = ByteBuffer.wrap(target, at + done, Math.min(CHUNK, length - done));
      int n;
      try {
        n = channel.read(buffer, position + done);
      } catch (ClosedChannelException e) {
        throw e;
      } catch (IOException e) {
        // The bundle's fault, not that of the disk that levels are written to.
        throw new InputException(file, "", "can't be read: " + e.getMessage(), e);
      }
      if (n < 0) {
        throw new InputException(file, "", "became shorter while it was read");
      }
      done += n;
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
