package io.beatweaver.demo.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InstrumentTest {
  private static final int RATE = 22_050;

  private static final Map<String, Instrument> ALL = new TreeMap<>();

  static {
    ALL.put("pluck", new Pluck(1, 5000, 0.3, RATE));
    ALL.put("fm", new Fm(2, 2, 0.2, 0.6, RATE));
    ALL.put("guitar", new Guitar(8, 4000, 1, false, RATE));
    ALL.put("vocal", new Vocal(1.1, 0.03, 0.02, 0, RATE));
    for (Tone.Shape shape : Tone.Shape.values()) {
      Ensemble.Sound sound = new Ensemble.Sound(shape, 1, 0, 0.01, 0.5, 0.7, 0.05, 0, 8000, 4000);
      ALL.put("ensemble of " + shape, new Ensemble(sound, RATE));
    }
    ALL.values().forEach(Instrument::levelled);
  }

  static Iterable<String> names() {
    return ALL.keySet();
  }

  /** The first peak of the autocorrelation, near the period, against the MIDI scale. */
  @ParameterizedTest
  @MethodSource("names")
  void itPlaysInTune(String name) {
    for (int pitch : new int[] {45, 57, 64, 72}) {
      float[] mix = new float[RATE];
      // Twice: a voice glides from the note before.
      ALL.get(name).play(mix, 0, RATE / 2, pitch, 1, new Dice(3));
      mix = new float[RATE];
      ALL.get(name).play(mix, 0, RATE / 2, pitch, 1, new Dice(4));
      double hertz = 440 * Math.pow(2, (pitch - 69) / 12.0);
      assertEquals(0, cents(mix, hertz), 15, name + " at " + pitch);
    }
  }

  /** Cents that a signal's period is off, looked for within a semitone. */
  private static double cents(float[] mix, double hertz) {
    double best = Double.NEGATIVE_INFINITY;
    double off = 0;
    for (double cents = -100; cents <= 100; cents += 1) {
      // Several periods, for a finer measure.
      double lag = 8 * RATE / (hertz * Math.pow(2, cents / 1200));
      int whole = (int) lag;
      double part = lag - whole;
      double sum = 0;
      for (int i = RATE / 8; i < RATE * 3 / 8; i++) {
        sum += mix[i] * (mix[i + whole] * (1 - part) + mix[i + whole + 1] * part);
      }
      if (sum > best) {
        best = sum;
        off = cents;
      }
    }
    return off;
  }

  @ParameterizedTest
  @MethodSource("names")
  void itSoundsWhileItIsPlayedAndDiesAway(String name) {
    Instrument instrument = ALL.get(name);
    float[] mix = new float[2 * RATE];
    instrument.play(mix, 1000, RATE / 2, 60, 1, new Dice(1));
    double before = rms(mix, 0, 1000);
    double during = rms(mix, 1000, RATE / 4);
    double after = rms(mix, 1000 + RATE / 2 + instrument.tail(), mix.length);
    assertEquals(0, before);
    assertTrue(during > 0.05 && during < 0.6, name + " is levelled: " + during);
    assertEquals(0, after);
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatLiesOutsideTheMixIsCutOff(String name) {
    float[] whole = new float[RATE];
    float[] half = new float[RATE / 4];
    // A voice remembers its last note, so both come after the same one.
    ALL.get(name).play(new float[9], 0, 9, 60, 1, new Dice(1));
    ALL.get(name).play(whole, 100, RATE / 2, 60, 1, new Dice(5));
    ALL.get(name).play(half, 100, RATE / 2, 60, 1, new Dice(5));
    assertArrayEquals(Arrays.copyOf(whole, half.length), half, 0f);
    ALL.get(name).play(half, half.length + 5, 100, 60, 1, new Dice(6));
    assertArrayEquals(Arrays.copyOf(whole, half.length), half, 0f);
  }

  @Test
  void drumsAreNeverQuiteAlikeAndPeakAtTheirGain() {
    WideKit kit = new WideKit(new Dice(2), RATE);
    float[] first = new float[RATE];
    int others = 0;
    kit.kick(first, 0, 0.5f);
    for (int i = 0; i < 20; i++) {
      float[] next = new float[RATE];
      kit.kick(next, 0, 0.5f);
      others += Arrays.equals(first, next) ? 0 : 1;
      double peak = 0;
      for (float value : next) {
        peak = Math.max(peak, Math.abs(value));
      }
      assertEquals(0.5, peak, 1e-3);
    }
    assertTrue(others > 5, others + " of 20 differ");
  }

  private static double rms(float[] mix, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += mix[i] * mix[i];
    }
    return Math.sqrt(sum / (to - from));
  }
}
