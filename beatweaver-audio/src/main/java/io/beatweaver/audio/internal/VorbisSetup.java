package io.beatweaver.audio.internal;

import com.jcraft.jogg.Buffer;
import com.jcraft.jogg.Packet;
import io.beatweaver.InputException;

/**
 * Looks through the Vorbis headers before jorbis does: jorbis allocates whatever they ask for.
 *
 * <p>Layout after the Vorbis I specification, 4.2 (headers), 3.2.1 (codebooks), 6 and 7 (floors)
 * and 8.6.1 (residues).
 */
final class VorbisSetup {
  private static final int MAX_ENTRIES = 1 << 18;
  private static final long MAX_VALUES = 1 << 20;
  private static final long MAX_TOTAL_VALUES = 1 << 22;

  /** The longest block has 8,192 values, so that stereo has as many residues. */
  private static final int MAX_RESIDUE = 1 << 16;

  private final Buffer in = new Buffer();
  private final OggPackets packets;
  private int[] dimensions;
  private int[] entries;

  private VorbisSetup(Packet packet, OggPackets packets) {
    this.packets = packets;
    in.readinit(packet.packet_base, packet.packet + 7, packet.bytes - 7);
  }

  static void checkIdentification(Packet packet, OggPackets packets) throws InputException {
    if (packet.bytes < 30) {
      throw packets.damaged("the Vorbis identification header is cut short", null);
    }
    int sizes = packet.packet_base[packet.packet + 28] & 0xff;
    int small = sizes & 15;
    int large = sizes >> 4;
    if (small < 6 || large > 13 || small > large) {
      throw packets.damaged("the Vorbis block sizes are out of range", null);
    }
  }

  static void checkSetup(Packet packet, OggPackets packets) throws InputException {
    VorbisSetup setup = new VorbisSetup(packet, packets);
    setup.codebooks();
    for (int times = setup.read(6) + 1; times > 0; times--) {
      setup.require(setup.read(16) == 0, "time setting");
    }
    for (int floors = setup.read(6) + 1; floors > 0; floors--) {
      setup.floor();
    }
    for (int residues = setup.read(6) + 1; residues > 0; residues--) {
      setup.residue();
    }
  }

  private void codebooks() throws InputException {
    int books = read(8) + 1;
    dimensions = new int[books];
    entries = new int[books];
    long total = 0;
    for (int i = 0; i < books; i++) {
      require(read(24) == 0x564342, "codebook");
      dimensions[i] = read(16);
      entries[i] = read(24);
      long values = (long) entries[i] * dimensions[i];
      total += values;
      require(
          entries[i] > 0
              && entries[i] <= MAX_ENTRIES
              && dimensions[i] > 0
              && values <= MAX_VALUES
              && total <= MAX_TOTAL_VALUES,
          "codebook");
      lengths(entries[i]);
      int map = read(4);
      require(map <= 2, "codebook");
      if (map > 0) {
        skip(64);
        int bits = read(4) + 1;
        skip(1);
        skip(bits * (map == 1 ? lattice(entries[i], dimensions[i]) : values));
      }
    }
  }

  private void lengths(int entries) throws InputException {
    if (read(1) == 1) {
      skip(5);
      for (int i = 0; i < entries; ) {
        int count = read(32 - Integer.numberOfLeadingZeros(entries - i));
        require(count <= entries - i, "codebook");
        i += count;
      }
    } else if (read(1) == 1) {
      for (int i = 0; i < entries; i++) {
        if (read(1) == 1) {
          skip(5);
        }
      }
    } else {
      skip(5L * entries);
    }
  }

  /** The greatest n with n^dimensions at most entries. */
  private static long lattice(int entries, int dimensions) {
    long n = 1;
    while (power(n + 1, dimensions, entries) <= entries) {
      n++;
    }
    return n;
  }

  /** base^exponent, or any number above the limit if that is above it. */
  private static long power(long base, int exponent, long limit) {
    long power = 1;
    for (int i = 0; i < exponent && power <= limit && base > 1; i++) {
      power *= base;
    }
    return power;
  }

  private void floor() throws InputException {
    int type = read(16);
    require(type <= 1, "floor");
    if (type == 0) {
      skip(8 + 16 + 16 + 6 + 8);
      skip(8L * (read(4) + 1));
      return;
    }
    int[] classes = new int[read(5)];
    int most = -1;
    for (int i = 0; i < classes.length; i++) {
      classes[i] = read(4);
      most = Math.max(most, classes[i]);
    }
    int[] sizes = new int[most + 1];
    for (int i = 0; i <= most; i++) {
      sizes[i] = read(3) + 1;
      int subclasses = read(2);
      skip(subclasses > 0 ? 8 : 0);
      skip(8L << subclasses);
    }
    skip(2);
    int bits = read(4);
    for (int c : classes) {
      skip((long) bits * sizes[c]);
    }
  }

  private void residue() throws InputException {
    require(read(16) <= 2, "residue");
    int begin = read(24);
    int end = read(24);
    require(begin <= end && end <= MAX_RESIDUE, "residue");
    skip(24);
    int partitions = read(6) + 1;
    int book = read(8);
    require(book < entries.length, "residue");
    require(power(partitions, dimensions[book], entries[book]) <= entries[book], "residue");
    int stages = 0;
    for (int i = 0; i < partitions; i++) {
      int cascade = read(3);
      if (read(1) == 1) {
        cascade |= read(5) << 3;
      }
      stages += Integer.bitCount(cascade);
    }
    skip(8L * stages);
  }

  private int read(int bits) throws InputException {
    int value = in.read(bits);
    require(bits == 0 || value >= 0, "header");
    return value;
  }

  private void skip(long bits) throws InputException {
    long left = bits;
    while (left > 0) {
      int now = (int) Math.min(left, 24);
      read(now);
      left -= now;
    }
  }

  private void require(boolean right, String what) throws InputException {
    if (!right) {
      throw packets.damaged("the Vorbis setup header is damaged: a bad " + what, null);
    }
  }
}
