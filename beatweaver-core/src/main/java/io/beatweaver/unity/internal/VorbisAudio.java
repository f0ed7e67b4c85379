package io.beatweaver.unity.internal;

import io.beatweaver.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Vorbis packets out of a bank, as an Ogg file. Nothing is decoded: the headers that the bank left
 * out are put back, and positions follow from the packets' block sizes (Vorbis I, 4.3.8: a packet
 * ends a quarter of its block and of the one before further on). The last page's position is the
 * bank's own length, so that decoders give exactly its frames.
 */
final class VorbisAudio extends BankAudio {
  private static final int SHORT_BLOCK = 256;
  private static final int LONG_BLOCK = 2048;

  /** Both block sizes as powers of two, the long one's in the upper half. */
  private static final byte BLOCK_SIZES = (byte) 0xb8;

  private static final byte[] NAME = "vorbis".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VENDOR = "BeatWeaver".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_PACKET = 0xffff;
  private static final int WINDOW = 1 << 17;

  private final byte[] setup;
  private final VorbisModes modes;

  VorbisAudio(Fsb5 bank, byte[] setup) throws InputException {
    super(bank);
    this.setup = setup;
    this.modes = VorbisModes.of(setup, bank.data().file());
  }

  @Override
  public String extension() {
    return "ogg";
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    OggPageWriter pages = new OggPageWriter(out, bank.setupCrc() ^ (int) bank.frames());
    byte[] identification = identification();
    pages.packet(identification, identification.length, 0);
    pages.flush();
    byte[] comment = comment();
    pages.packet(comment, comment.length, 0);
    pages.packet(setup, setup.length, 0);
    pages.flush();
    writePackets(pages);
  }

  private void writePackets(OggPageWriter pages) throws IOException {
    Packets packets = new Packets(bank.data());
    long position = 0;
    int lastBlock = 0;
    int seek = 0;
    while (packets.next()) {
      int mode = modes.modeOf(packets.bytes[0]);
      if (mode < 0) {
        throw bad(packets.at, "no audio packet of Vorbis");
      }
      int block = modes.isLong(mode) ? LONG_BLOCK : SHORT_BLOCK;
      if (position > bank.frames()) {
        throw bad(packets.at, "more audio than its " + bank.frames() + " frames");
      }
      position += lastBlock == 0 ? 0 : (lastBlock + block) / 4;
      lastBlock = block;
      seek = checkSeekTable(seek, packets.at, position);
      pages.packet(packets.bytes, packets.length, position);
    }
    if (position < bank.frames() || lastBlock == 0) {
      throw bad(packets.at, position + " frames of " + bank.frames());
    }
    pages.finish(bank.frames());
  }

  /** The bank's own table of positions must say what the packets say: the one check that it has. */
  private int checkSeekTable(int seek, long at, long position) throws InputException {
    if (seek == bank.seekOffsets().length || at < bank.seekOffsets()[seek]) {
      return seek;
    }
    if (at > bank.seekOffsets()[seek] || position != bank.seekFrames()[seek]) {
      throw bad(at, "its packets and its seek table disagree");
    }
    return seek + 1;
  }

  /** The packets of a bank: each after its length, up to a length of 0 or the end. */
  private final class Packets {
    private final Stretch data;
    private final byte[] window = new byte[WINDOW];
    private long windowStart;
    private int windowLength;
    private long next;

    final byte[] bytes = new byte[MAX_PACKET];
    long at;
    int length;

    Packets(Stretch data) {
      this.data = data;
    }

    boolean next() throws IOException {
      at = next;
      if (data.size() - at < 2) {
        return false;
      }
      int start = inWindow(at, 2);
      length = window[start] & 0xff | (window[start + 1] & 0xff) << 8;
      if (length == 0) {
        return false;
      }
      if (length > data.size() - at - 2) {
        throw bad(at, "a packet that ends outside");
      }
      System.arraycopy(window, inWindow(at + 2, length), bytes, 0, length);
      next = at + 2 + length;
      return true;
    }

    /** Where in the window a stretch of the data is that is known to be there. */
    private int inWindow(long from, int wanted) throws IOException {
      if (from + wanted > windowStart + windowLength) {
        windowStart = from;
        windowLength = (int) Math.min(WINDOW, data.size() - from);
        data.read(from, window, 0, windowLength);
      }
      return (int) (from - windowStart);
    }
  }

  private InputException bad(long at, String reason) {
    return new InputException(bank.data().file(), bank.data().name() + ", byte " + at, reason);
  }

  private byte[] identification() {
    ByteBuffer packet = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
    packet.put((byte) 1).put(NAME).putInt(0).put((byte) bank.channels());
    packet.putInt(bank.sampleRate()).putInt(0).putInt(0).putInt(0);
    packet.put(BLOCK_SIZES).put((byte) 1);
    return packet.array();
  }

  private static byte[] comment() {
    ByteBuffer packet =
        ByteBuffer.allocate(1 + NAME.length + 4 + VENDOR.length + 4 + 1)
            .order(ByteOrder.LITTLE_ENDIAN);
    packet.put((byte) 3).put(NAME).putInt(VENDOR.length).put(VENDOR).putInt(0).put((byte) 1);
    return packet.array();
  }
}
