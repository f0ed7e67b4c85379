package io.beatweaver.model.internal.decode.vector;

import io.beatweaver.model.internal.decode.Kernels;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums stay in registers until they are whole, where compiled plain loops load and store them every
 * fourth term. Found by name.
 */
public final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final float LOWEST = -80;
  private static final float LOG2_E = (float) (1 / Math.log(2));

  /** ln 2 as a float of few digits, so that its multiples are exact, and the rest. */
  private static final float LN2_HIGH = 0.693359375f;

  private static final float LN2_LOW = (float) (Math.log(2) - 0.693359375);

  /** A small number that is added to this one comes out rounded, in the lowest bits. */
  private static final float ROUNDER = 0x1.8p23f;

  private static final int MANTISSA_BITS = 23;
  private static final int EXPONENT_BIAS = 127;

  /** Looks whether vectors hold more than one value here. */
  public VectorKernels() {
    if (LANES < 2 || LANES > 16) {
      throw new UnsupportedOperationException("vectors of " + LANES + " values");
    }
  }

  @Override
  public void accumulate(
      float[][] byInput, float[] x, int xOffset, float[] target, int from, int to) {
    int j = from;
    for (; j + 8 * LANES <= to; j += 8 * LANES) {
      accumulate8(byInput, x, xOffset, target, j);
    }
    for (; j + 2 * LANES <= to; j += 2 * LANES) {
      accumulate2(byInput, x, xOffset, target, j);
    }
    for (; j + LANES <= to; j += LANES) {
      accumulate1(byInput, x, xOffset, target, j);
    }
    // Each output is summed in the same order whatever the range, to the same last digit.
    for (; j < to; j++) {
      float sum = target[j];
      for (int i = 0; i < byInput.length; i++) {
        sum = Math.fma(byInput[i][j], x[xOffset + i], sum);
      }
      target[j] = sum;
    }
  }

  private static void accumulate8(
      float[][] byInput, float[] x, int xOffset, float[] target, int at) {
    FloatVector s0 = load(target, at);
    FloatVector s1 = load(target, at + LANES);
    FloatVector s2 = load(target, at + 2 * LANES);
    FloatVector s3 = load(target, at + 3 * LANES);
    FloatVector s4 = load(target, at + 4 * LANES);
    FloatVector s5 = load(target, at + 5 * LANES);
    FloatVector s6 = load(target, at + 6 * LANES);
    FloatVector s7 = load(target, at + 7 * LANES);
    for (int i = 0; i < byInput.length; i++) {
      float[] w = byInput[i];
      FloatVector xi = FloatVector.broadcast(SPECIES, x[xOffset + i]);
      s0 = load(w, at).fma(xi, s0);
      s1 = load(w, at + LANES).fma(xi, s1);
      s2 = load(w, at + 2 * LANES).fma(xi, s2);
      s3 = load(w, at + 3 * LANES).fma(xi, s3);
      s4 = load(w, at + 4 * LANES).fma(xi, s4);
      s5 = load(w, at + 5 * LANES).fma(xi, s5);
      s6 = load(w, at + 6 * LANES).fma(xi, s6);
      s7 = load(w, at + 7 * LANES).fma(xi, s7);
    }
    s0.intoArray(target, at);
    s1.intoArray(target, at + LANES);
    s2.intoArray(target, at + 2 * LANES);
    s3.intoArray(target, at + 3 * LANES);
    s4.intoArray(target, at + 4 * LANES);
    s5.intoArray(target, at + 5 * LANES);
    s6.intoArray(target, at + 6 * LANES);
    s7.intoArray(target, at + 7 * LANES);
  }

  private static void accumulate2(
      float[][] byInput, float[] x, int xOffset, float[] target, int at) {
    FloatVector s0 = load(target, at);
    FloatVector s1 = load(target, at + LANES);
    for (int i = 0; i < byInput.length; i++) {
      float[] w = byInput[i];
      FloatVector xi = FloatVector.broadcast(SPECIES, x[xOffset + i]);
      s0 = load(w, at).fma(xi, s0);
      s1 = load(w, at + LANES).fma(xi, s1);
    }
    s0.intoArray(target, at);
    s1.intoArray(target, at + LANES);
  }

  private static void accumulate1(
      float[][] byInput, float[] x, int xOffset, float[] target, int at) {
    FloatVector s0 = load(target, at);
    for (int i = 0; i < byInput.length; i++) {
      s0 = load(byInput[i], at).fma(FloatVector.broadcast(SPECIES, x[xOffset + i]), s0);
    }
    s0.intoArray(target, at);
  }

  @Override
  public void score(float[] query, int first, int last, float[][] keys, int count, float[] scores) {
    // The capacity is a multiple of this step: keys behind the last token do no harm.
    for (int t = 0; t < count; t += 4 * LANES) {
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      for (int i = first; i < last; i++) {
        float[] k = keys[i];
        FloatVector q = FloatVector.broadcast(SPECIES, query[i]);
        s0 = load(k, t).fma(q, s0);
        s1 = load(k, t + LANES).fma(q, s1);
        s2 = load(k, t + 2 * LANES).fma(q, s2);
        s3 = load(k, t + 3 * LANES).fma(q, s3);
      }
      s0.intoArray(scores, t);
      s1.intoArray(scores, t + LANES);
      s2.intoArray(scores, t + 2 * LANES);
      s3.intoArray(scores, t + 3 * LANES);
    }
  }

  /** e^x = 2^n e^r with n whole and r at most ln(2)/2 off 0: 2^n by its bits, e^r by its series. */
  @Override
  public float exponentiate(float[] scores, int count) {
    int end = (count + LANES - 1) / LANES * LANES;
    Arrays.fill(scores, count, end, Float.NEGATIVE_INFINITY);
    FloatVector top = load(scores, 0);
    for (int t = LANES; t < end; t += LANES) {
      top = top.max(load(scores, t));
    }
    float highest = top.reduceLanes(VectorOperators.MAX);
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int t = 0; t < end; t += LANES) {
      FloatVector x = load(scores, t).sub(highest).max(LOWEST);
      FloatVector shifted = x.mul(LOG2_E).add(ROUNDER);
      FloatVector n = shifted.sub(ROUNDER);
      FloatVector r = x.sub(n.mul(LN2_HIGH)).sub(n.mul(LN2_LOW));
      FloatVector power =
          shifted
              .reinterpretAsInts()
              .add(EXPONENT_BIAS)
              .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
              .reinterpretAsFloats();
      FloatVector series = FloatVector.broadcast(SPECIES, 1 / 720f);
      series = series.mul(r).add(1 / 120f);
      series = series.mul(r).add(1 / 24f);
      series = series.mul(r).add(1 / 6f);
      series = series.mul(r).add(1 / 2f);
      series = series.mul(r).add(1);
      series = series.mul(r).add(1);
      FloatVector weight = series.mul(power);
      weight.intoArray(scores, t);
      sum = sum.add(weight);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  @Override
  public void gather(
      float[] weights, int count, float[][] values, int first, int last, float[] target) {
    int i = first;
    for (; i + 2 * LANES <= last; i += 2 * LANES) {
      gather2(weights, count, values, target, i);
    }
    for (; i + LANES <= last; i += LANES) {
      FloatVector s = load(target, i);
      for (int t = 0; t < count; t++) {
        s = load(values[t], i).fma(FloatVector.broadcast(SPECIES, weights[t]), s);
      }
      s.intoArray(target, i);
    }
    for (; i < last; i++) {
      float sum = 0;
      for (int t = 0; t < count; t++) {
        sum += weights[t] * values[t][i];
      }
      target[i] += sum;
    }
  }

  private static void gather2(
      float[] weights, int count, float[][] values, float[] target, int at) {
    FloatVector s0 = load(target, at);
    FloatVector s1 = load(target, at + LANES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector s3 = s2;
    FloatVector s4 = s2;
    FloatVector s5 = s2;
    FloatVector s6 = s2;
    FloatVector s7 = s2;
    int t = 0;
    for (; t + 4 <= count; t += 4) {
      FloatVector p0 = FloatVector.broadcast(SPECIES, weights[t]);
      FloatVector p1 = FloatVector.broadcast(SPECIES, weights[t + 1]);
      FloatVector p2 = FloatVector.broadcast(SPECIES, weights[t + 2]);
      FloatVector p3 = FloatVector.broadcast(SPECIES, weights[t + 3]);
      s0 = load(values[t], at).fma(p0, s0);
      s1 = load(values[t], at + LANES).fma(p0, s1);
      s2 = load(values[t + 1], at).fma(p1, s2);
      s3 = load(values[t + 1], at + LANES).fma(p1, s3);
      s4 = load(values[t + 2], at).fma(p2, s4);
      s5 = load(values[t + 2], at + LANES).fma(p2, s5);
      s6 = load(values[t + 3], at).fma(p3, s6);
      s7 = load(values[t + 3], at + LANES).fma(p3, s7);
    }
    for (; t < count; t++) {
      FloatVector p0 = FloatVector.broadcast(SPECIES, weights[t]);
      s0 = load(values[t], at).fma(p0, s0);
      s1 = load(values[t], at + LANES).fma(p0, s1);
    }
    s0.add(s2).add(s4.add(s6)).intoArray(target, at);
    s1.add(s3).add(s5.add(s7)).intoArray(target, at + LANES);
  }

  private static FloatVector load(float[] from, int at) {
    return FloatVector.fromArray(SPECIES, from, at);
  }
}
