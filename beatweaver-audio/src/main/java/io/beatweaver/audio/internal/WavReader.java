package io.beatweaver.audio.internal;

import io.beatweaver.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads RIFF, RF64 and BW64 wave files with 8, 16, 24 or 32 bit PCM or 32 or 64 bit floats, plain
 * or extensible. Sizes that the file states are never trusted beyond the bytes that it has.
 */
public final class WavReader {
  private static final Logger LOG = LoggerFactory.getLogger(WavReader.class);

  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xfffe;
  private static final long UNKNOWN_SIZE = 0xffffffffL;
  private static final int BUFFER_BYTES = 1 << 16;

  private WavReader() {}

  /**
   * Where the samples are and how they are stored.
   *
   * @param floating floating point rather than integers
   * @param sampleBytes bytes a sample of one channel: 1 to 4, or 8
   * @param channels at least 1
   * @param sampleRate as the file says
   * @param start byte where the samples begin
   * @param frames whole frames that the file has, above 0
   */
  public record Layout(
      boolean floating, int sampleBytes, int channels, int sampleRate, long start, long frames) {
    int frameBytes() {
      return sampleBytes * channels;
    }
  }

  private record Format(boolean floating, int sampleBytes, int channels, int sampleRate) {}

  /**
   * Walks the chunks.
   *
   * @param channel a file that starts as a wave file
   * @param name for messages
   * @return the layout
   * @throws InputException if the file has no usable format or no audio
   */
  public static Layout layout(FileChannel channel, String name) throws IOException {
    long size = channel.size();
    long at = 12;
    long dataStart = -1;
    long dataBytes = 0;
    long bytesOf64 = -1;
    Format format = null;
    while (at + 8 <= size && (format == null || dataStart < 0)) {
      ByteBuffer header = read(channel, at, 8);
      int id = header.getInt();
      long bytes = header.getInt() & UNKNOWN_SIZE;
      long left = size - at - 8;
      if (id == id("ds64") && Math.min(bytes, left) >= 16) {
        bytesOf64 = read(channel, at + 16, 8).getLong();
      } else if (id == id("fmt ")) {
        format = format(channel, at + 8, Math.min(bytes, left), name);
      } else if (id == id("data") && dataStart < 0) {
        if (bytes == UNKNOWN_SIZE && bytesOf64 >= 0) {
          bytes = bytesOf64;
        }
        dataStart = at + 8;
        dataBytes = Math.min(bytes, left);
        if (bytes > left && bytes != UNKNOWN_SIZE) {
          LOG.warn("{}: says {} bytes of audio but has {}; these are used", name, bytes, left);
        }
      }
      at += 8 + Math.min(bytes, left) + (bytes & 1);
    }
    if (format == null) {
      throw new InputException(name, "", "is a WAV file without a format chunk");
    }
    if (dataStart < 0) {
      throw new InputException(name, "", "is a WAV file without a data chunk");
    }
    long frames = dataBytes / (format.sampleBytes * format.channels);
    if (frames == 0) {
      throw new InputException(name, "byte " + dataStart, "holds no audio");
    }
    return new Layout(
        format.floating, format.sampleBytes, format.channels, format.sampleRate, dataStart, frames);
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

  /**
   * Reads all frames, channels averaged.
   *
   * @param channel the file
   * @param layout what {@link #layout} said; its frames must fit an array
   * @param name for messages
   * @return one value a frame
   * @throws InputException if a sample is no finite number
   */
  public static float[] read(FileChannel channel, Layout layout, String name) throws IOException {
    float[] mono = new float[Math.toIntExact(layout.frames())];
    int frameBytes = layout.frameBytes();
    int framesAtOnce = Math.max(1, BUFFER_BYTES / frameBytes);
    ByteBuffer buffer =
        ByteBuffer.allocate(framesAtOnce * frameBytes).order(ByteOrder.LITTLE_ENDIAN);
    int done = 0;
    while (done < mono.length) {
      int count = Math.min(framesAtOnce, mono.length - done);
      buffer.clear().limit(count * frameBytes);
      long from = layout.start() + (long) done * frameBytes;
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, from + buffer.position()) < 0) {
          throw new InputException(name, "byte " + from, "became shorter while it was read");
        }
      }
      average(buffer, layout, mono, done, count);
      for (int i = done; i < done + count; i++) {
        if (!Float.isFinite(mono[i])) {
          throw new InputException(name, "frame " + i, "the sample is no finite number");
        }
      }
      done += count;
    }
    return mono;
  }

  private static void average(ByteBuffer in, Layout layout, float[] mono, int from, int count) {
    int channels = layout.channels();
    int width = layout.sampleBytes();
    for (int frame = 0, at = 0; frame < count; frame++) {
      float sum = 0;
      for (int c = 0; c < channels; c++, at += width) {
        sum += layout.floating() ? floating(in, at, width) : integer(in, at, width);
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
