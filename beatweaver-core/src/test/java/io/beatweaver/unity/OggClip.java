package io.beatweaver.unity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * An Ogg file taken apart, written after RFC 3533 without regard to how the library writes one;
 * every page's checksum is checked bit by bit.
 *
 * @param packets all packets in order
 * @param granules for each page its position
 * @param flags for each page its header type
 * @param finished for each page how many packets are complete at its end
 */
record OggClip(
    List<byte[]> packets, List<Long> granules, List<Integer> flags, List<Integer> finished) {
  static OggClip of(byte[] file) {
    OggClip clip =
        new OggClip(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    int page = 0;
    while (in.hasRemaining()) {
      int start = in.position();
      require(in.getInt() == 0x5367_674f && in.get() == 0, "no page at " + start);
      int type = in.get();
      require((type & 1) != 0 == packet.size() > 0, "wrong continuation at " + start);
      clip.flags().add(type);
      clip.granules().add(in.getLong());
      in.getInt();
      require(in.getInt() == page++, "a page is missing at " + start);
      int crc = in.getInt();
      byte[] lengths = new byte[in.get() & 0xff];
      in.get(lengths);
      for (byte length : lengths) {
        byte[] segment = new byte[length & 0xff];
        in.get(segment);
        packet.writeBytes(segment);
        if (segment.length < 255) {
          clip.packets().add(packet.toByteArray());
          packet.reset();
        }
      }
      clip.finished().add(clip.packets().size());
      byte[] whole = new byte[in.position() - start];
      in.get(start, whole);
      whole[22] = whole[23] = whole[24] = whole[25] = 0;
      require(crc == crc(whole), "wrong checksum at " + start);
    }
    require(packet.size() == 0, "the last packet has no end");
    return clip;
  }

  /** Packets after the three headers. */
  List<byte[]> audio() {
    return packets.subList(3, packets.size());
  }

  byte[] setup() {
    return packets.get(2);
  }

  long frames() {
    return granules.get(granules.size() - 1);
  }

  int rate() {
    return ByteBuffer.wrap(packets.get(0)).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
  }

  int channels() {
    return packets.get(0)[11];
  }

  private static int crc(byte[] bytes) {
    int crc = 0;
    for (byte b : bytes) {
      for (int bit = 7; bit >= 0; bit--) {
        boolean carry = (crc < 0) != ((b >> bit & 1) != 0);
        crc = crc << 1 ^ (carry ? 0x04c1_1db7 : 0);
      }
    }
    return crc;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
