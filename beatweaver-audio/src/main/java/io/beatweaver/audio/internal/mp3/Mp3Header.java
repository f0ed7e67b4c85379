package io.beatweaver.audio.internal.mp3;

/**
 * A frame header of layer III (ISO 11172-3, 2.4.1.3; ISO 13818-3; 2.5 after Fraunhofer's
 * extension).
 */
final class Mp3Header {
  static final int BYTES = 4;
  private static final int[] RATES = {44100, 48000, 32000};

  /** kbit/s by index, MPEG 1 and 2; index 0, which leaves the length open, isn't taken. */
  private static final int[] KBIT_1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };

  private static final int[] KBIT_2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
  };

  /** What all frames of a file share: sync, version, layer and rate. */
  private static final int COMMON = 0xfffe0c00;

  private static final int MODE = 0xc0;

  private Mp3Header() {}

  /** The four bytes, the first the highest. */
  static int at(byte[] bytes, int at) {
    return bytes[at] << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | bytes[at + 3] & 0xff;
  }

  static boolean valid(int header) {
    int kbit = header >>> 12 & 15;
    return header >>> 21 == 0x7ff
        && (header >>> 19 & 3) != 1
        && (header >>> 17 & 3) == 1
        && kbit != 0
        && kbit != 15
        && (header >>> 10 & 3) != 3;
  }

  /** Whether two valid headers can stand in one stream. */
  static boolean alike(int a, int b) {
    return (a & COMMON) == (b & COMMON) && channels(a) == channels(b);
  }

  private static boolean first(int header) {
    return (header >>> 19 & 3) == 3;
  }

  static int channels(int header) {
    return (header & MODE) == MODE ? 1 : 2;
  }

  static int sampleRate(int header) {
    int rate = RATES[header >>> 10 & 3];
    return switch (header >>> 19 & 3) {
      case 3 -> rate;
      case 2 -> rate / 2;
      default -> rate / 4;
    };
  }

  /** Samples of each channel. */
  static int samples(int header) {
    return first(header) ? 1152 : 576;
  }

  /** Bytes of the frame with its header. */
  static int bytes(int header) {
    int kbit = (first(header) ? KBIT_1 : KBIT_2)[header >>> 12 & 15];
    return samples(header) / 8 * kbit * 1000 / sampleRate(header) + (header >>> 9 & 1);
  }

  /** Bytes of the side information, behind the header and its checksum. */
  static int sideBytes(int header) {
    boolean mono = channels(header) == 1;
    return first(header) ? (mono ? 17 : 32) : (mono ? 9 : 17);
  }
}
