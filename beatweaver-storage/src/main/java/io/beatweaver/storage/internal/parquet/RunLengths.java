package io.beatweaver.storage.internal.parquet;

import java.util.Arrays;

/**
 * Parquet's hybrid of run lengths and bit packing: runs of eight and more equal values as a value
 * and a count, everything else packed in groups of eight.
 */
final class RunLengths {
  private static final int GROUP = 8;

  private RunLengths() {}

  /** Bits that codes below a number take, at least 1, which every reader of Parquet takes. */
  static int width(int distinct) {
    return Math.max(1, 32 - Integer.numberOfLeadingZeros(Math.max(0, distinct - 1)));
  }

  static void encode(int[] values, int from, int to, int width, Bytes out) {
    int at = from;
    while (at < to) {
      int run = run(values, at, to, Integer.MAX_VALUE);
      if (run >= GROUP) {
        putRun(values[at], run, width, out);
        at += run;
        continue;
      }
      int end = at + GROUP;
      while (end < to && run(values, end, to, GROUP) < GROUP) {
        end += GROUP;
      }
      pack(values, at, Math.min(end, to), width, out);
      at = end;
    }
  }

  static void putRun(int value, int count, int width, Bytes out) {
    out.putVarint(count << 1);
    for (int shift = 0; shift < width; shift += 8) {
      out.put(value >>> shift);
    }
  }

  private static int run(int[] values, int at, int to, int most) {
    int end = at + 1;
    int last = (int) Math.min(to, (long) at + most);
    while (end < last && values[end] == values[at]) {
      end++;
    }
    return end - at;
  }

  /** Packs values, least bits first; the last group is filled up with zeros. */
  private static void pack(int[] values, int from, int to, int width, Bytes out) {
    int groups = (to - from + GROUP - 1) / GROUP;
    out.putVarint(groups << 1 | 1);
    int end = out.size() + groups * width;
    long word = 0;
    int bits = 0;
    for (int i = from; i < to; i++) {
      word |= (long) values[i] << bits;
      bits += width;
      while (bits >= 8) {
        out.put((int) word);
        word >>>= 8;
        bits -= 8;
      }
    }
    if (bits > 0) {
      out.put((int) word);
    }
    while (out.size() < end) {
      out.put(0);
    }
  }

  /**
   * Decodes so many values.
   *
   * @param bytes with at least eight bytes more behind {@code end}
   * @return where the first byte behind them is
   * @throws BadPage if they aren't there
   */
  static int decode(byte[] bytes, int from, int end, int width, int[] out, int offset, int count) {
    int mask = width == 32 ? -1 : (1 << width) - 1;
    int at = from;
    int done = 0;
    while (done < count) {
      int header = 0;
      int shift = 0;
      int b;
      do {
        if (at >= end || shift > 28) {
          throw new BadPage("runs of values that end early");
        }
        b = bytes[at++];
        header |= (b & 0x7F) << shift;
        shift += 7;
      } while (b < 0);
      int length = header >>> 1;
      if ((header & 1) == 0) {
        int size = (width + 7) >>> 3;
        if (length == 0 || size > end - at) {
          throw new BadPage("a run of values that ends early");
        }
        int value = 0;
        for (int i = 0; i < size; i++) {
          value |= (bytes[at++] & 0xFF) << (i << 3);
        }
        int n = Math.min(length, count - done);
        Arrays.fill(out, offset + done, offset + done + n, value);
        done += n;
      } else {
        if (length == 0 || (long) length * width > end - at) {
          throw new BadPage("packed values that end early");
        }
        int n = (int) Math.min((long) length * GROUP, count - done);
        long bit = 0;
        for (int i = 0; i < n; i++) {
          out[offset + done + i] =
              (int) (Bytes.getLong(bytes, at + (int) (bit >>> 3)) >>> (bit & 7)) & mask;
          bit += width;
        }
        done += n;
        at += length * width;
      }
    }
    return at;
  }
}
