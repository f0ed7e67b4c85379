package io.beatweaver.audio.internal.vorbis;

import io.beatweaver.InputException;

/** What the envelope leaves over, in vectors of the codebooks (Vorbis I, 8). */
final class VorbisResidue {
  private static final int PASSES = 8;

  private final int type;
  private final int begin;
  private final int end;
  private final int partition;
  private final int classes;
  private final VorbisCodebook classBook;

  /** {@code [classes][passes]}, null where nothing is to be added. */
  private final VorbisCodebook[][] books;

  /** The highest pass that any class has a book for, plus 1. */
  private int passes;

  private int[] classOf = new int[0];

  VorbisResidue(VorbisBits in, int type, VorbisSetup setup) throws InputException {
    this.type = type;
    begin = in.read(24);
    end = in.read(24);
    partition = in.read(24) + 1;
    classes = in.read(6) + 1;
    classBook = setup.book(in.read(8));
    setup.require(begin <= end && !in.over(), "residue");
    int[] cascades = new int[classes];
    for (int c = 0; c < classes; c++) {
      int lower = in.read(3);
      cascades[c] = lower | (in.flag() ? in.read(5) << 3 : 0);
    }
    books = new VorbisCodebook[classes][PASSES];
    for (int c = 0; c < classes; c++) {
      for (int pass = 0; pass < PASSES; pass++) {
        if ((cascades[c] >> pass & 1) != 0) {
          VorbisCodebook book = setup.book(in.read(8));
          setup.require(book.hasVectors() && partition % book.dimensions() == 0, "residue book");
          books[c][pass] = book;
          passes = Math.max(passes, pass + 1);
        }
      }
    }
    setup.require(power(classes, classBook.dimensions()) <= classBook.entries(), "residue classes");
  }

  private static long power(int base, int exponent) {
    long product = 1;
    for (int i = 0; i < exponent && product <= Integer.MAX_VALUE; i++) {
      product *= base;
    }
    return product;
  }

  /**
   * Reads the residues of some channels.
   *
   * @param channels which, {@code count} of them
   * @param silent by channel: has none
   * @param out {@code [channel][half]}, flat, zeros; receives the residues
   * @param half lines of a channel
   */
  void read(VorbisBits in, int[] channels, int count, boolean[] silent, float[] out, int half) {
    if (type == 2) {
      boolean all = true;
      for (int i = 0; i < count; i++) {
        all &= silent[channels[i]];
      }
      if (!all) {
        readVectors(in, channels, count, 1, half * count, out, half);
      }
      return;
    }
    int sounding = 0;
    int[] those = new int[count];
    for (int i = 0; i < count; i++) {
      if (!silent[channels[i]]) {
        those[sounding++] = channels[i];
      }
    }
    if (sounding > 0) {
      readVectors(in, those, sounding, sounding, half, out, half);
    }
  }

  /** Reads {@code vectors} vectors of {@code size} values (8.6.2). */
  private void readVectors(
      VorbisBits in, int[] channels, int count, int vectors, int size, float[] out, int half) {
    int from = Math.min(begin, size);
    int partitions = (Math.min(end, size) - from) / partition;
    if (classOf.length < partitions * vectors) {
      classOf = new int[partitions * vectors];
    }
    int together = classBook.dimensions();
    for (int pass = 0; pass < passes; pass++) {
      for (int first = 0; first < partitions; first += together) {
        int last = Math.min(partitions, first + together);
        if (pass == 0) {
          for (int v = 0; v < vectors; v++) {
            readClasses(in, v * partitions + first, last - first);
          }
        }
        for (int p = first; p < last; p++) {
          for (int v = 0; v < vectors; v++) {
            VorbisCodebook book = books[classOf[v * partitions + p]][pass];
            if (book == null) {
              continue;
            }
            int at = from + p * partition;
            switch (type) {
              case 0 -> strided(in, book, out, channels[v] * half + at);
              case 1 -> inOrder(in, book, out, channels[v] * half + at);
              default -> interleaved(in, book, out, channels, count, at, half);
            }
            if (in.over()) {
              return;
            }
          }
        }
      }
    }
  }

  private void readClasses(VorbisBits in, int at, int count) {
    int code = classBook.decode(in);
    for (int i = classBook.dimensions() - 1; i >= 0; i--) {
      if (i < count) {
        classOf[at + i] = code % classes;
      }
      code /= classes;
    }
  }

  private void strided(VorbisBits in, VorbisCodebook book, float[] out, int at) {
    float[] vectors = book.vectors();
    int dimensions = book.dimensions();
    int step = partition / dimensions;
    for (int i = 0; i < step; i++) {
      int vector = book.decode(in) * dimensions;
      if (in.over()) {
        return;
      }
      for (int d = 0; d < dimensions; d++) {
        out[at + i + d * step] += vectors[vector + d];
      }
    }
  }

  private void inOrder(VorbisBits in, VorbisCodebook book, float[] out, int at) {
    float[] vectors = book.vectors();
    int dimensions = book.dimensions();
    for (int i = at, end = at + partition; i < end; i += dimensions) {
      int vector = book.decode(in) * dimensions;
      if (in.over()) {
        return;
      }
      for (int d = 0; d < dimensions; d++) {
        out[i + d] += vectors[vector + d];
      }
    }
  }

  /** Value k of the vector is line {@code k / count} of channel {@code k % count}. */
  private void interleaved(
      VorbisBits in,
      VorbisCodebook book,
      float[] out,
      int[] channels,
      int count,
      int at,
      int half) {
    if (count == 1) {
      inOrder(in, book, out, channels[0] * half + at);
      return;
    }
    float[] vectors = book.vectors();
    int dimensions = book.dimensions();
    if (count == 2 && dimensions % 2 == 0 && at % 2 == 0) {
      int left = channels[0] * half + at / 2;
      int apart = (channels[1] - channels[0]) * half;
      for (int end = left + partition / 2; left < end; ) {
        int vector = book.decode(in) * dimensions;
        if (in.over()) {
          return;
        }
        for (int d = 0; d < dimensions; d += 2, left++) {
          out[left] += vectors[vector + d];
          out[left + apart] += vectors[vector + d + 1];
        }
      }
      return;
    }
    int channel = at % count;
    int line = at / count;
    for (int i = 0; i < partition; i += dimensions) {
      int vector = book.decode(in) * dimensions;
      if (in.over()) {
        return;
      }
      for (int d = 0; d < dimensions; d++) {
        out[channels[channel] * half + line] += vectors[vector + d];
        if (++channel == count) {
          channel = 0;
          line++;
        }
      }
    }
  }
}
