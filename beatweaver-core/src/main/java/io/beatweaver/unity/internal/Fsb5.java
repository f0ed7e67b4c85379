package io.beatweaver.unity.internal;

import io.beatweaver.InputException;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * One sound of an FSB5 bank.
 *
 * @param mode how it is packed
 * @param channels 1 to 8
 * @param sampleRate frames a second
 * @param frames frames of the sound
 * @param data its packed bytes
 * @param setupCrc of Vorbis: which setup packet it was encoded with
 * @param seekFrames of Vorbis: frames that are done after certain packets; may be empty
 * @param seekOffsets of Vorbis: where those packets begin
 */
record Fsb5(
    int mode,
    int channels,
    int sampleRate,
    long frames,
    Stretch data,
    int setupCrc,
    long[] seekFrames,
    long[] seekOffsets) {
  static final int PCM16 = 2;
  static final int VORBIS = 15;

  private static final int MAX_HEADER_BYTES = 1 << 20;
  private static final int MAX_SOUNDS = 64;
  private static final int MAX_CHANNELS = 8;
  private static final int MAX_RATE = 768_000;
  private static final int[] RATES = {
    0, 8000, 11000, 11025, 16000, 22050, 24000, 32000, 44100, 48000
  };
  private static final String[] MODES = {
    "none", "PCM8", "PCM16", "PCM24", "PCM32", "PCM float", "GameCube ADPCM", "IMA ADPCM", "VAG",
    "HEVAG", "XMA", "MPEG", "CELT", "AT9", "xWMA", "Vorbis", "FADPCM", "Opus"
  };

  private static final int CHUNK_CHANNELS = 1;
  private static final int CHUNK_RATE = 2;
  private static final int CHUNK_VORBIS = 11;

  /** What a sample header says, before the next one tells where its data ends. */
  private static final class Header {
    int channels;
    int rate;
    long offset;
    long frames;
    int setupCrc;
    long[] seekFrames = {};
    long[] seekOffsets = {};
  }

  static String modeName(int mode) {
    return mode >= 0 && mode < MODES.length ? MODES[mode] : "mode " + mode;
  }

  static Fsb5 read(Stretch bank, int index) throws IOException {
    byte[] start = bank.read(0, (int) Math.min(64, bank.size()));
    ByteReader in = new ByteReader(start, ByteOrder.LITTLE_ENDIAN, bank.file(), bank.name());
    in.skip(4);
    int version = in.i32();
    int sounds = in.i32();
    long headerBytes = in.u32();
    long nameBytes = in.u32();
    long dataBytes = in.u32();
    int mode = in.i32();
    if (version != 0 && version != 1) {
      throw in.bad("an FSB5 bank of version " + version);
    }
    int fixed = version == 0 ? 64 : 60;
    if (sounds < 1 || sounds > MAX_SOUNDS || headerBytes > MAX_HEADER_BYTES) {
      throw in.bad("an FSB5 bank of " + sounds + " sounds");
    }
    if (index < 0 || index >= sounds) {
      throw in.bad("sound " + index + " of " + sounds);
    }
    Stretch data = bank.part(fixed + headerBytes + nameBytes, dataBytes, bank.name());
    byte[] headers = bank.part(fixed, headerBytes, bank.name()).read(0, (int) headerBytes);
    in = new ByteReader(headers, ByteOrder.LITTLE_ENDIAN, bank.file(), bank.name());
    Header wanted = null;
    long end = dataBytes;
    for (int i = 0; i < sounds; i++) {
      Header header = header(in);
      if (i == index) {
        wanted = header;
      } else if (i == index + 1) {
        end = header.offset;
      }
    }
    if (wanted.channels < 1 || wanted.channels > MAX_CHANNELS) {
      throw in.bad(wanted.channels + " channels");
    }
    if (wanted.rate < 1 || wanted.rate > MAX_RATE) {
      throw in.bad("a rate of " + wanted.rate + " Hz");
    }
    return new Fsb5(
        mode,
        wanted.channels,
        wanted.rate,
        wanted.frames,
        data.part(wanted.offset, end - wanted.offset, bank.name()),
        wanted.setupCrc,
        wanted.seekFrames,
        wanted.seekOffsets);
  }

  private static Header header(ByteReader in) throws InputException {
    long bits = in.i64();
    Header header = new Header();
    int rate = (int) (bits >>> 1 & 15);
    header.rate = rate < RATES.length ? RATES[rate] : 0;
    header.channels = (int) (bits >>> 5 & 1) + 1;
    header.offset = (bits >>> 6 & 0xfff_ffff) * 16;
    header.frames = bits >>> 34;
    boolean more = (bits & 1) != 0;
    while (more) {
      int chunk = in.i32();
      more = (chunk & 1) != 0;
      int size = chunk >>> 1 & 0xff_ffff;
      int next = in.position() + size;
      switch (chunk >>> 25) {
        case CHUNK_CHANNELS -> header.channels = in.u8();
        case CHUNK_RATE -> header.rate = in.i32();
        case CHUNK_VORBIS -> vorbis(header, size, in);
        default -> in.skip(size);
      }
      in.seek(next);
    }
    return header;
  }

  private static void vorbis(Header header, int size, ByteReader in) throws InputException {
    header.setupCrc = in.i32();
    if (size < 8) {
      return;
    }
    long seekBytes = in.u32();
    if (seekBytes > size - 8) {
      throw in.bad("a seek table that is larger than its place");
    }
    int entries = (int) (seekBytes / 8);
    if (entries * 8L > in.remaining()) {
      throw in.bad("a seek table that ends too early");
    }
    header.seekFrames = new long[entries];
    header.seekOffsets = new long[entries];
    for (int i = 0; i < entries; i++) {
      header.seekFrames[i] = in.u32();
      header.seekOffsets[i] = in.u32();
    }
  }
}
