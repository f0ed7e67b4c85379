package io.beatweaver.audio.internal.flac;

import java.io.IOException;

/**
 * One frame: its header and its channels' samples (RFC 9639, 9). Methods give a reason why the
 * frame is damaged, or null.
 */
final class FlacFrame {
  /** Bits of a difference of two channels of the widest samples fit an int. */
  static final int MAX_BITS = 24;

  static final int MAX_CHANNELS = 8;
  private static final int[] RATES = {
    0, 88200, 176400, 192000, 8000, 16000, 22050, 24000, 32000, 44100, 48000, 96000
  };
  private static final int[] WIDTHS = {0, 8, 12, -1, 16, 20, 24, 32};
  private static final int LEFT_SIDE = 8;
  private static final int SIDE_RIGHT = 9;
  private static final int MID_SIDE = 10;

  private final FlacBits in;
  private final int[] coefficients = new int[32];
  private final int[][] samples = new int[MAX_CHANNELS][];

  boolean variable;

  /** The number of the first sample, or of the frame where blocks are of one size. */
  long number;

  int size;

  /** Samples a second and bits a sample, 0 where the stream's header says it. */
  int rate;

  int bits;
  int channels;
  private int assignment;

  FlacFrame(FlacBits in) {
    this.in = in;
  }

  String readHeader() throws IOException {
    in.startSums();
    if (in.read(15) != 0x7ffc) {
      return "no FLAC frame where one should begin";
    }
    variable = in.read(1) == 1;
    int sizeCode = in.read(4);
    int rateCode = in.read(4);
    assignment = in.read(4);
    bits = WIDTHS[in.read(3)];
    if (in.read(1) != 0 || bits < 0 || sizeCode == 0 || rateCode == 15 || assignment > MID_SIDE) {
      return "a reserved value in a FLAC frame's header";
    }
    channels = assignment < LEFT_SIDE ? assignment + 1 : 2;
    if (!readNumber()) {
      return "a FLAC frame's number is damaged";
    }
    size =
        switch (sizeCode) {
          case 1 -> 192;
          case 2, 3, 4, 5 -> 144 << sizeCode;
          case 6 -> in.read(8) + 1;
          case 7 -> in.read(16) + 1;
          default -> 1 << sizeCode;
        };
    rate =
        switch (rateCode) {
          case 12 -> in.read(8) * 1000;
          case 13 -> in.read(16);
          case 14 -> in.read(16) * 10;
          default -> RATES[rateCode];
        };
    int sum = in.sum8();
    return in.read(8) == sum ? null : "a FLAC frame's header has a wrong checksum";
  }

  /** A number of up to 36 bits, coded as UTF-8 codes characters. */
  private boolean readNumber() throws IOException {
    int first = in.read(8);
    int more = Integer.numberOfLeadingZeros(~(first << 24)) - 1;
    if (more < 0) {
      number = first;
      return true;
    }
    if (more == 0 || more > 6) {
      return false;
    }
    number = first & (0x3f >> more);
    for (int i = 0; i < more; i++) {
      int next = in.read(8);
      if (next >> 6 != 2) {
        return false;
      }
      number = number << 6 | next & 0x3f;
    }
    return true;
  }

  /** Reads the channels, of {@code width} bits a sample, and checks the frame's checksum. */
  String readSamples(int width) throws IOException {
    for (int c = 0; c < channels; c++) {
      if (samples[c] == null || samples[c].length < size) {
        samples[c] = new int[size];
      }
      boolean side =
          c == 1 && (assignment == LEFT_SIDE || assignment == MID_SIDE)
              || c == 0 && assignment == SIDE_RIGHT;
      String damage = readSubframe(samples[c], side ? width + 1 : width);
      if (damage != null) {
        return damage;
      }
    }
    if (!in.align()) {
      return "a FLAC frame's last bits are not zero";
    }
    int sum = in.sum16();
    return in.read(16) == sum ? null : "a FLAC frame has a wrong checksum";
  }

  /** The mean of the channels. */
  void average(float[] mono, int width) {
    float scale = 1f / (1 << (width - 1));
    int[] a = samples[0];
    int[] b = samples[1];
    switch (assignment) {
      case 0 -> {
        for (int i = 0; i < size; i++) {
          mono[i] = a[i] * scale;
        }
      }
      // left + (left - side), (right + side) + right, and 2 mid + its dropped bit, halved.
      case LEFT_SIDE -> {
        for (int i = 0; i < size; i++) {
          mono[i] = (2 * a[i] - b[i]) * (scale / 2);
        }
      }
      case SIDE_RIGHT -> {
        for (int i = 0; i < size; i++) {
          mono[i] = (2 * b[i] + a[i]) * (scale / 2);
        }
      }
      case MID_SIDE -> {
        for (int i = 0; i < size; i++) {
          mono[i] = (2 * a[i] + (b[i] & 1)) * (scale / 2);
        }
      }
      default -> {
        for (int i = 0; i < size; i++) {
          long sum = 0;
          for (int c = 0; c < channels; c++) {
            sum += samples[c][i];
          }
          mono[i] = sum * scale / channels;
        }
      }
    }
  }

