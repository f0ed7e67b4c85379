package io.beatweaver.audio.internal;

import com.jcraft.jogg.Packet;
import com.jcraft.jorbis.Block;
import com.jcraft.jorbis.Comment;
import com.jcraft.jorbis.DspState;
import com.jcraft.jorbis.Info;
import io.beatweaver.InputException;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * Decodes the Vorbis stream of an Ogg file with jorbis' packet interface. Used once, for {@link
 * #decode} or {@link #countFrames}.
 *
 * <p>Length and start are exact: what the last page's position says is cut from the end, and where
 * the first page's position is lower than the frames that came out, those are cut from the start
 * (Vorbis I, A.2).
 */
public final class OggVorbisReader {
  /** jorbis reads the coupling of more channels wrongly. */
  private static final int MAX_CHANNELS = 2;

  /** Stands in for the comments, which hold sizes that jorbis trusts and nothing that is needed. */
  private static final byte[] NO_COMMENTS = {
    3, 'v', 'o', 'r', 'b', 'i', 's', 0, 0, 0, 0, 0, 0, 0, 0, 1
  };

  private final OggPackets packets;
  private final String name;
  private final Info info = new Info();
  private final Packet packet = new Packet();

  /**
   * Reads the three header packets.
   *
   * @param channel the file
   * @param name for messages
   */
  public OggVorbisReader(FileChannel channel, String name) throws IOException {
    this.name = name;
    packets = new OggPackets(channel, name);
    info.init();
    Comment comment = new Comment();
    comment.init();
    nextHeader(1);
    VorbisSetup.checkIdentification(packet, packets);
    header(comment);
    if (info.channels > MAX_CHANNELS) {
      throw new InputException(
          name, "", info.channels + " channels of Vorbis can't be read, only mono and stereo");
    }
    nextHeader(3);
    packet.packet_base = NO_COMMENTS;
    packet.packet = 0;
    packet.bytes = NO_COMMENTS.length;
    header(comment);
    nextHeader(5);
    VorbisSetup.checkSetup(packet, packets);
    header(comment);
  }

  /**
   * Frames a second.
   *
   * @return as the file says
   */
  public int sampleRate() {
    return info.rate;
  }

  /**
   * Channels.
   *
   * @return at least 1
   */
  public int channels() {
    return info.channels;
  }

  /**
   * Decodes everything, channels averaged.
   *
   * @param maxFrames the most that may come out
   * @return one value a frame, or null if the stream is longer than allowed
   */
  public float[] decode(long maxFrames) throws IOException {
    SampleBuffer mono = new SampleBuffer();
    Synthesis synthesis = new Synthesis(mono);
    long[] range = walk(synthesis, maxFrames);
    return range == null ? null : mono.copy(range[0], range[1]);
  }

  /**
   * Counts the frames that {@link #decode} would give, from the packets' block sizes.
   *
   * @return above 0
   */
  public long countFrames() throws IOException {
    long[] range = walk(new Counting(), Long.MAX_VALUE);
    return range[1] - range[0];
  }

  /** Takes audio packets and says how many frames have come out so far. */
  private interface Decoding {
    long take(Packet packet) throws InputException;
  }

  /** Decodes all packets; returns the first frame to keep and the one after the last. */
  private long[] walk(Decoding decoding, long maxFrames) throws IOException {
    long frames = 0;
    long offset = 0;
    long first = 0;
    boolean placed = false;
    // A second of slack: what is cut from the ends doesn't count.
    long most = maxFrames > Long.MAX_VALUE - info.rate ? maxFrames : maxFrames + info.rate;
    while (packets.next(packet)) {
      long granule = packet.granulepos;
      if (packet.bytes == 0) {
        continue;
      }
      try {
        frames = decoding.take(packet);
      } catch (RuntimeException e) {
        throw packets.damaged("a Vorbis packet is damaged", e);
      }
      if (granule < -1) {
        throw packets.damaged("the Ogg page's position is negative", null);
      }
      if (granule >= 0 && !placed) {
        placed = true;
        if (!packets.onLastPage()) {
          offset = granule - frames;
          first = Math.max(0, -offset);
        }
      }
      if (frames > most) {
        return null;
      }
    }
    long end = frames;
    if (packets.endGranule() >= 0) {
      end = Math.min(end, packets.endGranule() - offset);
    }
    if (end <= first) {
      throw new InputException(name, "", "holds no audio");
    }
    return end - first > maxFrames ? null : new long[] {first, end};
  }

  private final class Counting implements Decoding {
    private long frames;
    private int last;

    @Override
    public long take(Packet packet) throws InputException {
      int size = info.blocksize(packet);
      if (size <= 0) {
        throw packets.damaged("a Vorbis packet is damaged", null);
      }
      frames += last == 0 ? 0 : last / 4 + size / 4;
      last = size;
      return frames;
    }
  }

  private final class Synthesis implements Decoding {
    private final SampleBuffer mono;
    private final DspState state = new DspState();
    private final Block block;
    private final float[][][] pcm = new float[1][][];
    private final int[] index = new int[info.channels];
    private boolean begun;

    Synthesis(SampleBuffer mono) throws InputException {
      this.mono = mono;
      try {
        state.synthesis_init(info);
      } catch (RuntimeException e) {
        throw packets.damaged("the Vorbis setup header is damaged", e);
      }
      block = new Block(state);
    }

    @Override
    public long take(Packet packet) throws InputException {
      // Positions and the end mark are dealt with here, not by jorbis.
      packet.granulepos = -1;
      packet.e_o_s = 0;
      if (block.synthesis(packet) != 0) {
        throw packets.damaged("a Vorbis packet is damaged", null);
      }
      state.synthesis_blockin(block);
      for (int count; (count = state.synthesis_pcmout(pcm, index)) > 0; ) {
        // The first block only fills the overlap; jorbis gives a part of it out if it is long.
        if (begun) {
          average(count);
        }
        state.synthesis_read(count);
      }
      begun = true;
      return mono.size();
    }

    private void average(int count) throws InputException {
      float[][] channels = pcm[0];
      for (int i = 0; i < count; i++) {
        float sum = 0;
        for (int c = 0; c < index.length; c++) {
          sum += channels[c][index[c] + i];
        }
        float mean = sum / index.length;
        if (!Float.isFinite(mean)) {
          throw packets.damaged("a Vorbis packet decodes to no finite number", null);
        }
        mono.add(mean);
      }
    }
  }

  private void nextHeader(int type) throws IOException {
    if (!packets.next(packet)
        || packet.bytes < 7
        || packet.packet_base[packet.packet] != type
        || packet.packet_base[packet.packet + 1] != 'v') {
      throw packets.damaged("the Vorbis headers are incomplete", null);
    }
  }

  private void header(Comment comment) throws InputException {
    try {
      if (info.synthesis_headerin(comment, packet) == 0) {
        return;
      }
    } catch (RuntimeException e) {
      throw packets.damaged("the Vorbis headers are damaged", e);
    }
    throw packets.damaged("the Vorbis headers are damaged", null);
  }
}
