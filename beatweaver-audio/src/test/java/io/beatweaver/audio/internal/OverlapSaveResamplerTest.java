package io.beatweaver.audio.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.beatweaver.audio.SampleSink;
import java.util.Arrays;
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

  /** Everything that comes out if pieces of some length go in. */
  private static float[] all(StreamResampler resampler, float[] in, int piece) {
    float[] out = new float[in.length * 8 + 8];
    int[] filled = {0};
    SampleSink sink =
        (samples, offset, count) -> {
          System.arraycopy(samples, offset, out, filled[0], count);
          filled[0] += count;
        };
    for (int at = 0; at < in.length; at += piece) {
      resampler.push(in, at, Math.min(piece, in.length - at), sink);
    }
    resampler.finish(sink);
    return Arrays.copyOf(out, filled[0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {44100, 48000, 8000, 44056})
  void piecesChangeNothing(int rate) {
    ResamplingKernel kernel = ResamplingKernel.between(rate, 22050);
    float[] x = noise(150_007);
    float[] whole = all(stream(kernel, Parallel.NONE), x, x.length);
    assertEquals(length(x.length, kernel), whole.length);
    for (int piece : new int[] {1009, 131_072}) {
      assertArrayEquals(whole, all(stream(kernel, Parallel.NONE), x, piece), "pieces of " + piece);
    }
    assertArrayEquals(whole, all(stream(kernel, Parallel.of(3)), x, 50_000), "three workers");
  }

  private static StreamResampler stream(ResamplingKernel kernel, Parallel parallel) {
    StreamResampler fast = OverlapSaveResampler.of(kernel, parallel);
    return fast == null ? new DirectResampler(kernel) : fast;
  }

  /** White noise is the hardest input: all of it above the cut-off would fold back. */
  @ParameterizedTest
  @ValueSource(
      ints = {44100, 48000, 88200, 96000, 192000, 32000, 24000, 16000, 11025, 8000, 37800, 66150})
  void equalsTheDirectFilter(int rate) {
    ResamplingKernel kernel = ResamplingKernel.between(rate, 22050);
    for (int in : new int[] {1, 2, 389, 4099, 20_011}) {
      float[] x = noise(in);
      float[] expected = all(new DirectResampler(kernel), x, x.length);
      OverlapSaveResampler fast = OverlapSaveResampler.of(kernel, Parallel.NONE);
      assertNotNull(fast);
      float[] actual = all(fast, x, x.length);
      assertEquals(length(in, kernel), actual.length);
      assertArrayEquals(expected, actual, 1e-6f, rate + " Hz, " + in + " samples");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {44056, 22051, 47999, 12345})
  void leavesOddRatiosToTheDirectFilter(int rate) {
    assertNull(OverlapSaveResampler.of(ResamplingKernel.between(rate, 22050), Parallel.NONE));
  }

  /** The direct filter against the kernel itself, also where its weights are interpolated. */
  @ParameterizedTest
  @ValueSource(ints = {44100, 48000, 8000, 44056, 12345})
  void theDirectFilterIsTheWeightedSum(int rate) {
    ResamplingKernel kernel = ResamplingKernel.between(rate, 22050);
    float[] x = noise(1201);
    float[] out = all(new DirectResampler(kernel), x, x.length);
    assertEquals(length(x.length, kernel), out.length);
    for (int m = 0; m < out.length; m += 37) {
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += x[i] * kernel.at((double) m * kernel.down() / kernel.up() - i);
      }
      assertEquals(sum, out[m], 2e-6, "sample " + m);
    }
  }
}
