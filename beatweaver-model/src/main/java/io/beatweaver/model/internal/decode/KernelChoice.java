package io.beatweaver.model.internal.decode;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which kernels decode: those on the Vector API if the application enables it ({@code --add-modules
 * jdk.incubator.vector}), else plain code. The system property {@code io.beatweaver.vector=false}
 * keeps to plain code. Their values differ by the order of a float's last digits.
 */
final class KernelChoice {
  private static final String PROPERTY = "io.beatweaver.vector";
  private static final String VECTOR = "io.beatweaver.model.internal.decode.vector.VectorKernels";
  private static final Logger LOG = LoggerFactory.getLogger(KernelChoice.class);

  private KernelChoice() {}

  static Kernels best() {
    boolean enabled = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    if (!enabled || "false".equals(System.getProperty(PROPERTY))) {
      return Kernels.PLAIN;
    }
    try {
      // By name: the class can't even be loaded where the module isn't there.
      Kernels made = (Kernels) Class.forName(VECTOR).getDeclaredConstructor().newInstance();
      LOG.debug("decoding runs on the Vector API");
      return made;
    } catch (ReflectiveOperationException | LinkageError e) {
      LOG.warn("the Vector API is there but can't be used: {}", e.toString());
      return Kernels.PLAIN;
    }
  }
}
