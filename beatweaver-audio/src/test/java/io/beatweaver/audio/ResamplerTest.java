package io.beatweaver.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
  @ParameterizedTest
  @CsvSource({"stereo44k_24bit, 2e-6", "sweep44k, 2e-6", "mono48k_float, 2e-6"})
  void equalsSoxrHq(String name, float tolerance) throws IOException {
    float[] expected = GoldenSongs.npy(name, "y22050").values();
    AudioClip actual = Resampler.toTargetRate(GoldenSongs.decode(name));
    assertEquals(22050, actual.sampleRate());
    assertArrayEquals(expected, actual.toArray(), tolerance);
  }

  @Test
  void leavesTheTargetRateAlone() {
    AudioClip clip = AudioClip.wrap(new float[] {1, 2, 3}, 22050);
    assertSame(clip, Resampler.toTargetRate(clip));
  }

  @ParameterizedTest
  @CsvSource({"44100, 0, 0", "44100, 1, 1", "44100, 7, 4", "48000, 48001, 22051", "8000, 3, 9"})
  void roundsTheLengthUp(int rate, int in, int out) {
    assertEquals(out, Resampler.toTargetRate(AudioClip.wrap(new float[in], rate)).length());
  }

  @Test
  void isLinear() {
    Random random = new Random(1);
    float[] a = new float[9001];
    float[] b = new float[9001];
    float[] sum = new float[9001];
    for (int i = 0; i < a.length; i++) {
      a[i] = random.nextFloat() - .5f;
      b[i] = random.nextFloat() - .5f;
      sum[i] = 2 * a[i] - b[i];
    }
    float[] ra = Resampler.toTargetRate(AudioClip.wrap(a, 48000)).toArray();
    float[] rb = Resampler.toTargetRate(AudioClip.wrap(b, 48000)).toArray();
    float[] expected = new float[ra.length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = 2 * ra[i] - rb[i];
    }
    assertArrayEquals(
        expected, Resampler.toTargetRate(AudioClip.wrap(sum, 48000)).toArray(), 1e-6f);
  }

  /** A tone that both rates hold comes out as the same tone, without delay. */
  @ParameterizedTest
  @ValueSource(ints = {8000, 11025, 16000, 32000, 44056, 44100, 48000, 96000})
  void keepsATone(int rate) {
    AudioClip resampled = Resampler.toTargetRate(AudioClip.wrap(tone(1000, rate), rate));
    for (int i = 2000; i < 18_000; i++) {
      assertEquals(Math.sin(2 * Math.PI * 1000 * i / 22050), resampled.sample(i), 2e-5);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {44056, 44100, 48000, 96000})
  void removesWhatTheTargetRateCannotHold(int rate) {
    AudioClip resampled = Resampler.toTargetRate(AudioClip.wrap(tone(12_000, rate), rate));
    for (int i = 2000; i < 18_000; i++) {
      assertTrue(Math.abs(resampled.sample(i)) < 2e-6);
    }
  }

  private static float[] tone(double hertz, int rate) {
    float[] tone = new float[rate];
    for (int i = 0; i < rate; i++) {
      tone[i] = (float) Math.sin(2 * Math.PI * hertz * i / rate);
    }
    return tone;
  }
}
