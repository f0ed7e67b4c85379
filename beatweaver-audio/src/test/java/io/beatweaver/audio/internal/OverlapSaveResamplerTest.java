package io.beatweaver.audio.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlapSaveResamplerTest {
  private static float[] noise(int length) {
    Random random = new Random(length);
    float[] noise = new float[length];
    for (int i = 0; i < length; i++) {
      noise[i] = random.nextFloat() * 2 - 1;
    }
    return noise;
  }

  private static int length(int in, ResamplingKernel kernel) {
    return (int) (((long) in * kernel.up() + kernel.down() - 1) / kernel.down());
  }

  /** White noise is the hardest input: all of it above the cut-off would fold back. */
  @ParameterizedTest
  @ValueSource(
      ints = {44100, 48000, 88200, 96000, 192000, 32000, 24000, 16000, 11025, 8000, 37800, 66150})
  void equalsTheDirectFilter(int rate) {
    ResamplingKernel kernel = ResamplingKernel.between(rate, 22050);
    OverlapSaveResampler fast = OverlapSaveResampler.of(kernel);
    assertNotNull(fast);
    DirectResampler direct = new DirectResampler(kernel);
    for (int in : new int[] {1, 2, 389, 4099, 20_011}) {
      float[] x = noise(in);
      float[] expected = new float[length(in, kernel)];
      float[] actual = new float[expected.length];
      direct.resample(x, expected);
      fast.resample(x, actual);
      assertArrayEquals(expected, actual, 1e-6f, rate + " Hz, " + in + " samples");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {44056, 22051, 47999, 12345})
  void leavesOddRatiosToTheDirectFilter(int rate) {
    assertNull(OverlapSaveResampler.of(ResamplingKernel.between(rate, 22050)));
  }

  /** The direct filter against the kernel itself, also where its weights are interpolated. */
  @ParameterizedTest
  @ValueSource(ints = {44100, 48000, 8000, 44056, 12345})
  void theDirectFilterIsTheWeightedSum(int rate) {
    ResamplingKernel kernel = ResamplingKernel.between(rate, 22050);
    float[] x = noise(1201);
    float[] out = new float[length(x.length, kernel)];
    new DirectResampler(kernel).resample(x, out);
    for (int m = 0; m < out.length; m += 37) {
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += x[i] * kernel.at((double) m * kernel.down() / kernel.up() - i);
      }
      assertEquals(sum, out[m], 2e-6, "sample " + m);
    }
  }
}
