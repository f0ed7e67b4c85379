package io.beatweaver.tempo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both directions against the definition, summed stretch by stretch in 50 decimal digits. */
class TempoMapOracleTest {
  private static final MathContext EXACT = new MathContext(50);
  private static final BigDecimal MINUTE = BigDecimal.valueOf(60);
  private static final double TOLERANCE = 1e-9;

  /** Seconds of a beat: the sum over all stretches of one tempo before it. */
  private static BigDecimal seconds(
      double baseBpm, List<TempoChange> sorted, double offset, double beat) {
    BigDecimal second = new BigDecimal(offset);
    BigDecimal at = BigDecimal.ZERO;
    double bpm = baseBpm;
    for (TempoChange change : sorted) {
      if (change.beat() > beat && change.beat() > 0) {
        break;
      }
      BigDecimal next = new BigDecimal(Math.max(0, change.beat()));
      second = second.add(length(next.subtract(at), bpm));
      at = next;
      bpm = change.bpm();
    }
    return second.add(length(new BigDecimal(beat).subtract(at), bpm));
  }

  private static BigDecimal length(BigDecimal beats, double bpm) {
    return beats.multiply(MINUTE).divide(new BigDecimal(bpm), EXACT);
  }

  private static void assertClose(BigDecimal expected, double actual, String what) {
    BigDecimal error = new BigDecimal(actual).subtract(expected).abs();
    BigDecimal allowed = expected.abs().max(BigDecimal.ONE).multiply(new BigDecimal(TOLERANCE));
    assertTrue(error.compareTo(allowed) <= 0, what + ": " + expected + " but was " + actual);
  }

  @Test
  void thousandsOfChangesAreExactInBothDirections() {
    Random random = new Random(41);
    for (int run = 0; run < 4; run++) {
      int count = 5000;
      List<TempoChange> changes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        // Beats of the grid collide, others don't; the last of a beat counts.
        double beat = random.nextBoolean() ? random.nextInt(4000) : random.nextDouble() * 4000;
        double bpm = run < 2 ? 40 + random.nextDouble() * 360 : Math.pow(10, random.nextInt(6) - 1);
        changes.add(new TempoChange(beat, bpm));
      }
      double base = 30 + random.nextDouble() * 400;
      double offset = random.nextDouble() * 20 - 10;
      TempoMap map = TempoMap.ofChanges(base, changes, offset);
      List<TempoChange> sorted = new ArrayList<>(changes);
      sorted.sort((a, b) -> Double.compare(a.beat(), b.beat()));
      for (int i = 0; i < 50; i++) {
        double beat =
            i % 3 == 0
                ? changes.get(random.nextInt(count)).beat()
                : random.nextDouble() * 4400 - 200;
        BigDecimal expected = seconds(base, sorted, offset, beat);
        assertClose(expected, map.secondsAt(beat), "seconds at beat " + beat);
        // The beat of those seconds, as near as a double can say them.
        double back = map.beatAt(expected.doubleValue());
        double ulp = Math.ulp(expected.doubleValue()) * map.bpmAt(beat) / 60;
        assertEquals(beat, back, TOLERANCE * Math.max(1, Math.abs(beat)) + 2 * ulp);
      }
    }
  }

  @Test
  void neitherDirectionEverFallsWhateverTheRegions() {
    Random random = new Random(43);
    for (int run = 0; run < 200; run++) {
      List<TempoRegion> regions = new ArrayList<>();
      double second = random.nextDouble();
      double beat = random.nextInt(3);
      for (int i = 1 + random.nextInt(20); i > 0; i--) {
        // Gaps in seconds, in beats, in both or in neither.
        second += random.nextInt(3) == 0 ? random.nextDouble() * 2 : 0;
        beat += random.nextInt(3) == 0 ? random.nextInt(5) : 0;
        double seconds = 0.5 + random.nextDouble() * 5;
        double beats = 1 + random.nextInt(12);
        regions.add(new TempoRegion(second, second + seconds, beat, beat + beats));
        second += seconds;
        beat += beats;
      }
      Collections.shuffle(regions, random);
      TempoMap map = TempoMap.ofRegions(regions, 120, 0);
      double lastSecond = Double.NEGATIVE_INFINITY;
      for (double b = -2; b < beat + 4; b += 1 / 32.0) {
        double at = map.secondsAt(b);
        assertTrue(at >= lastSecond - 1e-12, "beat " + b);
        lastSecond = at;
      }
      double lastBeat = Double.NEGATIVE_INFINITY;
      for (double s = -2; s < second + 4; s += 1 / 64.0) {
        double at = map.beatAt(s);
        assertTrue(at >= lastBeat - 1e-12, "second " + s);
        lastBeat = at;
      }
      for (TempoRegion region : regions) {
        double middle = (region.startBeat() + region.endBeat()) / 2;
        double expected = (region.startSeconds() + region.endSeconds()) / 2;
        assertEquals(expected, map.secondsAt(middle), 1e-9);
        assertEquals(middle, map.beatAt(expected), 1e-9);
        assertEquals(region.startSeconds(), map.secondsAt(region.startBeat()), 1e-9);
      }
    }
  }

  @Test
  void beatsThatTheAudioLeavesOutSoundAllAtOnce() {
    TempoMap map =
        TempoMap.ofRegions(
            List.of(new TempoRegion(0, 4, 0, 8), new TempoRegion(4, 6, 10, 14)), 60, 0);
    assertEquals(4, map.secondsAt(8));
    assertEquals(4, map.secondsAt(9));
    assertEquals(4, map.secondsAt(10));
    assertEquals(5, map.secondsAt(12));
    assertEquals(7.5, map.beatAt(3.75));
    assertEquals(10, map.beatAt(4));
  }
}
