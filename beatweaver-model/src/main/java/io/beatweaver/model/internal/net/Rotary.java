package io.beatweaver.model.internal.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Rotary position embedding (Su et al. 2021, base 10000) of queries and keys at once. Dimension i
 * is paired with i + half; the attention's scale is folded into the queries' tables.
 */
final class Rotary {
  private static final double BASE = 10000;

  private final NDArray cosines;
  private final NDArray sines;

  /**
   * Tables for one length.
   *
   * @param manager where they live
   * @param length positions, from 0
   * @param headWidth width of a head, even
   */
  Rotary(NDManager manager, int length, int headWidth) {
    int half = headWidth / 2;
    float[] cos = new float[2 * length * headWidth];
    float[] sin = new float[2 * length * headWidth];
    double scale = 1 / Math.sqrt(headWidth);
    int keys = length * headWidth;
    for (int i = 0; i < half; i++) {
      double frequency = Math.pow(BASE, -2.0 * i / headWidth);
      for (int position = 0; position < length; position++) {
        double c = Math.cos(position * frequency);
        double s = Math.sin(position * frequency);
        int low = position * headWidth + i;
        int high = low + half;
        cos[low] = (float) (c * scale);
        cos[high] = (float) (c * scale);
        sin[low] = (float) (-s * scale);
        sin[high] = (float) (s * scale);
        cos[keys + low] = (float) c;
        cos[keys + high] = (float) c;
        sin[keys + low] = (float) -s;
        sin[keys + high] = (float) s;
      }
    }
    Shape shape = new Shape(2, 1, length, headWidth);
    cosines = manager.create(cos, shape);
    sines = manager.create(sin, shape);
  }

  /** Turns [batch][2: queries, keys][heads][length][headWidth], queries scaled. */
  NDArray turn(NDArray x) {
    NDList halves = x.split(2, 4);
    NDArray swapped = halves.get(1).concat(halves.get(0), 4);
    return x.mul(cosines).add(swapped.mul(sines));
  }
}
