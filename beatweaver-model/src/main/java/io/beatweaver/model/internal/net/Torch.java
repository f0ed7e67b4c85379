package io.beatweaver.model.internal.net;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.beatweaver.InputException;
import io.beatweaver.model.ComputeDevice;
import java.util.function.Supplier;

/** The engine: opened without network access, with gradients on only where they are asked for. */
public final class Torch {
  private static final String OFFLINE = "ai.djl.offline";
  private static final String ENGINE = "PyTorch";

  private Torch() {}

  /**
   * A manager of its own for long-lived arrays.
   *
   * @return the manager; close it to free them
   * @throws IllegalStateException if the class path holds no PyTorch for this platform
   */
  public static NDManager newManager() {
    return newManager(ComputeDevice.CPU);
  }

  /**
   * A manager of its own for long-lived arrays.
   *
   * @param device where they are
   * @return the manager; close it to free them
   * @throws IllegalStateException if the class path holds no PyTorch for this platform
   */
  public static NDManager newManager(ComputeDevice device) {
    return engine()
        .newBaseManager(
            switch (device) {
              case CPU -> Device.cpu();
              case GPU -> Device.gpu();
            });
  }

  /**
   * Refuses a device that isn't there.
   *
   * @param device the device
   * @throws InputException if PyTorch sees none
   * @throws IllegalStateException if the class path holds no PyTorch for this platform
   */
  public static void require(ComputeDevice device) throws InputException {
    if (device == ComputeDevice.GPU && engine().getGpuCount() == 0) {
      throw new InputException(
          "device", "gpu", "PyTorch sees no CUDA device here; use cpu, or bring its CUDA natives");
    }
  }

  /**
   * Sets the number of threads of an operation, for the whole process.
   *
   * @param threads at least 1
   */
  public static void threads(int threads) {
    engine();
    JniUtils.setNumThreads(threads);
  }

  /**
   * Runs work with gradients switched on or off for this thread, and puts the switch back.
   *
   * @param on whether operations are recorded
   * @param work the work
   * @param <T> its result
   * @return the result
   */
  public static <T> T gradients(boolean on, Supplier<T> work) {
    engine();
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(on);
    try {
      return work.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /**
   * Fills the gradients of everything that a number was computed from.
   *
   * @param loss the number
   */
  public static void backward(NDArray loss) {
    NDArray one = loss.getManager().ones(loss.getShape());
    JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
  }

  /**
   * Sets an array's gradient to zero.
   *
   * @param array the array, which has one
   */
  public static void clearGradient(NDArray array) {
    JniUtils.zeroGrad((PtNDArray) array);
  }

  private static Engine engine() {
    // Nothing is ever downloaded: the application's class path brings the native library.
    if (System.getProperty(OFFLINE) == null) {
      System.setProperty(OFFLINE, "true");
    }
    try {
      return Engine.getEngine(ENGINE);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "no PyTorch for this platform: put ai.djl.pytorch:pytorch-jni and a pytorch-native jar"
              + " on the class path",
          e);
    }
  }
}
