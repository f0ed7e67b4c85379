package io.beatweaver.demo.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MasterTest {
  private static final int RATE = 22_050;
  private final Master master = new Master(RATE);

  @Test
  void theSoftCurveRisesAndStaysWithinFullScale() {
    float before = -1.001f;
    for (float x = -5; x <= 5; x += 0.01f) {
      float y = Master.soft(x);
      assertTrue(y >= before - 1e-6 && Math.abs(y) <= 1 + 1e-6, "at " + x);
      assertEquals(Math.tanh(x), y, 0.03, "near the hyperbolic tangent");
      before = y;
    }
  }

  @Test
  void compressionBringsLoudAndSoftTogetherByItsRatio() {
    float[] mix = new float[4 * RATE];
    for (int i = 0; i < mix.length; i++) {
      mix[i] = (float) Math.sin(0.3 * i) * (i < mix.length / 2 ? 1 : 0.25f);
    }
    master.compress(mix, 0.01, 4, 0.05);
    double loud = rms(mix, RATE, 2 * RATE);
    double soft = rms(mix, 3 * RATE, 4 * RATE);
    assertEquals(Math.pow(4, 0.25), loud / soft, 0.05, "12 dB at 4:1 are 3");
  }

  @Test
  void aKickDucksTheMixWhichComesBack() {
    float[] mix = new float[RATE];
    Arrays.fill(mix, 1);
    master.pump(mix, new int[] {1000, 8000}, 0.6f, 0.1);
    assertEquals(1, mix[999], 1e-6);
    assertEquals(0.4, mix[1000], 1e-3);
    assertEquals(1 - 0.6 / Math.E, mix[1000 + RATE / 10], 1e-3);
    assertEquals(0.4, mix[8000], 1e-3);
  }

  @Test
  void aHallRingsForItsTime() {
    float[] mix = new float[3 * RATE];
    mix[0] = 1;
    master.hall(mix, 1.5, 0.5f);
    double early = rms(mix, RATE / 10, RATE / 5);
    double late = rms(mix, RATE * 8 / 10, RATE * 9 / 10);
    double decibels = 20 * Math.log10(early / late);
    // 60 dB in 1.5 s are 28 in 0.7 s; damping takes the high part sooner.
    assertTrue(decibels > 24 && decibels < 60, "fell by dB " + decibels);
  }

  @Test
  void tiltMovesTheBalanceOfLowAndHigh() {
    double low = tilted(60, 6);
    double high = tilted(9000, 6);
    // Nearly 6 dB: the filter has gentle slopes.
    assertEquals(5.5, 20 * Math.log10(high / low), 0.6);
    assertEquals(-5.5, 20 * Math.log10(tilted(9000, -6) / tilted(60, -6)), 0.6);
  }

  private double tilted(double hertz, double decibels) {
    float[] mix = new float[RATE];
    for (int i = 0; i < mix.length; i++) {
      mix[i] = (float) Math.sin(2 * Math.PI * hertz * i / RATE);
    }
    master.tilt(mix, 800, decibels);
    return rms(mix, RATE / 2, RATE);
  }

  @Test
  void noisesHaveTheirLevels() {
    float[] mix = new float[RATE];
    master.hiss(mix, 0.01f, 20_000, new Dice(1));
    assertEquals(0.01 / Math.sqrt(3), rms(mix, 0, RATE), 0.001);
    float[] record = new float[10 * RATE];
    master.crackle(record, 0.5f, 10, new Dice(1));
    long clicks = 0;
    for (float value : record) {
      clicks += value != 0 ? 1 : 0;
    }
    assertEquals(100, clicks / 3.0, 30);
    float[] crowd = new float[2 * RATE];
    master.crowd(crowd, 0.1f, new Dice(1));
    double level = rms(crowd, 0, crowd.length);
    assertTrue(level > 0.01 && level < 0.1, "crowd " + level);
  }

  private static double rms(float[] mix, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += mix[i] * mix[i];
    }
    return Math.sqrt(sum / (to - from));
  }
}
