package io.beatweaver.audio.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.audio.internal.vector.VectorKernels;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Vector API's kernels against the plain ones, which the golden values hold. */
class KernelsTest {
  private static KernelChoice.Kernels vector() {
    return new VectorKernels();
  }

  private static float[] music(int length, long seed) {
    Random random = new Random(seed);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      double tone = Math.sin(i * .05) + .3 * Math.sin(i * (.2 + 1e-6 * i));
      samples[i] = (float) (.4 * tone * Math.exp(-(i % 5000) / 900.) + .01 * random.nextGaussian());
    }
    return samples;
  }

  /** Counts of frames that fill no vector, sizes of frames with and without an odd factor. */
  @ParameterizedTest
  @CsvSource({"2048, 512", "512, 128", "1024, 1024", "64, 1", "640, 160", "1344, 448", "4096, 512"})
  void bandPowerIsThePlainOne(int nFft, int hop) {
    MelBank[] banks = {
      new MelBank(22050, nFft, Math.min(80, nFft / 8)), new MelBank(22050, nFft, nFft / 16)
    };
    double[] window = Spectra.hann(nFft);
    BandPower fast = vector().bandPower(window, hop, banks).orElseThrow();
    assertFalse(fast instanceof PlainBandPower);
    for (int frames : new int[] {1, 7, 8, 9, 23, 64}) {
      float[] samples = music(nFft + (frames - 1) * hop + 3, nFft + frames);
      float[][] expected = new float[2][];
      float[][] actual = new float[2][];
      for (int b = 0; b < 2; b++) {
        expected[b] = new float[(frames + 2) * banks[b].bands()];
        actual[b] = new float[expected[b].length];
      }
      new PlainBandPower(window, hop, banks).analyse(samples, 3, frames, expected, 1);
      fast.analyse(samples, 3, frames, actual, 1);
      assertArrayEquals(expected[0], actual[0], 1e-5f, frames + " frames");
      assertArrayEquals(expected[1], actual[1], 1e-5f, frames + " frames");
      float[] untouched = new float[banks[0].bands()];
      assertArrayEquals(untouched, Arrays.copyOf(actual[0], untouched.length));
      int end = actual[0].length;
      assertArrayEquals(
          untouched, Arrays.copyOfRange(actual[0], end - untouched.length, end), "behind");
    }
  }

  @Test
  void whatLanesCannotDoIsLeftToPlainCode() {
    MelBank bank = new MelBank(22050, 1000, 20);
    assertTrue(vector().bandPower(Spectra.hann(1000), 300, bank).isEmpty());
    MelBank prime = new MelBank(22050, 2 * 127, 20);
    assertTrue(vector().bandPower(Spectra.hann(2 * 127), 127, prime).isEmpty());
    assertTrue(KernelChoice.bandPower(Spectra.hann(1000), 300, bank) instanceof PlainBandPower);
  }

  @ParameterizedTest
  @ValueSource(ints = {44100, 48000, 88200, 96000, 192000, 32000, 24000, 16000, 11025, 8000, 37800})
  void blockFilterIsThePlainOne(int rate) {
    BlockFilter.Design design = OverlapSaveResampler.design(ResamplingKernel.between(rate, 22050));
    BlockFilter fast = vector().blockFilter(design).orElseThrow();
    assertFalse(fast instanceof PlainBlockFilter);
    for (int blocks : new int[] {1, 5, 8, 9}) {
      float[] samples = music(5 + (blocks - 1) * design.stepIn() + design.blockIn(), rate);
      float[] expected = new float[blocks * design.stepOut() + 4];
      float[] actual = expected.clone();
      new PlainBlockFilter(design).filter(samples, 5, blocks, expected, 2);
      fast.filter(samples, 5, blocks, actual, 2);
      assertArrayEquals(expected, actual, 1e-7f, blocks + " blocks");
    }
  }

  @Test
  void decibelsAreTenTimesTheLogarithm() {
    Random random = new Random(3);
    for (int i = 0; i < 200_000; i++) {
      double power = Math.pow(10, random.nextDouble() * 60 - 12);
      double expected = 10 * Math.log10(Math.max(1e-10, power));
      assertEquals(expected, Decibels.of(power), 1e-11, "power " + power);
    }
    for (double power : new double[] {0, 1e-300, 1e-10, 1, 2, Math.nextDown(2), 1e300}) {
      assertEquals(10 * Math.log10(Math.max(1e-10, power)), Decibels.of(power), 1e-11);
    }
    assertEquals(-100f, (float) Decibels.of(0));
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 1", "3, 100", "8, 3", "2, 0"})
  void everyPartIsDoneOnce(int workers, int parts) {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      BitSet done = new BitSet();
      new Parallel(workers, threads)
          .run(
              parts,
              part -> {
                synchronized (done) {
                  assertFalse(done.get(part));
                  done.set(part);
                }
              });
      assertEquals(parts, done.cardinality());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anExecutorThatTakesNothingCostsOnlySpeed() {
    BitSet done = new BitSet();
    new Parallel(4, task -> {}).run(9, done::set);
    assertEquals(9, done.cardinality());
    Parallel refused =
        new Parallel(
            4,
            task -> {
              throw new RejectedExecutionException();
            });
    refused.run(12, done::set);
    assertEquals(12, done.cardinality());
    assertThrows(IllegalArgumentException.class, () -> new Parallel(0, Runnable::run));
  }

  @Test
  void aPartsFailureReachesTheCaller() {
    for (int workers : new int[] {1, 3}) {
      IllegalStateException thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  Parallel.of(workers)
                      .run(
                          6,
                          part -> {
                            if (part == 4) {
                              throw new IllegalStateException("part four");
                            }
                          }));
      assertEquals("part four", thrown.getMessage());
    }
  }
}
