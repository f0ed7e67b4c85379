package io.beatweaver.benchmarks;

import io.beatweaver.grid.SongFeatures;
import io.beatweaver.storage.internal.Half;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** A song a file: CRC32C of the values, then the values as float16. What the cache was before. */
final class HalfFile {
  private static final float[] FLOATS = new float[1 << 16];

  static {
    for (int half = 0; half < FLOATS.length; half++) {
      FLOATS[half] = Half.toFloat((short) half);
    }
  }

  private HalfFile() {}

  static void write(Path file, SongFeatures features) throws IOException {
    float[] values = features.toArray();
    ByteBuffer bytes =
        ByteBuffer.allocate(Integer.BYTES + values.length * Short.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0);
    for (float value : values) {
      bytes.putShort(Half.ofFloat(value));
    }
    bytes.putInt(0, crc(bytes.array()));
    Files.createDirectories(file.getParent());
    Files.write(file, bytes.array());
  }

  static float[] read(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.getInt(0) != crc(all)) {
      throw new IOException(file + ": the checksum is wrong");
    }
    float[] values = new float[(all.length - Integer.BYTES) / Short.BYTES];
    for (int i = 0; i < values.length; i++) {
      values[i] = FLOATS[bytes.getShort(Integer.BYTES + i * Short.BYTES) & 0xFFFF];
    }
    return values;
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, Integer.BYTES, bytes.length - Integer.BYTES);
    return (int) crc.getValue();
  }
}
