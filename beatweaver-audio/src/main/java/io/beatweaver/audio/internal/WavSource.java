package io.beatweaver.audio.internal;

import io.beatweaver.InputException;
import io.beatweaver.audio.AudioFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Reads RIFF, RF64 and BW64 wave files with 8, 16, 24 or 32 bit PCM or 32 or 64 bit floats, plain
 * or extensible. Sizes that the file states are never trusted beyond the bytes that it has.
 */
public final class WavSource extends FileSource {
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xfffe;
  private static final long UNKNOWN_SIZE = 0xffffffffL;
  private static final int BUFFER_BYTES = 1 << 16;

  /** More than any tool writes; what comes after isn't looked at. */
  private static final int MAX_CHUNKS = 1000;

  private record Format(boolean floating, int sampleBytes, int channels, int sampleRate) {
    int frameBytes() {
      return sampleBytes * channels;
    }
  }

  private final Format format;
  private final ByteBuffer buffer;
  private long start = -1;
  private long frames;
  private long done;

  /**
   * Walks the chunks.
   *
   * @param channel a file that starts as a wave file
   * @param name for messages
   * @throws InputException if the file has no usable format or no audio
   */
  public WavSource(FileChannel channel, String name) throws IOException {
    super(channel, name, AudioFormat.WAV);
    format = walk(channel.size());
    describe(format.sampleRate, format.channels);
    int framesAtOnce = Math.max(1, BUFFER_BYTES / format.frameBytes());
    buffer = ByteBuffer.allocate(framesAtOnce * format.frameBytes()).order(ByteOrder.LITTLE_ENDIAN);
  }

  private Format walk(long size) throws IOException {
    Format found = null;
    long at = 12;
    long dataBytes = 0;
    long bytesOf64 = -1;
    long stated = 0;
    for (int chunks = 0; at + 8 <= size && chunks < MAX_CHUNKS; chunks++) {
      ByteBuffer header = read(channel(), at, 8);
      int id = header.getInt();
      long bytes = header.getInt() & UNKNOWN_SIZE;
      long left = size - at - 8;
      if (id == id("ds64") && Math.min(bytes, left) >= 16) {
        bytesOf64 = read(channel(), at + 16, 8).getLong();
      } else if (id == id("fmt ") && found == null) {
        found = format(channel(), at + 8, Math.min(bytes, left), name());
      } else if (id == id("data") && start < 0) {
        if (bytes == UNKNOWN_SIZE && bytesOf64 >= 0) {
          bytes = bytesOf64;
        }
        start = at + 8;
        dataBytes = Math.min(bytes, left);
        stated = bytes;
      } else if (id == id("data")) {
        warn("byte " + at, "a second data chunk, which isn't used");
      }
      at += 8 + Math.min(bytes, left) + (bytes & 1);
    }
    if (found == null) {
      throw new InputException(name(), "", "is a WAV file without a format chunk");
    }
    if (start < 0) {
      throw new InputException(name(), "", "is a WAV file without a data chunk");
    }
    frames = dataBytes / found.frameBytes();
    if (frames == 0) {
      throw new InputException(name(), "byte " + start, "holds no audio");
    }
    // Writers to a pipe leave the largest number where they couldn't go back.
    if (stated > dataBytes && stated != UNKNOWN_SIZE) {
      warn(
          "byte " + size,
          "is cut off: states " + stated + " bytes of audio but has " + dataBytes + ", used here");
    }
    return found;
  }

  private static Format format(FileChannel channel, long at, long bytes, String name)
      throws IOException {
    String place = "byte " + at;
    if (bytes < 16) {
      throw new InputException(name, place, "the format chunk is cut short");
    }
    ByteBuffer chunk = read(channel, at, (int) Math.min(bytes, 40));
    int tag = chunk.getShort(0) & 0xffff;
    int channels = chunk.getShort(2) & 0xffff;
    int rate = chunk.getInt(4);
    int align = chunk.getShort(12) & 0xffff;
    int bits = chunk.getShort(14) & 0xffff;
    if (tag == EXTENSIBLE) {
      if (chunk.limit() < 26) {
        throw new InputException(name, place, "the extensible format chunk is cut short");
      }
      tag = chunk.getShort(24) & 0xffff;
    }
    boolean floating = tag == FLOAT;
    if (tag != PCM && !floating) {
      throw new InputException(
          name,
          place,
          "WAV coding 0x"
              + Integer.toHexString(tag)
              + " can't be read, only linear PCM and floating point");
    }
    int width = (bits + 7) / 8;
    boolean known = floating ? width == 4 || width == 8 : width >= 1 && width <= 4;
    if (!known || bits == 0) {
      throw new InputException(
          name, place, bits + "-bit " + (floating ? "float" : "PCM") + " samples can't be read");
    }
    if (channels == 0 || align != width * channels) {
      throw new InputException(
          name,
          place,
          channels + " channels of " + bits + " bits don't make frames of " + align + " bytes");
    }
    return new Format(floating, width, channels, rate);
  }

  @Override
  public long expectedFrames() {
    return frames;
  }

  @Override
  public long count() {
    return frames;
  }

  @Override
  protected int fill(float[] mono, int offset, int length) throws IOException {
    if (done == frames) {
      return -1;
    }
    int frameBytes = format.frameBytes();
    int most = Math.min(length, buffer.capacity() / frameBytes);
    int count = (int) Math.min(most, frames - done);
    buffer.clear().limit(count * frameBytes);
    long from = start + done * frameBytes;
    while (buffer.hasRemaining()) {
      if (channel().read(buffer, from + buffer.position()) < 0) {
        throw new InputException(name(), "byte " + from, "became shorter while it was read");
      }
    }
    average(mono, offset, count);
    done += count;
    return count;
  }

  private void average(float[] mono, int from, int count) {
    int channels = format.channels;
    int width = format.sampleBytes;
    for (int frame = 0, at = 0; frame < count; frame++) {
      float sum = 0;
      for (int c = 0; c < channels; c++, at += width) {
        sum += format.floating ? floating(buffer, at, width) : integer(buffer, at, width);
      }
      mono[from + frame] = channels == 1 ? sum : sum / channels;
    }
  }

  private static float floating(ByteBuffer in, int at, int width) {
    return width == 4 ? in.getFloat(at) : (float) in.getDouble(at);
  }

  private static float integer(ByteBuffer in, int at, int width) {
    return switch (width) {
      case 1 -> ((in.get(at) & 0xff) - 128) / 128f;
      case 2 -> in.getShort(at) / 32768f;
      case 3 -> ((in.getShort(at) & 0xffff) | in.get(at + 2) << 16) / 8388608f;
      default -> in.getInt(at) / 2147483648f;
    };
  }

  private static ByteBuffer read(FileChannel channel, long at, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {}
    return buffer.rewind();
  }

  private static int id(String name) {
    return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
  }
}
