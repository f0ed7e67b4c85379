package io.beatweaver.audio.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** Run twice: with the property that keeps to plain code, and without. */
class KernelChoiceTest {
  @Test
  void theVectorApiIsUsedUnlessItIsSwitchedOff() {
    boolean off = "false".equals(System.getProperty(KernelChoice.PROPERTY));
    assertEquals(!off, KernelChoice.vector().isPresent());
    MelBank bank = new MelBank(22050, 2048, 80);
    Class<?> chosen = KernelChoice.bandPower(Spectra.hann(2048), 512, bank).getClass();
    assertEquals(off, chosen == PlainBandPower.class);
    BlockFilter.Design design = OverlapSaveResampler.design(ResamplingKernel.between(44100, 22050));
    assertEquals(off, KernelChoice.blockFilter(design).getClass() == PlainBlockFilter.class);
    assertSame(design, OverlapSaveResampler.design(ResamplingKernel.between(44100, 22050)));
  }
}
