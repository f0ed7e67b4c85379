package io.beatweaver.model.internal.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.beatweaver.model.ComputeDevice;
import io.beatweaver.model.ModelConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model's parameters in native memory. Close it to free them. Reading from several threads is
 * safe, training is one thread's work.
 */
public final class Parameters implements AutoCloseable {
  private final FlatLayout layout;
  private final ComputeDevice device;
  private final NDManager manager;
  private final NDArray[] flats = new NDArray[FlatLayout.GROUPS];

  private Parameters(FlatLayout layout, ComputeDevice device) {
    this.layout = layout;
    this.device = device;
    this.manager = Torch.newManager(device);
  }

  /**
   * Copies parameters into native memory.
   *
   * @param config the model's shape
   * @param weights parameter name to values
   * @param trainable whether gradients are wanted
   * @return the parameters
   */
  public static Parameters open(
      ModelConfig config, Map<String, float[]> weights, boolean trainable) {
    return open(config, weights, trainable, ComputeDevice.CPU);
  }

  /**
   * Copies parameters to a device.
   *
   * @param config the model's shape
   * @param weights parameter name to values
   * @param trainable whether gradients are wanted
   * @param device where to, and where all is computed that they take part in
   * @return the parameters
   */
  public static Parameters open(
      ModelConfig config, Map<String, float[]> weights, boolean trainable, ComputeDevice device) {
    FlatLayout layout = FlatLayout.of(config);
    Parameters parameters = new Parameters(layout, device);
    try {
      parameters.fill(weights, trainable);
      return parameters;
    } catch (RuntimeException | Error e) {
      parameters.close();
      throw e;
    }
  }

  private void fill(Map<String, float[]> weights, boolean trainable) {
    for (int group = 0; group < FlatLayout.GROUPS; group++) {
      // Copied once more by the engine, so that training doesn't write into a Java buffer.
      try (NDArray values = manager.create(layout.pack(group, weights, ""))) {
        flats[group] = values.duplicate();
      }
      if (trainable) {
        flats[group].setRequiresGradient(true);
      }
    }
  }

  /**
   * A manager on the parameters' device, for the arrays of one step.
   *
   * @return the manager, to be closed by the caller
   */
  public NDManager newManager() {
    return Torch.newManager(device);
  }

  /**
   * One of the two vectors.
   *
   * @param group {@link FlatLayout#ENCODER} or {@link FlatLayout#DECODER}
   * @return the vector itself
   */
  public NDArray flat(int group) {
    return flats[group];
  }

  /**
   * New vectors of zeros, as long as the parameters', for an optimizer.
   *
   * @param group {@link FlatLayout#ENCODER} or {@link FlatLayout#DECODER}
   * @return the vector, freed with the parameters
   */
  public NDArray zeros(int group) {
    return manager.zeros(new Shape(layout.size(group)));
  }

  /**
   * How the vectors are packed.
   *
   * @return the layout
   */
  public FlatLayout layout() {
    return layout;
  }

  /**
   * The parameters of one vector by the network's names.
   *
   * @param step the manager that the views belong to
   * @param groups which vectors
   * @return name to view
   */
  Map<String, NDArray> views(NDManager step, int... groups) {
    Map<String, NDArray> views = new HashMap<>();
    for (int group : groups) {
      List<FlatLayout.Segment> segments = layout.segments(group);
      // One split has one backward; a slice a parameter would each make a gradient of full length.
      NDList parts = flats[group].split(cuts(segments), 0);
      for (int i = 0; i < parts.size(); i++) {
        NDArray part = parts.get(i);
        part.attach(step);
        FlatLayout.Segment segment = segments.get(i);
        views.put(segment.name(), part.reshape(new Shape(segment.shape())));
      }
    }
    return views;
  }

  private static long[] cuts(List<FlatLayout.Segment> segments) {
    long[] cuts = new long[segments.size() - 1];
    long offset = 0;
    for (int i = 0; i < cuts.length; i++) {
      offset += segments.get(i).size();
      cuts[i] = offset;
    }
    return cuts;
  }

  /** Arrays that live as long as the parameters. */
  int managedArrays() {
    return manager.getManagedArrays().size();
  }

  /**
   * Copies the parameters out.
   *
   * @return name to values, in the order of the layout
   */
  public Map<String, float[]> toMap() {
    return layout.unpack(new float[][] {flats[0].toFloatArray(), flats[1].toFloatArray()}, "");
  }

  @Override
  public void close() {
    manager.close();
  }
}
