package io.beatweaver.audio.internal.mp3;

import java.io.InputStream;
import java.util.Arrays;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.Obuffer;

/**
 * JLayer, given one frame at a time: it sees the end of the stream behind each, so that it never
 * looks for the next frame itself, nor reads ahead.
 */
final class Mp3Decoding {
  /** JLayer's scale for a sample of 1. */
  private static final float SCALE = 32700;

  /** A silent frame: 128 kbit/s, 44.1 kHz, mono. */
  private static final int[] SILENCE = {0xff, 0xfb, 0x90, 0xc0};

  private static final int SILENCE_BYTES = 417;

  static {
    // JLayer fills its tables when they are first used, and not safely with several threads.
    byte[] silence = new byte[SILENCE_BYTES];
    for (int i = 0; i < SILENCE.length; i++) {
      silence[i] = (byte) SILENCE[i];
    }
    new Mp3Decoding(1).decode(silence, silence.length, new float[1152], 1152);
  }

  private final OneFrame input = new OneFrame();
  private final Mean output;
  private final Decoder decoder = new Decoder();
  private Bitstream stream;

  Mp3Decoding(int channels) {
    output = new Mean(channels);
    decoder.setOutputBuffer(output);
  }

  /**
   * Decodes a frame.
   *
   * @param frame with its header
   * @param length its bytes
   * @param mono zeros; receives the mean of the channels
   * @param samples how many come
   * @return false if the frame is damaged or lacks bytes of frames before it: then all is zero
   */
  boolean decode(byte[] frame, int length, float[] mono, int samples) {
    input.start(frame, length);
    output.start(mono);
    boolean whole = false;
    try {
      if (stream == null) {
        stream = new Bitstream(input);
      }
      Header header = stream.readFrame();
      if (header != null) {
        decoder.decodeFrame(header, stream);
        whole = output.complete(samples);
      }
    } catch (JavaLayerException | RuntimeException e) {
      // Whatever its arrays can't take is damage; JLayer has no other sign of it.
      whole = false;
    }
    stream.closeFrame();
    if (!whole) {
      Arrays.fill(mono, 0, samples, 0);
    }
    return whole;
  }

  private static final class OneFrame extends InputStream {
    private byte[] bytes;
    private int at;
    private int end;

    void start(byte[] frame, int length) {
      bytes = frame;
      at = 0;
      end = length;
    }

    @Override
    public int read() {
      return at < end ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (at == end) {
        return length == 0 ? 0 : -1;
      }
      int count = Math.min(length, end - at);
      System.arraycopy(bytes, at, into, offset, count);
      at += count;
      return count;
    }
  }

  /** Adds up the channels as they come. */
  private static final class Mean extends Obuffer {
    private final float share;
    private final int[] position;
    private float[] mono;

    Mean(int channels) {
      share = 1 / (SCALE * channels);
      position = new int[channels];
    }

    void start(float[] into) {
      mono = into;
      Arrays.fill(position, 0);
    }

    boolean complete(int samples) {
      return Arrays.stream(position).allMatch(at -> at == samples);
    }

    @Override
    public void appendSamples(int channel, float[] samples) {
      int at = position[channel];
      for (int i = 0; i < 32; i++) {
        mono[at + i] += share * samples[i];
      }
      position[channel] = at + 32;
    }

    @Override
    public void append(int channel, short value) {
      throw new UnsupportedOperationException("samples come 32 at a time");
    }

    @Override
    public void write_buffer(int unused) {}

    @Override
    public void close() {}

    @Override
    public void clear_buffer() {}

    @Override
    public void set_stop_flag() {}
  }
}
