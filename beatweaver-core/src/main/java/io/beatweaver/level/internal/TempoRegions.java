package io.beatweaver.level.internal;

import io.beatweaver.tempo.TempoMap;
import java.util.ArrayList;
import java.util.List;

/**
 * A tempo map as V4 can say it: regions whose ends are whole samples. A change keeps its beat and
 * moves to the nearest sample; start and end lie on the map, at whatever beat it has there. So all
 * seconds of the song are within half a sample of the map's, and one tempo throughout is exact.
 *
 * @param regions at least one, rising
 * @param approximations places that could not be followed exactly
 */
record TempoRegions(List<AudioData.Region> regions, int approximations) {
  /**
   * @param tempo what to say
   * @param sampleRate samples a second
   * @param sampleCount samples of the song
   * @param firstBeat the earliest beat of interest
   * @param lastBeat the latest beat of interest
   */
  static TempoRegions of(
      TempoMap tempo, int sampleRate, long sampleCount, double firstBeat, double lastBeat) {
    double[] anchors = tempo.toArray();
    List<AudioData.Region> regions = new ArrayList<>();
    double startSecond = Math.max(0, tempo.secondsAt(0));
    long sample = Math.round(startSecond * sampleRate);
    double beat =
        Math.abs(startSecond * sampleRate - sample) < 1e-6
            ? tempo.beatAt(startSecond)
            : tempo.beatAt(sample / (double) sampleRate);
    double bpmFrom = Double.NEGATIVE_INFINITY;
    for (int i = 3; i < anchors.length; i += 3) {
      double nextBeat = anchors[i];
      double nextSecond = anchors[i + 1];
      if (nextBeat <= beat) {
        bpmFrom = nextBeat;
        continue;
      }
      double reached = anchors[i - 2] + (nextBeat - anchors[i - 3]) * 60 / anchors[i - 1];
      long nextSample = Math.round(nextSecond * sampleRate);
      if (Math.abs(nextSecond - reached) * sampleRate <= 0.5) {
        if (nextSample > sample) {
          regions.add(new AudioData.Region(sample, nextSample, beat, nextBeat));
          sample = nextSample;
          beat = nextBeat;
        }
      } else {
        // Seconds or beats jump: a gap in one of them between regions.
        boolean beatsJump = nextSecond < reached;
        long end = beatsJump ? nextSample : Math.round(reached * sampleRate);
        if (end > sample) {
          double endBeat =
              beatsJump
                  ? anchors[i - 3] + (nextSecond - anchors[i - 2]) * anchors[i - 1] / 60
                  : nextBeat;
          regions.add(new AudioData.Region(sample, end, beat, endBeat));
          beat = nextBeat;
          sample = nextSample;
        }
      }
    }
    long end =
        Math.max(
            Math.max(sampleCount, sample + 1),
            (long) Math.ceil(tempo.secondsAt(lastBeat) * sampleRate) + 1);
    regions.add(new AudioData.Region(sample, end, beat, tempo.beatAt(end / (double) sampleRate)));
    return new TempoRegions(regions, firstBeat < bpmFrom ? 1 : 0);
  }
}
