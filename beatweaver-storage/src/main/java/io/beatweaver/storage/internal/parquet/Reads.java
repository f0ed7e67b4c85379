package io.beatweaver.storage.internal.parquet;

import io.beatweaver.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Reading bytes at a place, all of them. */
final class Reads {
  private Reads() {}

  /** New bytes; a file that ends before is refused before anything is allocated. */
  static ByteBuffer fully(FileChannel channel, long offset, int bytes, Path path)
      throws IOException {
    if (offset < 0 || bytes < 0 || offset + bytes > channel.size()) {
      throw new InputException(path, "the file ends early");
    }
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    into(channel, offset, buffer, path);
    return buffer.flip();
  }

  /** Fills the rest of a buffer. */
  static void into(FileChannel channel, long offset, ByteBuffer buffer, Path path)
      throws IOException {
    int start = buffer.position();
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position() - start) < 0) {
        throw new InputException(path, "the file ends early");
      }
    }
  }
}
