package io.beatweaver.model.internal.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rotary position embedding (Su et al. 2021, base 10000). Dimension i is paired with i + half; a
 * factor, such as the attention's scale, is folded into the tables.
 */
final class Rotary {
  private static final double BASE = 10000;

  private final NDArray cosines;
  private final NDArray sines;

  /**
   * Tables for places of one's own.
   *
   * @param manager where they live
   * @param places one a row
   * @param factors what each row is multiplied by as well
   * @param shape of the tables, {@code headWidth} last: what is turned must fit it
   */
  Rotary(NDManager manager, double[] places, double[] factors, Shape shape) {
    int headWidth = Math.toIntExact(shape.get(shape.dimension() - 1));
    int half = headWidth / 2;
    float[] cos = new float[places.length * headWidth];
    float[] sin = new float[places.length * headWidth];
    for (int i = 0; i < half; i++) {
      double frequency = Math.pow(BASE, -2.0 * i / headWidth);
      for (int row = 0; row < places.length; row++) {
        double c = Math.cos(places[row] * frequency) * factors[row];
        double s = Math.sin(places[row] * frequency) * factors[row];
        int low = row * headWidth + i;
        int high = low + half;
        cos[low] = (float) c;
        cos[high] = (float) c;
        sin[low] = (float) -s;
        sin[high] = (float) s;
      }
    }
    cosines = manager.create(cos, shape);
    sines = manager.create(sin, shape);
  }

  /**
   * Tables of a self-attention: for queries, which are scaled, and keys at once.
   *
   * @param manager where they live
   * @param length places, from 0
   * @param headWidth width of a head, even
   * @return turns [batch][2: queries, keys][heads][length][headWidth]
   */
  static Rotary selfAttention(NDManager manager, int length, int headWidth) {
    double[] places = IntStream.range(0, 2 * length).mapToDouble(i -> i % length).toArray();
    double[] factors = new double[2 * length];
    Arrays.fill(factors, 0, length, scale(headWidth));
    Arrays.fill(factors, length, 2 * length, 1);
    return new Rotary(manager, places, factors, new Shape(2, 1, length, headWidth));
  }

  /** What queries are multiplied by. */
  static double scale(int headWidth) {
    return 1 / Math.sqrt(headWidth);
  }

  /** Turns what has the tables' shape, or is broadcast to it. */
  NDArray turn(NDArray x) {
    int last = x.getShape().dimension() - 1;
    NDList halves = x.split(2, last);
    NDArray swapped = halves.get(1).concat(halves.get(0), last);
    return x.mul(cosines).add(swapped.mul(sines));
  }
}
