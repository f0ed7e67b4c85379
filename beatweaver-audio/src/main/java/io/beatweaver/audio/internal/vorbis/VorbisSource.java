package io.beatweaver.audio.internal.vorbis;

import io.beatweaver.audio.AudioFormat;
import io.beatweaver.audio.internal.BlockSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Ogg Vorbis. Length and start are exact: what the last page's position says is cut from the end,
 * and where the first page's position is lower than the frames that come out, those are cut from
 * the start (Vorbis I, A.2).
 */
public final class VorbisSource extends BlockSource {
  /** Where the last page of an unbroken file begins at the earliest, from the end. */
  private static final int TAIL_BYTES = 1 << 16;

  private final OggPackets packets;
  private final VorbisSetup setup;
  private final VorbisBits bits = new VorbisBits();
  private final long offset;
  private final long expected;

  /** Made with the first block that is decoded: counting doesn't need it. */
  private VorbisSynthesis synthesis;

  private int lastBlock;
  private long frames;
  private boolean endSet;

  /**
   * Reads the headers and, ahead, the first page's position.
   *
   * @param channel the file
   * @param name for messages
   */
  public VorbisSource(FileChannel channel, String name) throws IOException {
    super(channel, name, AudioFormat.OGG_VORBIS);
    packets = new OggPackets(channel, name);
    setup = new VorbisSetup(packets);
    describe(setup.sampleRate, setup.channels);
    offset = offset();
    cutStart(Math.max(0, -offset));
    long lastGranule = lastGranule();
    expected = lastGranule < 0 ? -1 : Math.max(0, lastGranule - Math.max(0, offset));
  }

  /** The position of the first frame that the packets give. */
  private long offset() throws IOException {
    OggPackets ahead = new OggPackets(channel(), name());
    for (int headers = 0; headers < 3; headers++) {
      ahead.next();
    }
    long count = 0;
    int before = 0;
    while (ahead.next()) {
      if (ahead.length > 0) {
        int block = block(ahead);
        count += before == 0 ? 0 : before / 4 + block / 4;
        before = block;
      }
      if (ahead.granule < -1) {
        throw ahead.damaged("the Ogg page's position is negative");
      }
      if (ahead.granule >= 0) {
        // On the only page the position says where the end is cut.
        return ahead.onLastPage() ? 0 : ahead.granule - count;
      }
    }
    return 0;
  }

  /** The position that the last page states, looked for in the file's tail, or -1. */
  private long lastGranule() throws IOException {
    long size = channel().size();
    int bytes = (int) Math.min(size, TAIL_BYTES);
    ByteBuffer tail = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (tail.hasRemaining() && channel().read(tail, size - bytes + tail.position()) >= 0) {}
    for (int at = bytes - 27; at >= 0; at--) {
      if (tail.get(at) == 'O'
          && tail.getInt(at) == ('O' | 'g' << 8 | 'g' << 16 | 'S' << 24)
          && tail.getInt(at + 14) == packets.serial()) {
        return tail.getLong(at + 6);
      }
    }
    return -1;
  }

  @Override
  public long expectedFrames() {
    return expected;
  }

  @Override
  protected int nextBlock() throws IOException {
    return step(true);
  }

  @Override
  protected int passBlock() throws IOException {
    return step(false);
  }

  /** Takes a packet; the number of frames that it gives, whether synthesised or not. */
  private int step(boolean synthesise) throws IOException {
    if (!packets.next()) {
      if (!packets.requireNothingMore()) {
        warn(
            packets.place(),
            "what follows its end mark is full of damaged Ogg pages; it isn't searched any further");
      }
      if (packets.cut() != null) {
        warn(packets.place(), packets.cut() + "; what comes before is used");
      }
      return -1;
    }
    if (packets.onLastPage() && !endSet && packets.endGranule() >= 0) {
      endSet = true;
      endAfter(limit() - frames);
      if (limit() < frames) {
        warn(packets.place(), "its last page says that it ends before this page");
      }
    }
    if (packets.length == 0) {
      return 0;
    }
    if (packets.granule < -1) {
      throw packets.damaged("the Ogg page's position is negative");
    }
    int block = block(packets);
    int count = lastBlock == 0 ? 0 : lastBlock / 4 + block / 4;
    lastBlock = block;
    frames += count;
    if (synthesise) {
      if (synthesis == null) {
        synthesis = new VorbisSynthesis(setup);
      }
      bits.start(packets.data, packets.offset, packets.length);
      synthesis.decode(bits, setup.mode(bits), block(setup.longBlock / 2));
    }
    return count;
  }

  /** How many frames the packets may give until the end. */
  private long limit() {
    return Math.max(0, packets.endGranule() - offset);
  }

  private int block(OggPackets from) throws IOException {
    bits.start(from.data, from.offset, from.length);
    int mode = setup.mode(bits);
    if (mode < 0) {
      throw from.damaged("a Vorbis packet is damaged");
    }
    return setup.blockOf(mode);
  }
}
