package io.beatweaver.audio.internal.vorbis;

import io.beatweaver.InputException;
import io.beatweaver.audio.AudioDecoder;
import java.io.IOException;

/**
 * The headers of a Vorbis stream (Vorbis I, 4.2). Whatever they ask to be allocated is bounded.
 * Floor 0, which no encoder has written since before version 1.0, is refused.
 */
final class VorbisSetup {
  /** Values of all codebooks together. */
  private static final long MAX_VALUES = 1 << 22;

  private static final int MIN_BLOCK_BITS = 6;
  private static final int MAX_BLOCK_BITS = 13;

  /** How the channels go together (4.2.4, mappings). */
  record Mapping(int[] magnitudes, int[] angles, int[] submapOf, int[] floors, int[] residues) {}

  private final OggPackets packets;
  private final VorbisBits in = new VorbisBits();
  private long values;
  private VorbisCodebook[] books;

  final int channels;
  final int sampleRate;
  final int shortBlock;
  final int longBlock;
  final VorbisFloor[] floors;
  final VorbisResidue[] residues;
  final Mapping[] mappings;
  final int modeBits;
  final boolean[] longModes;
  final int[] mappingOfMode;

  /** Reads the three headers; the comments among them are passed over. */
  VorbisSetup(OggPackets packets) throws IOException {
    this.packets = packets;
    header(1);
    require(in.read(32) == 0, "version");
    channels = in.read(8);
    sampleRate = in.read(32);
    in.read(32);
    in.read(32);
    in.read(32);
    int small = in.read(4);
    int large = in.read(4);
    require(
        small >= MIN_BLOCK_BITS && large <= MAX_BLOCK_BITS && small <= large && in.flag(),
        "block size");
    shortBlock = 1 << small;
    longBlock = 1 << large;
    if (channels < 1 || channels > AudioDecoder.MAX_CHANNELS) {
      throw packets.damaged(channels + " channels can't be read", null);
    }
    header(3);
    header(5);
    books = new VorbisCodebook[in.read(8) + 1];
    for (int i = 0; i < books.length; i++) {
      books[i] = new VorbisCodebook(in, this);
    }
    for (int times = in.read(6) + 1; times > 0; times--) {
      require(in.read(16) == 0, "time setting");
    }
    floors = new VorbisFloor[in.read(6) + 1];
    for (int i = 0; i < floors.length; i++) {
      int type = in.read(16);
      if (type == 0) {
        throw packets.damaged("Vorbis of before version 1.0 (floor 0) can't be read", null);
      }
      require(type == 1, "floor");
      floors[i] = new VorbisFloor(in, this);
    }
    residues = new VorbisResidue[in.read(6) + 1];
    for (int i = 0; i < residues.length; i++) {
      int type = in.read(16);
      require(type <= 2, "residue");
      residues[i] = new VorbisResidue(in, type, this);
    }
    mappings = new Mapping[in.read(6) + 1];
    for (int i = 0; i < mappings.length; i++) {
      mappings[i] = mapping();
    }
    int modes = in.read(6) + 1;
    modeBits = bitsOf(modes - 1);
    longModes = new boolean[modes];
    mappingOfMode = new int[modes];
    for (int i = 0; i < modes; i++) {
      longModes[i] = in.flag();
      require(in.read(32) == 0, "mode");
      mappingOfMode[i] = in.read(8);
      require(mappingOfMode[i] < mappings.length, "mode");
    }
    require(in.flag() && !in.over(), "header");
    books = null;
  }

  private void header(int type) throws IOException {
    if (!packets.next() || packets.length < 7) {
      throw packets.damaged("the Ogg Vorbis headers are incomplete", null);
    }
    in.start(packets.data, packets.offset, packets.length);
    if (in.read(8) != type || in.read(24) != 0x726f76 || in.read(24) != 0x736962) {
      throw packets.damaged("the Ogg Vorbis headers are incomplete", null);
    }
  }

  private Mapping mapping() throws InputException {
    require(in.read(16) == 0, "mapping");
    int submaps = in.flag() ? in.read(4) + 1 : 1;
    int steps = in.flag() ? in.read(8) + 1 : 0;
    int[] magnitudes = new int[steps];
    int[] angles = new int[steps];
    int bits = bitsOf(channels - 1);
    for (int i = 0; i < steps; i++) {
      magnitudes[i] = in.read(bits);
      angles[i] = in.read(bits);
      require(
          magnitudes[i] != angles[i] && magnitudes[i] < channels && angles[i] < channels,
          "coupling");
    }
    require(in.read(2) == 0, "mapping");
    int[] submapOf = new int[channels];
    for (int c = 0; submaps > 1 && c < channels; c++) {
      submapOf[c] = in.read(4);
      require(submapOf[c] < submaps, "mapping");
    }
    int[] floorOf = new int[submaps];
    int[] residueOf = new int[submaps];
    for (int i = 0; i < submaps; i++) {
      in.read(8);
      floorOf[i] = in.read(8);
      residueOf[i] = in.read(8);
      require(floorOf[i] < floors.length && residueOf[i] < residues.length, "mapping");
    }
    return new Mapping(magnitudes, angles, submapOf, floorOf, residueOf);
  }

  /** The block size of a mode. */
  int blockOf(int mode) {
    return longModes[mode] ? longBlock : shortBlock;
  }

  /**
   * Reads the mode that an audio packet begins with.
   *
   * @return the mode, or -1 if it is no audio packet
   */
  int mode(VorbisBits packet) {
    if (packet.flag()) {
      return -1;
    }
    int mode = packet.read(modeBits);
    return mode < longModes.length && !packet.over() ? mode : -1;
  }

  VorbisCodebook book(int number) throws InputException {
    require(number < books.length, "codebook number");
    return books[number];
  }

  /** Whether a codebook may have this many values more. */
  boolean allowValues(long count) {
    values += count;
    return values <= MAX_VALUES;
  }

  void require(boolean right, String what) throws InputException {
    if (!right) {
      throw packets.damaged("the Vorbis headers are damaged: a bad " + what, null);
    }
  }

  /** The bits that a number needs (9.2.1). */
  static int bitsOf(int number) {
    return 32 - Integer.numberOfLeadingZeros(number);
  }
}
