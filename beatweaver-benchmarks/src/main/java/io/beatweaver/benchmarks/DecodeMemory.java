package io.beatweaver.benchmarks;

import io.beatweaver.audio.AudioDecoder;
import io.beatweaver.audio.AudioSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;

/**
 * The most heap that decoding a song takes, beside what it takes to keep it. To be run with a heap
 * not much larger, as in {@code -XX:+UseSerialGC -Xmx16m}.
 */
public final class DecodeMemory {
  private static final double MEBIBYTE = 1 << 20;
  private static final int PIECE = 8192;

  private DecodeMemory() {}

  /**
   * Decodes a song and prints what it took.
   *
   * @param args the file, and {@code stream} to read it in pieces or {@code decode} to keep it
   * @throws IOException if it can't be read
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    long samples = args[1].equals("stream") ? stream(file) : AudioDecoder.decode(file).length();
    long peak = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      peak += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
    }
    System.out.printf(
        "%s %s: %d samples (%.1f MiB as floats), peak heap %.1f MiB%n",
        args[1], file, samples, samples * Float.BYTES / MEBIBYTE, peak / MEBIBYTE);
  }

  private static long stream(Path file) throws IOException {
    float[] piece = new float[PIECE];
    long samples = 0;
    try (AudioSource source = AudioDecoder.open(file)) {
      for (int got; (got = source.read(piece, 0, PIECE)) > 0; ) {
        samples += got;
      }
    }
    return samples;
  }
}
