package io.beatweaver.model.internal.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.beatweaver.model.ComputeDevice;
import java.util.SplittableRandom;

/**
 * Drops activations by masks cut at random places out of one long random vector. Drawing fresh
 * random numbers for every activation took a twelfth of a training step; a cut is free, and it
 * depends on seed and step alone, so that a training that's resumed goes on as it would have.
 *
 * <p>One thread's. Close it to free the vector.
 */
public final class Dropout implements AutoCloseable {
  /** Drops nothing. */
  public static final Dropout NONE = new Dropout(0, 0, 0, ComputeDevice.CPU);

  /** Places that a cut may begin at, at least. */
  private static final int SHORTEST = 1 << 21;

  private final float rate;
  private final long seed;
  private final int length;
  private final ComputeDevice device;
  private NDManager manager;
  private NDArray pool;
  private SplittableRandom cuts;

  /**
   * Masks for one training.
   *
   * @param rate chance that an activation is dropped, 0..1; the others are scaled up
   * @param seed any number
   * @param largest activations that are masked at once, at most
   * @param device where the masks are
   */
  public Dropout(double rate, long seed, long largest, ComputeDevice device) {
    this.device = device;
    this.rate = (float) rate;
    if (rate > 0 && largest > Integer.MAX_VALUE - 2 * SHORTEST) {
      throw new IllegalArgumentException(
          largest + " activations at once are too many to mask; take smaller batches");
    }
    this.length = (int) (Math.max(SHORTEST, largest) + SHORTEST);
    this.seed = seed;
    this.cuts = new SplittableRandom(seed);
  }

  /**
   * Begins a step.
   *
   * @param step its number
   */
  public void begin(long step) {
    cuts = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + step);
  }

  NDArray apply(NDArray x) {
    if (rate == 0) {
      return x;
    }
    long size = x.size();
    if (pool == null) {
      fill();
    }
    long from = cuts.nextLong(length - size);
    NDArray mask = pool.get(new NDIndex().addSliceDim(from, from + size));
    mask.attach(x.getManager());
    return x.mul(mask.reshape(x.getShape()));
  }

  private void fill() {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextDouble() < rate ? 0 : 1 / (1 - rate);
    }
    manager = Torch.newManager(device);
    try (NDArray copied = manager.create(values)) {
      pool = copied.duplicate();
    }
  }

  /** Arrays that outlive a step. */
  int managedArrays() {
    return manager == null ? 0 : manager.getManagedArrays().size();
  }

  @Override
  public void close() {
    if (manager != null) {
      manager.close();
      manager = null;
      pool = null;
    }
  }
}
