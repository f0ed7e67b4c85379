package io.beatweaver.audio.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MelBankTest {
  /** Slaney's normalisation: with fine bins, every triangle has an area of 1. */
  @Test
  void everyTriangleHasAreaOne() {
    int sampleRate = 22050;
    int nFft = 65536;
    MelBank bank = new MelBank(sampleRate, nFft, 80);
    for (int band = 0; band < 80; band++) {
      double sum = 0;
      for (int bin = 0; bin <= nFft / 2; bin++) {
        sum += bank.weight(band, bin);
      }
      assertEquals(1, sum * sampleRate / nFft, 1e-4, "band " + band);
    }
  }

  @Test
  void centresRise() {
    MelBank bank = new MelBank(22050, 2048, 128);
    for (int band = 1; band < 128; band++) {
      assertTrue(bank.centre(band) > bank.centre(band - 1));
    }
  }
}
