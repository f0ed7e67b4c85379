package io.beatweaver.audio.internal.flac;

import io.beatweaver.InputException;
import io.beatweaver.audio.AudioFormat;
import io.beatweaver.audio.internal.BlockSource;
import io.beatweaver.audio.internal.Id3;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** FLAC of up to 8 channels and {@value FlacFrame#MAX_BITS} bits, every frame checked. */
public final class FlacSource extends BlockSource {
  private static final int STREAM_INFO_BYTES = 34;

  /** Blocks before the frames: more than any tool writes. */
  private static final int MAX_HEADERS = 1000;

  /** The first 15 bits of a frame, in 16. */
  private static final int FRAME_SYNC = 0xfff8;

  private final FlacBits in;
  private final FlacFrame frame;
  private final int bits;
  private final long total;
  private long done;
  private long frames;
  private long firstNumber = -1;

  /**
   * Reads the headers.
   *
   * @param channel the file
   * @param name for messages
   */
  public FlacSource(FileChannel channel, String name) throws IOException {
    super(channel, name, AudioFormat.FLAC);
    long at = Id3.end(channel, 0, name) + 4;
    ByteBuffer header = read(at, 4 + STREAM_INFO_BYTES);
    if (header.limit() < 4 + STREAM_INFO_BYTES
        || (header.get(0) & 0x7f) != 0
        || (header.getInt(0) & 0xffffff) != STREAM_INFO_BYTES) {
      throw new InputException(name, "byte " + at, "the FLAC header is damaged");
    }
    long packed = header.getLong(4 + 10);
    bits = (int) (packed >>> 36 & 31) + 1;
    total = packed & 0xfffffffffL;
    describe((int) (packed >>> 44), (int) (packed >>> 41 & 7) + 1);
    if (bits > FlacFrame.MAX_BITS) {
      throw new InputException(
          name, "", bits + "-bit FLAC can't be read, at most " + FlacFrame.MAX_BITS);
    }
    in = new FlacBits(channel, afterHeaders(at, channel.size()));
    frame = new FlacFrame(in);
  }

  private ByteBuffer read(long at, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining() && channel().read(buffer, at + buffer.position()) >= 0) {}
    return buffer.flip();
  }

  private long afterHeaders(long first, long size) throws IOException {
    long at = first;
    for (int headers = 0; headers < MAX_HEADERS; headers++) {
      ByteBuffer header = read(at, 4);
      if (header.limit() < 4) {
        throw new InputException(name(), "byte " + size, "the FLAC headers are cut off");
      }
      int word = header.getInt();
      at += 4 + (word & 0xffffff);
      if (word < 0) {
        return at;
      }
    }
    throw new InputException(
        name(), "byte " + first, "there are more than " + MAX_HEADERS + " FLAC headers");
  }

  @Override
  public long expectedFrames() {
    return total == 0 ? -1 : total;
  }

  @Override
  protected int nextBlock() throws IOException {
    if (total > 0 && done >= total || total == 0 && atEnd()) {
      warnOfMore();
      return -1;
    }
    long start = in.position();
    try {
      if (!in.has(1)) {
        throw new EOFException();
      }
      require(frame.readHeader(), start);
      requireNext(start);
      require(frame.readSamples(bits), start);
    } catch (EOFException e) {
      warn(
          "byte " + start,
          "is cut off after "
              + done
              + (total > 0 ? " of " + total : "")
              + " samples; what comes before is used");
      return -1;
    }
    int count = total > 0 ? (int) Math.min(frame.size, total - done) : frame.size;
    frame.average(block(frame.size), bits);
    done += frame.size;
    frames++;
    return count;
  }

  /** Whether only a tag may follow; asked where the header doesn't say the length. */
  private boolean atEnd() throws IOException {
    ByteBuffer next = read(in.position(), 3);
    return next.limit() == 0
        || next.limit() == 3 && next.get() == 'T' && next.get() == 'A' && next.get() == 'G';
  }

  /** A header that states too little must not pass for the song's end unnoticed. */
  private void warnOfMore() throws IOException {
    ByteBuffer next = read(in.position(), 2);
    boolean frameFollows = next.limit() == 2 && (next.getShort() & 0xfffe) == FRAME_SYNC;
    if (total > 0 && (done > total || frameFollows)) {
      warn(
          "byte " + in.position(),
          "goes on behind the " + total + " samples that its header states; they are used alone");
    }
  }

  private void require(String damage, long start) throws InputException {
    if (damage != null) {
      throw new InputException(name(), "byte " + start, "the file is damaged: " + damage);
    }
  }

  /** The frame must be of this stream and the one that comes next. */
  private void requireNext(long start) throws InputException {
    if (frame.channels != channels()
        || frame.rate != 0 && frame.rate != sampleRate()
        || frame.bits != 0 && frame.bits != bits) {
      throw new InputException(
          name(), "byte " + start, "a change of rate, channels or width can't be read");
    }
    if (firstNumber < 0) {
      firstNumber = frame.number;
      if (firstNumber > 0) {
        warn("byte " + start, "doesn't start with its first frame, but with that at hand");
      }
    }
    if (frame.number - firstNumber != (frame.variable ? done : frames)) {
      require("a FLAC frame is missing", start);
    }
  }
}