  private String readSubframe(int[] out, int width) throws IOException {
    if (in.read(1) != 0) {
      return "a FLAC subframe begins with a one";
    }
    int type = in.read(6);
    int wasted = in.read(1) == 0 ? 0 : in.readZeros() + 1;
    int bits = width - wasted;
    if (bits <= 0) {
      return "a FLAC subframe has no bits left";
    }
    String damage = null;
    if (type == 0) {
      int value = in.readSigned(bits);
      java.util.Arrays.fill(out, 0, size, value);
    } else if (type == 1) {
      for (int i = 0; i < size; i++) {
        out[i] = in.readSigned(bits);
      }
    } else if (type >= 8 && type <= 12) {
      damage = readFixed(out, bits, type - 8);
    } else if (type >= 32) {
      damage = readLinear(out, bits, type - 31);
    } else {
      damage = "a FLAC subframe is of a reserved type";
    }
    for (int i = 0; wasted > 0 && i < size; i++) {
      out[i] <<= wasted;
    }
    return damage;
  }

  private String readFixed(int[] out, int bits, int order) throws IOException {
    String damage = readResidual(out, bits, order, null);
    if (damage != null) {
      return damage;
    }
    for (int i = order; i < size; i++) {
      out[i] +=
          switch (order) {
            case 0 -> 0;
            case 1 -> out[i - 1];
            case 2 -> 2 * out[i - 1] - out[i - 2];
            case 3 -> 3 * (out[i - 1] - out[i - 2]) + out[i - 3];
            default -> 4 * (out[i - 1] + out[i - 3]) - 6 * out[i - 2] - out[i - 4];
          };
    }
    return null;
  }

  private String readLinear(int[] out, int bits, int order) throws IOException {
    int[] precisionAndShift = new int[2];
    String damage = readResidual(out, bits, order, precisionAndShift);
    if (damage != null) {
      return damage;
    }
    int shift = precisionAndShift[1];
    boolean wide = bits + precisionAndShift[0] + 32 - Integer.numberOfLeadingZeros(order) > 32;
    for (int i = order; i < size; i++) {
      if (wide) {
        long sum = 0;
        for (int j = 0; j < order; j++) {
          sum += (long) coefficients[j] * out[i - 1 - j];
        }
        out[i] += (int) (sum >> shift);
      } else {
        int sum = 0;
        for (int j = 0; j < order; j++) {
          sum += coefficients[j] * out[i - 1 - j];
        }
        out[i] += sum >> shift;
      }
    }
    return null;
  }

  /** Reads first samples, for a linear predictor its coefficients, and the residual. */
  private String readResidual(int[] out, int bits, int order, int[] precisionAndShift)
      throws IOException {
    if (order > size) {
      return "a FLAC predictor is longer than its block";
    }
    for (int i = 0; i < order; i++) {
      out[i] = in.readSigned(bits);
    }
    if (precisionAndShift != null) {
      int precision = in.read(4) + 1;
      int shift = in.readSigned(5);
      if (precision == 16 || shift < 0) {
        return "a FLAC predictor is damaged";
      }
      for (int i = 0; i < order; i++) {
        coefficients[i] = in.readSigned(precision);
      }
      precisionAndShift[0] = precision;
      precisionAndShift[1] = shift;
    }
    int method = in.read(2);
    if (method > 1) {
      return "a FLAC residual is of a reserved kind";
    }
    int parameterBits = method == 0 ? 4 : 5;
    int partitions = 1 << in.read(4);
    int each = size / partitions;
    if (each * partitions != size || each < order) {
      return "a FLAC residual doesn't divide its block";
    }
    int from = order;
    for (int p = 1; p <= partitions; p++) {
      int parameter = in.read(parameterBits);
      int to = p * each;
      if (parameter < (1 << parameterBits) - 1) {
        if (!in.readRice(out, from, to, parameter)) {
          return "a FLAC residual is damaged";
        }
      } else {
        int plain = in.read(5);
        for (int i = from; i < to; i++) {
          out[i] = in.readSigned(plain);
        }
      }
      from = to;
    }
    return null;
  }
}
