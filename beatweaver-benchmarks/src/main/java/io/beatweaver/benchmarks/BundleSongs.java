package io.beatweaver.benchmarks;

import io.beatweaver.unity.Banks;
import io.beatweaver.unity.BundleWriter;
import io.beatweaver.unity.LevelBundles;
import io.beatweaver.unity.ObjectFileWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Level bundles with a song of a given size, whose packets have the form of Vorbis. */
final class BundleSongs {
  /** A setup header of the table: stereo at 44.1 kHz, quality 5. */
  private static final int SETUP = 1_820_829_487;

  /** First byte of a packet of a long block. */
  private static final byte LONG = 2;

  private static final int PACKET_BYTES = 600;
  private static final int FRAMES = 1024;
  private static final String MAP =
      "{\"version\":\"4.0.0\",\"colorNotes\":[{\"b\":4,\"i\":0}],"
          + "\"colorNotesData\":[{\"x\":2,\"y\":1,\"c\":1,\"d\":8}]}";

  private BundleSongs() {}

  static byte[] level(String name, int songBytes, boolean shrinking, BundleWriter bundle) {
    Random random = new Random(7);
    List<byte[]> packets = new ArrayList<>();
    for (int bytes = 0; bytes < songBytes; bytes += PACKET_BYTES + 2) {
      byte[] packet = new byte[PACKET_BYTES];
      random.nextBytes(packet);
      packet[0] = LONG;
      if (shrinking) {
        System.arraycopy(packet, 10, packet, PACKET_BYTES / 2, PACKET_BYTES / 16);
      }
      packets.add(packet);
    }
    long frames = (packets.size() - 1L) * FRAMES;
    byte[] bank = Banks.vorbis(44_100, 2, frames, SETUP, packets);
    String audioData =
        "{\"version\":\"4.0.0\",\"songSampleCount\":"
            + frames
            + ",\"songFrequency\":44100,\"bpmData\":[{\"si\":0,\"ei\":"
            + frames
            + ",\"sb\":0,\"eb\":"
            + frames * 2 / 44_100
            + "}],\"lufsData\":[]}";
    LevelBundles.MapSet set =
        new LevelBundles.MapSet("Standard", List.of(new LevelBundles.Map(3, MAP, null)));
    return LevelBundles.level(
        new LevelBundles.Level(name, List.of(set), audioData, bank),
        bundle,
        new ObjectFileWriter());
  }
}
