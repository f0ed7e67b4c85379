package io.beatweaver.audio.internal.vorbis;

import io.beatweaver.InputException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The spectrum's envelope as a line in steps of dB between some points (Vorbis I, 7: floor 1). */
final class VorbisFloor {
  private static final int MAX_POINTS = 65;
  private static final int[] RANGES = {256, 128, 86, 64};

  /** The values of 10.1: 0 dB at the last, 140 / 256 dB a step. */
  private static final float[] LEVELS = levels();

  private final int[] classOf;
  private final int[] classDimensions;
  private final int[] classBits;
  private final VorbisCodebook[] masterBooks;
  private final VorbisCodebook[][] classBooks;
  private final int multiplier;
  private final int points;

  /** Places of the points, and in which order they lie from the lowest on. */
  private final int[] x;

  private final int[] order;

  /** The nearest points left and right among those before each. */
  private final int[] low;

  private final int[] high;

  VorbisFloor(VorbisBits in, VorbisSetup setup) throws InputException {
    int partitions = in.read(5);
    classOf = new int[partitions];
    int classes = 0;
    for (int i = 0; i < partitions; i++) {
      classOf[i] = in.read(4);
      classes = Math.max(classes, classOf[i] + 1);
    }
    classDimensions = new int[classes];
    classBits = new int[classes];
    masterBooks = new VorbisCodebook[classes];
    classBooks = new VorbisCodebook[classes][];
    for (int c = 0; c < classes; c++) {
      classDimensions[c] = in.read(3) + 1;
      classBits[c] = in.read(2);
      masterBooks[c] = classBits[c] == 0 ? null : setup.book(in.read(8));
      classBooks[c] = new VorbisCodebook[1 << classBits[c]];
      for (int i = 0; i < classBooks[c].length; i++) {
        int book = in.read(8) - 1;
        classBooks[c][i] = book < 0 ? null : setup.book(book);
      }
    }
    multiplier = in.read(2) + 1;
    int rangeBits = in.read(4);
    int count = 2;
    for (int c : classOf) {
      count += classDimensions[c];
    }
    setup.require(count <= MAX_POINTS && !in.over(), "floor");
    points = count;
    x = new int[points];
    x[1] = 1 << rangeBits;
    for (int i = 2; i < points; i++) {
      x[i] = in.read(rangeBits);
    }
    setup.require(Arrays.stream(x).distinct().count() == points, "floor");
    order =
        IntStream.range(0, points)
            .boxed()
            .sorted(Comparator.comparingInt(i -> x[i]))
            .mapToInt(i -> i)
            .toArray();
    low = new int[points];
    high = new int[points];
    findNeighbours();
  }

  private void findNeighbours() {
    for (int i = 2; i < points; i++) {
      high[i] = 1;
      for (int j = 0; j < i; j++) {
        if (x[j] < x[i] && x[j] > x[low[i]]) {
          low[i] = j;
        }
        if (x[j] > x[i] && x[j] < x[high[i]]) {
          high[i] = j;
        }
      }
    }
  }

  /** The most values that {@link #read} writes. */
  static int room() {
    return MAX_POINTS;
  }

  /**
   * Reads a packet's values.
   *
   * @param y receives the points' heights in steps, the complement of one that lies on the line of
   *     the others
   * @return false if the channel is silent in this block
   */
  boolean read(VorbisBits in, int[] y) {
    if (!in.flag()) {
      return false;
    }
    int range = RANGES[multiplier - 1];
    int bits = VorbisSetup.bitsOf(range - 1);
    y[0] = in.read(bits);
    y[1] = in.read(bits);
    int at = 2;
    for (int c : classOf) {
      int subclass = masterBooks[c] == null ? 0 : masterBooks[c].decode(in);
      int mask = classBooks[c].length - 1;
      for (int i = 0; i < classDimensions[c]; i++) {
        VorbisCodebook book = classBooks[c][subclass & mask];
        subclass >>>= classBits[c];
        y[at++] = book == null ? 0 : book.decode(in);
      }
    }
    if (in.over()) {
      return false;
    }
    unwrap(y, range);
    return true;
  }

  /** From differences to the line predicted by the points before to heights (7.2.4, step 1). */
  private void unwrap(int[] y, int range) {
    for (int i = 2; i < points; i++) {
      int left = low[i];
      int right = high[i];
      int predicted = onLine(x[left], height(y[left]), x[right], height(y[right]), x[i]);
      int value = y[i];
      if (value == 0) {
        y[i] = ~predicted;
        continue;
      }
      y[left] = height(y[left]);
      y[right] = height(y[right]);
      int above = range - predicted;
      int room = 2 * Math.min(above, predicted);
      int height;
      if (value >= room) {
        height = above > predicted ? value : range - 1 - value;
      } else {
        height = (value & 1) == 1 ? predicted - (value + 1) / 2 : predicted + value / 2;
      }
      y[i] = Math.max(0, Math.min(range - 1, height));
    }
  }

  private static int height(int value) {
    return value < 0 ? ~value : value;
  }

  private static int onLine(int x0, int y0, int x1, int y1, int at) {
    int rise = y1 - y0;
    int step = Math.abs(rise) * (at - x0) / (x1 - x0);
    return rise < 0 ? y0 - step : y0 + step;
  }

  /**
   * Draws the curve (7.2.4, step 2).
   *
   * @param y as {@link #read} gave them
   * @param curve receives the factor of each of its first {@code count} lines
   */
  void draw(int[] y, float[] curve, int count) {
    int x0 = 0;
    int y0 = level(y[0]);
    for (int i = 1; i < points && x0 < count; i++) {
      int point = order[i];
      if (y[point] >= 0) {
        int y1 = level(y[point]);
        line(x0, y0, x[point], y1, curve, count);
        x0 = x[point];
        y0 = y1;
      }
    }
    if (x0 < count) {
      Arrays.fill(curve, x0, count, LEVELS[y0]);
    }
  }

  private int level(int height) {
    return Math.min(LEVELS.length - 1, height(height) * multiplier);
  }

  /** The specification's line, in whole numbers (9.2.7): it must be hit exactly. */
  private static void line(int x0, int y0, int x1, int y1, float[] curve, int count) {
    int width = x1 - x0;
    int rise = y1 - y0;
    int base = rise / width;
    int sign = rise < 0 ? base - 1 : base + 1;
    int rest = Math.abs(rise) - Math.abs(base * width);
    int error = 0;
    int y = y0;
    curve[x0] = LEVELS[y];
    for (int at = x0 + 1, end = Math.min(x1, count); at < end; at++) {
      error += rest;
      if (error >= width) {
        error -= width;
        y += sign;
      } else {
        y += base;
      }
      curve[at] = LEVELS[y];
    }
  }

  private static float[] levels() {
    float[] levels = new float[256];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (float) Math.pow(10, (i - 255) * 140 / 256.0 / 20);
    }
    return levels;
  }
}
