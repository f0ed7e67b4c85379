package io.beatweaver.unity;

import java.util.List;
import java.util.zip.CRC32;

/** Writes FSB5 banks of one sound. */
public final class Banks {
  private static final List<Integer> RATES =
      List.of(0, 8000, 11000, 11025, 16000, 22050, 24000, 32000, 44100, 48000);

  private Banks() {}

  /** A bank of Vorbis packets; the seek table is frames and offsets in turn, may be empty. */
  public static byte[] vorbis(
      int rate, int channels, long frames, byte[] setup, List<byte[]> packets, long... seek) {
    CRC32 crc = new CRC32();
    crc.update(setup);
    return vorbis(rate, channels, frames, (int) crc.getValue(), packets, seek);
  }

  public static byte[] vorbis(
      int rate, int channels, long frames, int setupCrc, List<byte[]> packets, long... seek) {
    LittleEndian chunk = new LittleEndian().i32(setupCrc).i32(4L * seek.length);
    for (long number : seek) {
      chunk.i32(number);
    }
    LittleEndian data = new LittleEndian();
    for (byte[] packet : packets) {
      data.u16(packet.length).bytes(packet);
    }
    data.u16(0).align(32);
    return bank(15, rate, channels, frames, 11, chunk.done(), data.done());
  }

  public static byte[] pcm16(int rate, int channels, byte[] samples) {
    long frames = samples.length / 2 / channels;
    byte[] chunk = new LittleEndian().i32(rate).done();
    return bank(2, 0, channels, frames, 2, chunk, samples);
  }

  /** A bank of one sound with one chunk beside its header. */
  public static byte[] bank(
      int mode, int rate, int channels, long frames, int chunkType, byte[] chunk, byte[] data) {
    LittleEndian header = new LittleEndian();
    long rateIndex = Math.max(0, RATES.indexOf(rate));
    boolean many = channels > 2;
    header.i64(1 | rateIndex << 1 | (many ? 0 : channels - 1L) << 5 | frames << 34);
    if (many) {
      header.i32(1 | 1 << 1 | 1 << 25).u8(channels);
    }
    header.i32((long) chunk.length << 1 | (long) chunkType << 25).bytes(chunk);
    return new LittleEndian()
        .bytes(new byte[] {'F', 'S', 'B', '5'})
        .i32(1)
        .i32(1)
        .i32(header.size())
        .i32(0)
        .i32(data.length)
        .i32(mode)
        .bytes(new byte[32])
        .bytes(header.done())
        .bytes(data)
        .done();
  }
}
