package io.beatweaver.benchmarks;

import io.beatweaver.grid.SongFeatures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Reads rows of a .npy file of float32 as a program would that keeps a file a song. */
final class NpyFile {
  private static final int LENGTH_AT = 8;
  private static final int PREAMBLE = 10;

  private NpyFile() {}

  static void copyRows(Path file, int fromRow, int rows, float[] target) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer preamble = ByteBuffer.allocate(PREAMBLE).order(ByteOrder.LITTLE_ENDIAN);
      channel.read(preamble, 0);
      long data = PREAMBLE + preamble.getShort(LENGTH_AT);
      int rowBytes = SongFeatures.COLUMNS * Float.BYTES;
      ByteBuffer bytes = ByteBuffer.allocate(rows * rowBytes).order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.hasRemaining()
          && channel.read(bytes, data + (long) fromRow * rowBytes + bytes.position()) > 0) {}
      bytes.flip().asFloatBuffer().get(target, 0, rows * SongFeatures.COLUMNS);
    }
  }
}
