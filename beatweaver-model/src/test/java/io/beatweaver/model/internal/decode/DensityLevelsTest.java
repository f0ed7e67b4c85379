package io.beatweaver.model.internal.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Songs of 100 bars of two seconds, 32 rows a second. */
class DensityLevelsTest {
  private static final int BAR = 64;
  private static final int ROWS = 100 * BAR;
  private static final double SECONDS = 200;
  private static final TempoMap TEMPO = TempoMap.constant(120);

  private final float[] logits = new float[ROWS];
  private final boolean[] sounding = new boolean[ROWS];

  DensityLevelsTest() {
    Arrays.fill(sounding, true);
  }

  /** Bars in which onsets come at a rate. */
  private void bars(int from, int to, double onsetsPerSecond) {
    double chance = onsetsPerSecond / 32;
    Arrays.fill(logits, from * BAR, to * BAR, (float) Math.log(chance / (1 - chance)));
  }

  private OnsetDensity level(double perSecond) {
    return DensityLevels.level(
        new OnsetDensity(logits, sounding), TEMPO, ROWS, SECONDS, perSecond * SECONDS);
  }

  private static double perSecond(OnsetDensity density, int fromBar, int toBar, double shift) {
    return density.expected(fromBar * BAR, toBar * BAR, shift) / (toBar - fromBar) / 2;
  }

  @Test
  void aSongOfLightAndShadeIsLeftAlone() {
    bars(0, 50, 2);
    bars(50, 100, 4);
    for (double wanted : new double[] {1, 3, 5}) {
      OnsetDensity density = new OnsetDensity(logits, sounding);
      assertSame(density, DensityLevels.level(density, TEMPO, ROWS, SECONDS, wanted * SECONDS));
    }
  }

  @Test
  void holesAreFilledAndWallsThinnedOutAsFarAsTheBounds() {
    bars(0, 60, 3);
    bars(60, 80, .02);
    bars(80, 100, 14);
    OnsetDensity even = level(4);
    double shift = even.shiftFor(0, 4 * SECONDS, 8);
    // In the middle of each part, where nothing of the next one is mixed in.
    assertTrue(perSecond(even, 66, 74, shift) > .45 * 4, "hole " + perSecond(even, 66, 74, shift));
    // What is added to the holes is taken from everywhere, so a wall ends below its bound or near.
    OnsetDensity plain = new OnsetDensity(logits, sounding);
    double before = perSecond(plain, 88, 96, plain.shiftFor(0, 4 * SECONDS, 8));
    double wall = perSecond(even, 88, 96, shift);
    assertTrue(before > 2.5 * 4 && wall < 2.2 * 4, "wall " + before + ", then " + wall);
    assertTrue(perSecond(even, 66, 74, shift) < perSecond(even, 20, 40, shift));
    assertTrue(perSecond(even, 88, 96, shift) > perSecond(even, 20, 40, shift));
    assertEquals(4, perSecond(even, 0, 100, shift), 1e-3);
    // Nothing jumps: from row to row by no more than a stretch of four bars takes.
    for (int row = 1; row < ROWS; row++) {
      double step = even.shiftAt(row, 0) - even.shiftAt(row - 1, 0);
      assertTrue(Math.abs(step) < 12.0 / (4 * BAR), "at " + row);
    }
  }

  @Test
  void silenceIsNoHoleAndNeverRaised() {
    bars(0, 60, 3);
    bars(60, 100, 1e-6);
    Arrays.fill(sounding, 60 * BAR, ROWS, false);
    OnsetDensity same = level(3);
    assertTrue(perSecond(same, 70, 100, 2) < 1e-5);
  }

  @Test
  void whatIsNotToBeWrittenIsNoHole() {
    bars(0, 60, 3);
    Arrays.fill(logits, 60 * BAR, ROWS, OnsetDensity.NEVER);
    OnsetDensity density = new OnsetDensity(logits, sounding);
    assertSame(density, DensityLevels.level(density, TEMPO, ROWS, 120, 3 * 120));
  }

  @Test
  void densityIsOfSecondsWhateverTheTempo() {
    // Half as many onsets a bar where a bar takes half as long: as many a second.
    TempoMap faster = TempoMap.ofChanges(60, List.of(new TempoChange(200, 240)), 0);
    double seconds = 200 + 50;
    bars(0, 50, 4);
    bars(50, 100, 1);
    OnsetDensity density = new OnsetDensity(logits, sounding);
    double onsets = density.expected(0, ROWS, 0);
    assertSame(density, DensityLevels.level(density, faster, ROWS, seconds, onsets));
    assertTrue(DensityLevels.level(density, TEMPO, ROWS, 200, onsets).isLevelled());
  }
}
