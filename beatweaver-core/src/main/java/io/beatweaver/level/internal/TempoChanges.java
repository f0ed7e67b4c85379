package io.beatweaver.level.internal;

import io.beatweaver.tempo.TempoChange;
import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.List;

/**
 * A tempo map as V2 and V3 can say it: a tempo from beat 0 and changes after it.
 *
 * @param changes to be added to the info's tempo
 * @param approximations places that could not be followed exactly
 */
record TempoChanges(List<TempoChange> changes, int approximations) {
  /**
   * @param tempo what to say
   * @param baseBpm the tempo that holds without any change
   * @param firstBeat the earliest beat of interest
   */
  static TempoChanges of(TempoMap tempo, double baseBpm, double firstBeat) {
    double[] anchors = tempo.toArray();
    List<TempoChange> changes = new ArrayList<>();
    int approximations = 0;
    double current = baseBpm;
    double beat = 0;
    double second = tempo.secondsAt(0);
    double bpm = tempo.bpmAt(0);
    double bpmFrom = Double.NEGATIVE_INFINITY;
    for (int i = 3; i < anchors.length; i += 3) {
      double nextBeat = anchors[i];
      double nextSecond = anchors[i + 1];
      if (nextBeat <= 0) {
        bpmFrom = nextBeat;
        continue;
      }
      double expected = second + (nextBeat - beat) * 60 / bpm;
      if (Math.abs(expected - nextSecond) > 1e-9 * Math.max(1, Math.abs(nextSecond))) {
        // Seconds jump at the next change: reach it in time by another tempo, if there is one.
        double effective = (nextBeat - beat) * 60 / (nextSecond - second);
        approximations++;
        bpm = TempoMap.isTempo(effective) ? effective : bpm;
      }
      if (differs(bpm, current)) {
        changes.add(new TempoChange(beat, bpm));
        current = bpm;
      }
      beat = nextBeat;
      second = nextSecond;
      bpm = anchors[i + 2];
    }
    if (differs(bpm, current)) {
      changes.add(new TempoChange(beat, bpm));
    }
    return new TempoChanges(changes, approximations + (firstBeat < bpmFrom ? 1 : 0));
  }

  /** Regions of one tempo, told in samples, differ by rounding; that is no change of tempo. */
  private static boolean differs(double bpm, double current) {
    return Math.abs(bpm - current) > 1e-12 * current;
  }
}
