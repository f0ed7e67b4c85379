package io.beatweaver.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** How much there is to read in a level. */
final class LevelSize {
  /** A file is read for each difficulty that names it; the seeds have three. */
  private static final int READS = 3;

  private LevelSize() {}

  static long of(Map<String, byte[]> files) {
    return READS * files.values().stream().mapToLong(LevelSize::unpacked).sum();
  }

  /** The size of a file, unpacked as far as it goes. */
  private static long unpacked(byte[] bytes) {
    boolean gzip = bytes.length > 1 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b;
    long size = 0;
    if (gzip) {
      byte[] buffer = new byte[1 << 14];
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          size += n;
        }
      } catch (IOException e) {
        // It is damaged there; what came before counts.
      }
    }
    return bytes.length + size;
  }
}
