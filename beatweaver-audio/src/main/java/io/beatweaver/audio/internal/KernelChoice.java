package io.beatweaver.audio.internal;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the fast kernels come from: the Vector API if the application enables it ({@code
 * --add-modules jdk.incubator.vector}), else plain code. The system property {@code
 * io.beatweaver.vector=false} keeps to plain code. Their values differ by the order of a float's
 * last digit.
 */
public final class KernelChoice {
  /** Names the system property. */
  public static final String PROPERTY = "io.beatweaver.vector";

  private static final Logger LOG = LoggerFactory.getLogger(KernelChoice.class);
  private static final String FACTORY = "io.beatweaver.audio.internal.vector.VectorKernels";
  private static final Optional<Kernels> VECTOR = find();

  /** Makes kernels on the Vector API. */
  public interface Kernels {
    /** As {@link PlainBandPower}; empty if it can't work with these figures. */
    Optional<BandPower> bandPower(double[] window, int hop, MelBank... banks);

    /** As {@link PlainBlockFilter}; empty if it can't work with these figures. */
    Optional<BlockFilter> blockFilter(BlockFilter.Design design);
  }

  private KernelChoice() {}

  /** The kernels on the Vector API, if the application enables it. */
  public static Optional<Kernels> vector() {
    return VECTOR;
  }

  static BandPower bandPower(double[] window, int hop, MelBank... banks) {
    return VECTOR
        .flatMap(kernels -> kernels.bandPower(window, hop, banks))
        .orElseGet(() -> new PlainBandPower(window, hop, banks));
  }

  static BlockFilter blockFilter(BlockFilter.Design design) {
    return VECTOR
        .flatMap(kernels -> kernels.blockFilter(design))
        .orElseGet(() -> new PlainBlockFilter(design));
  }

  private static Optional<Kernels> find() {
    boolean enabled = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    if (!enabled || "false".equals(System.getProperty(PROPERTY))) {
      return Optional.empty();
    }
    try {
      Object made = Class.forName(FACTORY).getDeclaredConstructor().newInstance();
      LOG.debug("transforms run on the Vector API");
      return Optional.of((Kernels) made);
    } catch (ReflectiveOperationException | LinkageError e) {
      LOG.warn("the Vector API is there but can't be used: {}", e.toString());
      return Optional.empty();
    }
  }
}
