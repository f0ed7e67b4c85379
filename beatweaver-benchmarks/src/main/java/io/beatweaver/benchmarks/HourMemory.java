package io.beatweaver.benchmarks;

import io.beatweaver.audio.FeatureExtractor;
import io.beatweaver.audio.SongAnalysis;
import io.beatweaver.grid.SongFeatures;
import io.beatweaver.tempo.TempoMap;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * The features of a one-hour file of 44,100 Hz, and what the heap held at most on the way. The
 * least {@code -Xmx} with which this ends well is what the path needs.
 *
 * <pre>
 * java -Xmx400m -cp beatweaver-benchmarks.jar io.beatweaver.benchmarks.HourMemory [SONG]
 * </pre>
 */
public final class HourMemory {
  private static final int RATE = 44_100;
  private static final int SECONDS = 3600;

  private HourMemory() {}

  /**
   * Measures a song.
   *
   * @param args a file; without one an hour of drum-like noise is made
   * @throws IOException if it can't be read
   */
  public static void main(String[] args) throws IOException {
    Path song = args.length > 0 ? Path.of(args[0]) : hour();
    try {
      FeatureExtractor extractor = new FeatureExtractor();
      long start = System.nanoTime();
      SongAnalysis analysis = extractor.analyse(song);
      SongFeatures features = extractor.extract(analysis, TempoMap.constant(140));
      double seconds = (System.nanoTime() - start) / 1e9;
      long peak = 0;
      for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
        peak += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
      }
      System.out.printf(
          "%.0f s of audio, %d rows: %.1f s; heap: at most %d MiB used, limit %d MiB%n",
          analysis.seconds(),
          features.rows(),
          seconds,
          peak >> 20,
          Runtime.getRuntime().maxMemory() >> 20);
    } finally {
      if (args.length == 0) {
        Files.delete(song);
      }
    }
  }

  private static Path hour() throws IOException {
    Path file = Files.createTempFile("beatweaver-hour", ".wav");
    Random random = new Random(1);
    int bytes = 2 * RATE * SECONDS;
    ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
    header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    header.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    header.putShort((short) 2).putShort((short) 16);
    header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.write(header.array());
      ByteBuffer second = ByteBuffer.allocate(2 * RATE).order(ByteOrder.LITTLE_ENDIAN);
      for (int s = 0; s < SECONDS; s++) {
        second.clear();
        for (int i = 0; i < RATE; i++) {
          double fade = Math.exp(-(i % (RATE / 2)) * 12.0 / RATE);
          second.putShort((short) (fade * (random.nextInt(20_001) - 10_000)));
        }
        out.write(second.array());
      }
    }
    return file;
  }
}
