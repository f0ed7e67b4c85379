package io.beatweaver.audio.internal.vector;

import io.beatweaver.audio.internal.BandPower;
import io.beatweaver.audio.internal.BlockFilter;
import io.beatweaver.audio.internal.KernelChoice;
import io.beatweaver.audio.internal.MelBank;
import java.util.Optional;

/** Makes the kernels of this package; found by name. */
public final class VectorKernels implements KernelChoice.Kernels {
  /** Looks whether vectors hold more than one value here. */
  public VectorKernels() {
    if (LaneFft.LANES < 2) {
      throw new UnsupportedOperationException("vectors of one value");
    }
  }

  @Override
  public Optional<BandPower> bandPower(double[] window, int hop, MelBank... banks) {
    boolean fits = window.length % hop == 0 && LaneFft.takes(window.length / 2);
    return fits ? Optional.of(new LaneBandPower(window, hop, banks)) : Optional.empty();
  }

  @Override
  public Optional<BlockFilter> blockFilter(BlockFilter.Design design) {
    boolean fits = LaneFft.takes(design.blockIn() / 2) && LaneFft.takes(design.blockOut() / 2);
    return fits ? Optional.of(new LaneBlockFilter(design)) : Optional.empty();
  }
}
